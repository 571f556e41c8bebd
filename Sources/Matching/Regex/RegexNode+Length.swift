/// How long a match can be.
extension RegexNode {
    /// The most bytes that a match of this part takes up; nil where there is no bound.
    var longest: Int? {
        switch self {
        case .literal(let bytes): Self.longest(bytes)
        case .anyOf: 4
        case .border, .condition: 0
        case .sequence(let items): items.reduce(Optional(0)) { AnchorChoice.sum($0, $1.longest) }
        case .choice(let branches): branches.reduce(Optional(0)) { AnchorChoice.longest($0, $1.longest) }
        case .repetition(let item, _, let most):
            item.longest.flatMap { length in
                most.flatMap { length.multipliedReportingOverflow(by: $0).overflow ? nil : length * $0 }
            }
        }
    }

    /// The most bytes that the character of a regex can match: a space is a separator, and with case ignored `k` and `s` have relatives beyond ASCII.
    static func longest(_ scalar: [UInt8]) -> Int {
        guard scalar.count == 1, let byte = scalar.first else { return 4 }
        switch byte {
        case borderMark: return 0
        case 0x20: return Separator.maximumLength
        default: return byte | 0x20 == 0x6B || byte | 0x20 == 0x73 ? 3 : 1
        }
    }
}
