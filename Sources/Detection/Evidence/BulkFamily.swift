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
        var signs: Set<Int> = []
        for header in message.headers {
            let name = message.raw.slice(header.name)
            if Self.equals(name, "list-id") || Self.equals(name, "list-post") {
                signs.insert(0)
            } else if Self.equals(name, "list-unsubscribe") {
                signs.insert(1)
            } else if Self.equals(name, "precedence") {
                signs.insert(2)
            } else if Self.equals(name, "auto-submitted") {
                signs.insert(3)
            }
        }
        return signs.sorted()
    }

    /// Whether a header name is this one, case ignored.
    private static func equals(_ name: Bytes, _ other: StaticString) -> Bool {
        guard name.count == other.utf8CodeUnitCount else { return false }
        return "\(other)".utf8.elementsEqual(name.lazy.map { ASCII.isUpper($0) ? $0 | 0x20 : $0 })
    }
}
