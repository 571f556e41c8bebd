import Messages

/// Texts of findings that a person found wrong.
struct StruckTexts {
    private let texts: [[UInt8]]

    init(_ texts: [Bytes]) { self.texts = texts.map(\.array) }

    /// Whether a finding of another scan is one of them again: its text stands in a struck one, or a struck one is most of it.
    func cover(_ found: [UInt8]) -> Bool {
        var search = SpanSearch()
        guard search.insert(found) else { return false }
        let length = FoldedText(found).units.count
        return texts.contains { text in
            if search.isFound(in: text) { return true }
            var own = SpanSearch()
            return own.insert(text) && own.isFound(in: found) && FoldedText(text).units.count * 2 >= length
        }
    }
}
