/// Whether words surely end at the borders of a part of a regex.
extension RegexNode {
    /// Whether, after this part, no word goes on from before, if `before` says so of the place before the part.
    func hasBorderAfter(_ before: Bool) -> Bool {
        switch kind {
        case .literal(let bytes): !RegexSet.isWord(bytes)
        case .anyOf(let set): set.isBetweenWords
        case .border: true
        case .condition: before
        case .sequence(let items): items.reduce(before) { $1.hasBorderAfter($0) }
        case .choice(let branches): branches.allSatisfy { $0.hasBorderAfter(before) }
        case .repetition(let item, let least, let most):
            Self.repeated(before, least, most) { item.hasBorderAfter($0) }
        }
    }

    /// Whether, before this part, no word goes on into it, if `after` says so of the place after the part.
    func hasBorderBefore(_ after: Bool) -> Bool {
        switch kind {
        case .literal(let bytes): !RegexSet.isWord(bytes)
        case .anyOf(let set): set.isBetweenWords
        case .border: true
        case .condition: after
        case .sequence(let items): items.reversed().reduce(after) { $1.hasBorderBefore($0) }
        case .choice(let branches): branches.allSatisfy { $0.hasBorderBefore(after) }
        case .repetition(let item, let least, let most):
            Self.repeated(after, least, most) { item.hasBorderBefore($0) }
        }
    }

    /// What holds after any number of repetitions that is allowed.
    private static func repeated(_ start: Bool, _ least: Int, _ most: Int?, _ step: (Bool) -> Bool) -> Bool {
        guard most != 0 else { return start }
        let once = step(start)
        return (least > 0 || start) && once && (most == 1 || step(once))
    }
}
