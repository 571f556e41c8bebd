import Messages

/// Signs that a mail went to many: RFC 2369 and RFC 2919 list headers, `Precedence`, RFC 3834 `Auto-Submitted`.
struct BulkFamily: EvidenceFamily {
    let name = "bulk"
    let version = 1
    let features: [Feature] = [
        Feature("list", weight: -0.5), Feature("unsubscribe", weight: -1.2), Feature("precedence", weight: -0.6),
        Feature("automatic", weight: -0.8),
    ]

    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void) {
        let signs = signs(of: message.message)
        guard !signs.isEmpty else { return }
        for position in candidates.indices {
            for sign in signs { found(position, FeatureHit(sign)) }
        }
    }

    private func signs(of message: Message) -> [Int] {
        var signs: [Int] = []
        if message.hasHeader("List-Id") || message.hasHeader("List-Post") { signs.append(0) }
        if message.hasHeader("List-Unsubscribe") { signs.append(1) }
        let precedence = message.headerValues("Precedence").map(Self.word)
        if precedence.contains(where: { ["bulk", "junk", "list"].contains($0) }) { signs.append(2) }
        // RFC 3834 section 5: "no" says that a person wrote it.
        if message.headerValues("Auto-Submitted").contains(where: { Self.word($0) != "no" }) { signs.append(3) }
        return signs
    }

    /// The first word of a header's value, lower-case: what stands before a comment or parameter.
    private static func word(_ value: String) -> String {
        let word = value.drop(while: \.isWhitespace).prefix { !$0.isWhitespace && $0 != ";" && $0 != "(" }
        return word.lowercased()
    }
}
