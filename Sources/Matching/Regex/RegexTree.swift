/// A part of a regex with what is asked of it again and again, found once.
struct RegexTree {
    let node: RegexNode
    /// The items of a sequence, the branches of a choice, what a repetition repeats.
    let parts: [RegexTree]
    /// All texts it can match, where they are few.
    let texts: Set<[UInt8]>?
    /// The bytes of the longest text it is likely to match.
    let maximumLength: Int

    init(_ node: RegexNode) {
        self.node = node
        switch node {
        case .sequence(let items): parts = items.map(RegexTree.init)
        case .choice(let branches): parts = branches.map(RegexTree.init)
        case .repetition(let item, _, _): parts = [RegexTree(item)]
        case .literal, .anyOf, .border, .condition: parts = []
        }
        texts = node.texts(parts.map(\.texts))
        maximumLength = node.maximumLength(parts.map(\.maximumLength))
    }
}
