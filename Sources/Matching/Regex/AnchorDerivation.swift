/// Finds words one of which stands in every match of a regex.
///
/// A match begins where a word begins, so the border before the first word is certain. All else has to follow from the regex: a word counts
/// where a border before it is certain, and as a whole word where one behind it is, otherwise as the beginning of a word.
enum AnchorDerivation {
    /// Words of which one stands in every match.
    struct Choice {
        var anchors: Set<String>
        /// How telling the least telling of them is.
        var quality: Int
        /// How many bytes of a match stand before them at most.
        var lead = 0
    }

    /// The most anchors of a regex.
    static let maximumAnchors = 128
    /// What the least telling anchor has to reach: a whole word of two letters, or the first three of a longer one.
    static let minimumQuality = 2

    /// The best choice for a regex; nil where no word is certain, or its notation is not known here.
    static func derive(_ regex: String) -> Choice? {
        RegexParser.parse(regex).flatMap { best(RegexTree($0), before: true, after: false) }
    }

    /// The best choice for `node` between borders that are certain or not.
    static func best(_ node: RegexTree, before: Bool, after: Bool) -> Choice? {
        if let texts = node.texts { return choice(texts, before, after) }
        switch node.node {
        case .literal, .anyOf, .border, .condition: return nil
        case .choice: return union(node.parts.map { best($0, before: before, after: after) })
        case .sequence: return best(node.parts, before, after)
        case .repetition(let item, let least, let most):
            guard least > 0 else { return nil }
            let isSingle = most == 1
            return best(
                node.parts[0], before: before && (isSingle || item.hasBorderAfter(before)),
                after: after && (isSingle || item.hasBorderBefore(after)))
        }
    }

    private static func union(_ choices: [Choice?]) -> Choice? {
        var result = Choice(anchors: [], quality: .max)
        for choice in choices {
            guard let choice else { return nil }
            result.anchors.formUnion(choice.anchors)
            result.quality = min(result.quality, choice.quality)
            result.lead = max(result.lead, choice.lead)
        }
        return result.anchors.count <= maximumAnchors && !result.anchors.isEmpty ? result : nil
    }

    /// The best of what the items of a sequence give, alone or joined with their neighbours.
    private static func best(_ items: [RegexTree], _ before: Bool, _ after: Bool) -> Choice? {
        var borders = [before]
        for item in items { borders.append(item.node.hasBorderAfter(borders[borders.count - 1])) }
        var bordersAfter = [after]
        for item in items.reversed() {
            bordersAfter.append(item.node.hasBorderBefore(bordersAfter[bordersAfter.count - 1]))
        }
        bordersAfter.reverse()
        var result: Choice?
        var index = 0
        var lead = 0
        while index < items.count {
            let end = runEnd(items, index)
            var found =
                end.texts.map { choice($0, borders[index], bordersAfter[end.index]) }
                ?? best(items[index], before: borders[index], after: bordersAfter[index + 1])
            found?.lead += lead
            if let found, found.quality > result?.quality ?? 0 { result = found }
            lead += items[index..<end.index].reduce(0) { $0 + $1.maximumLength }
            index = end.index
        }
        return result
    }

    /// The longest run of items from `start` on whose texts are few, and those texts; nil for an item whose own are not.
    private static func runEnd(_ items: [RegexTree], _ start: Int) -> (index: Int, texts: Set<[UInt8]>?) {
        guard var texts = items[start].texts else { return (start + 1, nil) }
        var index = start + 1
        while index < items.count, let next = items[index].texts, let longer = RegexNode.product(texts, next) {
            texts = longer
            index += 1
        }
        return (index, texts)
    }

    private static func choice(_ texts: Set<[UInt8]>, _ before: Bool, _ after: Bool) -> Choice? {
        var result = Choice(anchors: [], quality: .max)
        for text in texts {
            guard let anchor = AnchorText(text, before, after), anchor.quality >= minimumQuality else { return nil }
            result.anchors.insert(anchor.term)
            result.quality = min(result.quality, anchor.quality)
            result.lead = max(result.lead, RegexNode.widenedLength(text))
        }
        return texts.isEmpty ? nil : result
    }
}

/// Words of which one stands in every match of `regex`, as terms (`*` behind a word that may go on), or nil where none can be derived: because
/// the regex can match without any certain word, or because it holds notation whose meaning this function does not know.
public func derivedAnchors(of regex: String) -> [String]? {
    AnchorDerivation.derive(regex)?.anchors.sorted()
}
