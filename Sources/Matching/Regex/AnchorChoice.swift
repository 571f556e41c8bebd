/// Words of which one stands in every match of a regex.
struct AnchorChoice {
    /// The words; some may stand twice.
    var anchors: [Term]
    /// How often one of them may stand in ordinary text, very roughly: hits in a million words.
    var cost: Int
    /// The most bytes between the start of a match and the anchor in it; nil where there is no bound.
    var reach: Int?
    /// The most runs of white space between the start of a match and the anchor in it; nil where there is no bound.
    var spaces: Int?

    /// The most anchors of a regex.
    static let maximumAnchors = 512

    /// A choice of nothing yet.
    static let none = AnchorChoice(anchors: [], cost: 0, reach: 0, spaces: 0)

    /// Takes the anchors of another part of the regex in: a match has one of these or one of those.
    mutating func formUnion(_ other: AnchorChoice) {
        anchors += other.anchors
        cost += other.cost
        reach = AnchorChoice.longest(reach, other.reach)
        spaces = AnchorChoice.longest(spaces, other.spaces)
    }

    /// The choice of all `choices`, or nil where one is missing or they are too many.
    static func union(_ choices: [AnchorChoice?]) -> AnchorChoice? {
        var result = none
        for choice in choices {
            guard let choice else { return nil }
            result.formUnion(choice)
        }
        return result.anchors.isEmpty || result.anchors.count > maximumAnchors ? nil : result
    }

    /// The greater of two lengths of which nil is without bound.
    static func longest(_ first: Int?, _ second: Int?) -> Int? {
        guard let first, let second else { return nil }
        return max(first, second)
    }

    /// The sum of two lengths of which nil is without bound.
    static func sum(_ first: Int?, _ second: Int?) -> Int? {
        guard let first, let second else { return nil }
        return first &+ second
    }
}
