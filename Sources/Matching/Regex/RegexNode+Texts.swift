/// The texts that a part of a regex matches, where they are few.
extension RegexNode {
    /// The most texts that are listed.
    static let maximumTexts = 64
    /// The longest of them, in bytes.
    static let maximumTextLength = 96
    /// The byte that stands for a border in a text.
    static let borderMark: UInt8 = 1

    /// All texts that this part can match, with marks where it asks for a border, or nil where they are too many or too long.
    var texts: Set<[UInt8]>? {
        switch self {
        case .literal(let bytes): [bytes]
        case .anyOf(let set): set.members.map { Set($0) }
        case .border: [[Self.borderMark]]
        case .condition: [[]]
        case .sequence(let items): Self.texts(of: items)
        case .choice(let branches): Self.texts(ofAny: branches)
        case .repetition(let item, let least, let most): Self.texts(of: item, least, most)
        }
    }

    /// All ways to follow a text of `first` by one of `second`.
    static func product(_ first: Set<[UInt8]>, _ second: Set<[UInt8]>) -> Set<[UInt8]>? {
        guard first.count * second.count <= maximumTexts else { return nil }
        var result: Set<[UInt8]> = []
        for left in first {
            for right in second {
                guard left.count + right.count <= maximumTextLength else { return nil }
                result.insert(left + right)
            }
        }
        return result
    }

    private static func texts(of items: [RegexNode]) -> Set<[UInt8]>? {
        var result: Set<[UInt8]> = [[]]
        for item in items {
            guard let next = item.texts, let longer = product(result, next) else { return nil }
            result = longer
        }
        return result
    }

    private static func texts(ofAny branches: [RegexNode]) -> Set<[UInt8]>? {
        var result: Set<[UInt8]> = []
        for branch in branches {
            guard let texts = branch.texts else { return nil }
            result.formUnion(texts)
            guard result.count <= maximumTexts else { return nil }
        }
        return result
    }

    private static func texts(of item: RegexNode, _ least: Int, _ most: Int?) -> Set<[UInt8]>? {
        guard let most, least <= most, most <= 4, let once = item.texts else { return nil }
        var power: Set<[UInt8]> = [[]]
        var result: Set<[UInt8]> = least == 0 ? power : []
        for count in 1...max(1, most) where count <= most {
            guard let longer = product(power, once) else { return nil }
            power = longer
            if count >= least { result.formUnion(power) }
            guard result.count <= maximumTexts else { return nil }
        }
        return result
    }
}
