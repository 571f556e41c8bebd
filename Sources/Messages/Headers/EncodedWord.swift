/// One encoded word (RFC 2047 section 2), `=?charset?encoding?text?=`, by its ranges.
struct EncodedWord {
    var range: Range<Int>
    /// The charset's name without an RFC 2231 language.
    var charset: Range<Int>
    /// Base64, otherwise Q.
    var isBase64: Bool
    var text: Range<Int>

    /// Decodes the Q or B encoding; the charset is left.
    func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        if isBase64 {
            var decoded = S()
            Base64.decode(input.extracting(text), into: &decoded)
            var copied = S()
            copied.emit(run: text, of: input)
            sink.emit(decoded, through: copied)
            return
        }
        var position = text.lowerBound
        while position < text.upperBound {
            let byte = input[position]
            if byte == 0x3D, position + 2 < text.upperBound, let high = input[position + 1].hexValue,
                let low = input[position + 2].hexValue
            {
                sink.emit(high << 4 | low, from: position..<position + 3)
                position += 3
            } else {
                sink.emit(byte == 0x5F ? 0x20 : byte, from: position..<position + 1)
                position += 1
            }
        }
    }
}

/// Finds encoded words. It remembers that no `?=` follows, so that many beginnings without end stay linear.
struct EncodedWordScanner {
    private var noEndFrom = Int.max

    /// The encoded word that starts at `position`, if one does.
    mutating func word(at position: Int, in input: Span<UInt8>, _ range: Range<Int>) -> EncodedWord? {
        let end = range.upperBound
        guard position + 6 < end, input[position] == 0x3D, input[position + 1] == 0x3F else { return nil }
        var place = position + 2
        let nameStart = place
        while place < end, place - nameStart < 64, input[place] > 0x20, input[place] < 0x7F, input[place] != 0x3F {
            place += 1
        }
        guard place > nameStart, place + 3 < end, input[place] == 0x3F, input[place + 2] == 0x3F else { return nil }
        let encoding = input[place + 1].asciiLowercased
        guard encoding == 0x71 || encoding == 0x62 else { return nil }
        let name = nameStart..<ByteScan.find(0x2A, in: input, nameStart..<place)
        let textStart = place + 3
        guard let textEnd = wordEnd(from: textStart, in: input, end: end) else { return nil }
        return EncodedWord(
            range: position..<textEnd + 2, charset: name, isBase64: encoding == 0x62, text: textStart..<textEnd)
    }

    private mutating func wordEnd(from start: Int, in input: Span<UInt8>, end: Int) -> Int? {
        guard start < noEndFrom else { return nil }
        var place = start
        while true {
            place = ByteScan.find(0x3F, in: input, place..<end)
            guard place + 1 < end else {
                noEndFrom = start
                return nil
            }
            if input[place + 1] == 0x3D { return place }
            place += 1
        }
    }
}

/// Adjacent encoded words of one charset, joined before the charset is decoded: mailers split inside characters.
struct EncodedWordRun<S: DecodingSink> {
    private var charset: Charset?
    private var content = S()
    private var hasWords = false

    /// Whether no word waits, nor was the last thing in the output one.
    var isEmpty: Bool { !hasWords }

    /// Adds a word. A word of another charset first sends the waiting ones to `sink`.
    mutating func append(_ word: EncodedWord, of input: Span<UInt8>, into sink: inout S) {
        let named = Charset.named(input.extracting(word.charset)) ?? .undeclared
        if let charset, charset != named { flush(into: &sink) }
        charset = named
        hasWords = true
        word.decode(input, into: &content)
    }

    /// Decodes what waits.
    mutating func flush(into sink: inout S) {
        hasWords = false
        guard let charset else { return }
        var decoded = S()
        charset.decode(content.bytes.span, into: &decoded)
        sink.emit(decoded, through: content)
        content = S()
        self.charset = nil
    }
}
