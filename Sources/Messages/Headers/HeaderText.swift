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
        var search = range.lowerBound
        var gapStart = search
        while true {
            let position = ByteScan.find(0x3D, in: input, search..<range.upperBound)
            guard position < range.upperBound else { break }
            search = position + 1
            guard let word = scanner.word(at: position, in: input, range) else { continue }
            let gap = gapStart..<position
            // Blanks between two encoded words are no text.
            if words.isEmpty || !input.trimmed(gap).isEmpty {
                words.flush(into: &sink)
                unfold(gap, of: input, in: rawCharset, into: &sink)
            }
            words.append(word, of: input, into: &sink)
            search = word.range.upperBound
            gapStart = search
        }
        words.flush(into: &sink)
        unfold(gapStart..<range.upperBound, of: input, in: rawCharset, into: &sink)
    }

    /// Text outside of encoded words: each line break with the blanks behind it becomes one space.
    private static func unfold<S: DecodingSink>(
        _ range: Range<Int>, of input: Span<UInt8>, in charset: Charset, into sink: inout S
    ) {
        var start = range.lowerBound
        var position = start
        while position < range.upperBound {
            guard input[position].isLineEnd else {
                position += 1
                continue
            }
            plain(start..<position, of: input, in: charset, into: &sink)
            var end = position + 1
            while end < range.upperBound, input[end].isWhitespace { end += 1 }
            sink.emit(0x20, from: position..<end)
            start = end
            position = end
        }
        plain(start..<range.upperBound, of: input, in: charset, into: &sink)
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
