/// Finds words one of which stands in every match of a regex.
///
/// A match begins where a word begins, so the border before the first word is certain. All else has to follow from the regex: a word counts
/// where a border before it is certain, and as a whole word where one behind it is, otherwise as the beginning of a word.
struct AnchorDerivation {
    let costs: AnchorCost

    /// What is certain of the place before a part of a regex.
    struct Place {
        /// Whether no word goes on over it.
        var isBorder: Bool
        /// The most bytes of the match before it; nil where there is no bound.
        var reach: Int?
        /// The most runs of white space before it; nil where there is no bound.
        var spaces: Int?
    }

    /// The start of a match.
    static let start = Place(isBorder: true, reach: 0, spaces: 0)

    /// Everything that `node` offers at a place, where `after` says whether a border behind it is certain: for a sequence one choice for each
    /// part that has one, otherwise one at most.
    func choices(_ node: RegexNode, at place: Place, after: Bool) -> [AnchorChoice] {
        if let texts = node.texts, let choice = choice(texts, place, after) { return [choice] }
        switch node.kind {
        case .literal, .anyOf, .border, .condition: return []
        case .sequence(let items): return choices(items, place, after)
        case .choice(let branches):
            return AnchorChoice.union(branches.map { best($0, at: place, after: after) }).map { [$0] } ?? []
        case .repetition(let item, let least, let most):
            guard least > 0 else { return [] }
            if most == 1 { return choices(item, at: place, after: after) }
            let isBorder = place.isBorder && item.hasBorderAfter(place.isBorder)
            let later = Place(isBorder: isBorder, reach: place.reach, spaces: place.spaces)
            return choices(item, at: later, after: after && item.hasBorderBefore(after))
        }
    }

    /// The rarest of what `node` offers.
    func best(_ node: RegexNode, at place: Place, after: Bool) -> AnchorChoice? {
        choices(node, at: place, after: after).min { $0.cost < $1.cost }
    }

    private func choices(_ items: [RegexNode], _ place: Place, _ after: Bool) -> [AnchorChoice] {
        var places = [place]
        for item in items {
            let last = places[places.count - 1]
            places.append(
                Place(
                    isBorder: item.hasBorderAfter(last.isBorder), reach: AnchorChoice.sum(last.reach, item.longest),
                    spaces: AnchorChoice.sum(last.spaces, item.mostSpaces)))
        }
        var bordersAfter = [after]
        for item in items.reversed() { bordersAfter.append(item.hasBorderBefore(bordersAfter[bordersAfter.count - 1])) }
        bordersAfter.reverse()
        var result: [AnchorChoice] = []
        var index = 0
        while index < items.count {
            let run = Self.run(items, index)
            if let texts = run.texts, let choice = choice(texts, places[index], bordersAfter[run.end]) {
                result.append(choice)
            } else if run.texts == nil {
                result += best(items[index], at: places[index], after: bordersAfter[index + 1]).map { [$0] } ?? []
            }
            index = run.end
        }
        return result
    }

    /// The longest run of items from `start` on whose texts are few, and those texts; nil for an item whose own are not.
    private static func run(_ items: [RegexNode], _ start: Int) -> (end: Int, texts: [[UInt8]]?) {
        guard var texts = items[start].texts else { return (start + 1, nil) }
        var index = start + 1
        while index < items.count, let next = items[index].texts {
            var longer = texts
            guard RegexNode.multiply(&longer, by: next) else { break }
            texts = longer
            index += 1
        }
        return (index, texts)
    }

    private func choice(_ texts: [[UInt8]], _ place: Place, _ after: Bool) -> AnchorChoice? {
        AnchorChoice.union(
            texts.map { text in
                AnchorText(text, place.isBorder, after, costs).map {
                    AnchorChoice(
                        anchors: [$0.term], cost: $0.cost, reach: AnchorChoice.sum(place.reach, $0.reach),
                        spaces: AnchorChoice.sum(place.spaces, $0.spaces))
                }
            })
    }
}
