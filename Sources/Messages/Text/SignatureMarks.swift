/// Where the writer's own text ends and their name and address begin.
struct SignatureMarks {
    let words: MarkerWords

    /// Past this many lines a closing formula's block is no signature.
    private static let longest = 12

    /// Whether the line is `-- ` (RFC 3676 section 4.3), or `--` near the end of the text.
    static func isDelimiter(_ line: Range<Int>, in text: Span<UInt8>) -> Bool {
        guard line.count == 2 || line.count == 3 && text[line.upperBound - 1] == 0x20 else { return false }
        guard text[line.lowerBound] == 0x2D, text[line.lowerBound + 1] == 0x2D else { return false }
        return line.count == 3 || text.count - line.upperBound < 1_000
    }

    /// Whether the line is a known closing formula, and few lines follow before the text ends or a quotation begins.
    func isClosing(_ line: Range<Int>, in text: Span<UInt8>, before rest: TextLines) -> Bool {
        guard !words.closings.isEmpty, line.count <= 60 else { return false }
        var formula = text.trimmed(line)
        while let last = formula.last, isMark(text[last]) { formula = formula.lowerBound..<last }
        guard !formula.isEmpty, words.isClosing(formula, in: text) else { return false }
        var lines = rest
        for _ in 0..<Self.longest {
            guard let next = lines.next(in: text) else { return true }
            if QuoteMarks.depth(of: next, in: text) > 0 || next.count > 3 && text[next.lowerBound] == 0x2D {
                return true
            }
        }
        return false
    }

    private func isMark(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x2E || byte == 0x21 || byte == 0x2D }
}
