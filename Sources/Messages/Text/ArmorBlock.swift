/// Blocks between `-----BEGIN …-----` and `-----END …-----` (RFC 9580 section 6.2, RFC 7468).
enum ArmorBlock {
    /// Where the block that begins with `line` ends, and whether it is an encrypted message. Nil where none begins.
    ///
    /// Only lines that look like armor belong to it, so that a stray beginning hides no text.
    static func end(
        from line: Range<Int>, in text: Span<UInt8>, before rest: TextLines
    ) -> (end: Int, isEncrypted: Bool)? {
        guard ByteScan.startsWith("-----begin ", in: text, line) else { return nil }
        // Its text is in the clear.
        if ByteScan.startsWith("-----begin pgp signed message", in: text, line) { return (line.upperBound, false) }
        let isMessage = ByteScan.startsWith("-----begin pgp message", in: text, line)
        var lines = rest
        var end = line.upperBound
        var data = 0
        var fields = 0
        while let next = lines.next(in: text) {
            if ByteScan.startsWith("-----end ", in: text, next) { return (next.upperBound, isMessage) }
            let content = text.trimmed(next)
            let isField = data == 0 && fields < 10 && QuoteMarks.looksLikeField(content, in: text)
            if isField { fields += 1 }
            guard isField || !content.contains(where: { text[$0].isBlank || text[$0] >= 0x80 }) else { break }
            if !isField, !content.isEmpty { data += content.count }
            if !content.isEmpty { end = next.upperBound }
        }
        return (end, isMessage && data >= 20)
    }
}
