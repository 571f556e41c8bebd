/// A header field's value as text: unfolded, its encoded words decoded (RFC 5322 section 2.2.3, RFC 2047).
enum HeaderText {
    /// Whether the trimmed value in `range` needs decoding at all.
    static func isNeeded(in input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for position in range {
            let byte = input[position]
            if byte >= 0x80 || byte.isLineEnd { return true }
            if byte == 0x3D, position + 1 < range.upperBound, input[position + 1] == 0x3F { return true }
        }
        return false
    }

    /// Decodes a whole value. Raw 8-bit text is UTF-8 where the value is valid UTF-8, Windows-1252 otherwise.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        let range = input.trimmed(0..<input.count)
        sink.reserve(range.count)
        let rawCharset = Charset.undeclared.resolved(for: input, range)
        var words = EncodedWordRun<S>()
        var scanner = EncodedWordScanner()
        var position = range.lowerBound
        var runStart = position
        while position < range.upperBound {
            guard input[position] == 0x3D || input[position].isLineEnd else {
                position += 1
                continue
            }
            if let word = scanner.word(at: position, in: input, range) {
                let gap = runStart..<position
                if words.isEmpty || !input.trimmed(gap).isEmpty {
                    words.flush(into: &sink)
                    plain(gap, of: input, in: rawCharset, into: &sink)
                }
                words.append(word, of: input, into: &sink)
                position = word.range.upperBound
                runStart = position
            } else if input[position].isLineEnd {
                let fold = foldEnd(from: position, in: input, range)
                if words.isEmpty || !input.trimmed(runStart..<fold).isEmpty {
                    words.flush(into: &sink)
                    plain(runStart..<position, of: input, in: rawCharset, into: &sink)
                    sink.emit(0x20, from: position..<fold)
                    runStart = fold
                }
                position = fold
            } else {
                position += 1
            }
        }
        words.flush(into: &sink)
        plain(runStart..<range.upperBound, of: input, in: rawCharset, into: &sink)
    }

    /// The end of the line break at `position` and the blanks and further breaks behind it.
    private static func foldEnd(from position: Int, in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        var end = position
        while end < range.upperBound, input[end].isWhitespace { end += 1 }
        return end
    }

    private static func plain<S: DecodingSink>(
        _ run: Range<Int>, of input: Span<UInt8>, in charset: Charset, into sink: inout S
    ) {
        guard !run.isEmpty else { return }
        guard !charset.isIdentity(for: input, run) else { return sink.emit(run: run, of: input) }
        var copied = S()
        copied.emit(run: run, of: input)
        var decoded = S()
        charset.decode(copied.bytes.span, into: &decoded)
        sink.emit(decoded, through: copied)
    }
}
