/// How long a match can be.
extension RegexNode {
    static func longest(of kind: Kind) -> Int? {
        switch kind {
        case .literal(let bytes): longest(ofLiteral: bytes)
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

    static func mostSpaces(of kind: Kind) -> Int? {
        switch kind {
        case .literal(let bytes): RegexSet.isSpace(bytes) ? 1 : 0
        case .anyOf(let set): set.mayBeSpace ? 1 : 0
        case .border, .condition: 0
        case .sequence(let items): items.reduce(Optional(0)) { AnchorChoice.sum($0, $1.mostSpaces) }
        case .choice(let branches): branches.reduce(Optional(0)) { AnchorChoice.longest($0, $1.mostSpaces) }
        case .repetition(let item, _, let most): mostSpaces(item, most)
        }
    }

    private static func mostSpaces(_ item: RegexNode, _ most: Int?) -> Int? {
        guard let once = item.mostSpaces else { return nil }
        if once == 0 { return 0 }
        // However often white space is repeated, it makes one run.
        if case .anyOf(let set) = item.kind, set.isOnlySpace { return 1 }
        return most.flatMap { once.multipliedReportingOverflow(by: $0).overflow ? nil : once * $0 }
    }

    /// The most bytes that a character or a run of them in ASCII can match.
    private static func longest(ofLiteral bytes: [UInt8]) -> Int {
        guard let first = bytes.first, first < 0x80 else { return longest(bytes) }
        return bytes.reduce(0) { $0 + longest([$1]) }
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
