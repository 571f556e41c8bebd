/// The texts that a part of a regex matches, where they are few.
extension RegexNode {
    /// The most texts that are listed.
    static let maximumTexts = 64
    /// The longest of them, in bytes.
    static let maximumTextLength = 96
    /// The byte that stands for a border in a text.
    static let borderMark: UInt8 = 1

    static func texts(of kind: Kind) -> [[UInt8]]? {
        switch kind {
        case .literal(let bytes): [bytes]
        case .anyOf(let set): set.members
        case .border: [[Self.borderMark]]
        case .condition: [[]]
        case .sequence(let items): texts(of: items)
        case .choice(let branches): texts(ofAny: branches)
        case .repetition(let item, let least, let most): texts(of: item, least, most)
        }
    }

    /// Follows each text of `first` by each of `second`; false where they become too many or too long.
    static func multiply(_ first: inout [[UInt8]], by second: [[UInt8]]) -> Bool {
        guard first.count * second.count <= maximumTexts else { return false }
        if second.count == 1 {
            for index in first.indices { first[index] += second[0] }
        } else {
            first = first.flatMap { left in second.map { left + $0 } }
        }
        return first.allSatisfy { $0.count <= maximumTextLength }
    }

    private static func texts(of items: [RegexNode]) -> [[UInt8]]? {
        var result: [[UInt8]] = [[]]
        for item in items {
            guard let next = item.texts, multiply(&result, by: next) else { return nil }
        }
        return result
    }

    private static func texts(ofAny branches: [RegexNode]) -> [[UInt8]]? {
        var result: [[UInt8]] = []
        for branch in branches {
            guard let texts = branch.texts else { return nil }
            result += texts
            guard result.count <= maximumTexts else { return nil }
        }
        return result
    }

    private static func texts(of item: RegexNode, _ least: Int, _ most: Int?) -> [[UInt8]]? {
        guard let most, least <= most, most <= 4, let once = item.texts else { return nil }
        var power: [[UInt8]] = [[]]
        var result: [[UInt8]] = least == 0 ? power : []
        for count in 1...max(1, most) where count <= most {
            guard multiply(&power, by: once) else { return nil }
            if count >= least { result += power }
            guard result.count <= maximumTexts else { return nil }
        }
        return result
    }
}
