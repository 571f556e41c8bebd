/// The charset that an HTML text names for itself, for mails whose MIME header names none.
enum HTMLCharset {
    /// From a `<meta>` in the first 1,024 bytes (HTML standard, section 13.2.3.2), else undeclared.
    static func declared(in input: Span<UInt8>) -> Charset {
        let head = 0..<min(input.count, 1_024)
        var position = ByteScan.find(0x3C, in: input, head)
        while position < head.upperBound {
            let tagEnd = ByteScan.find(0x3E, in: input, position..<head.upperBound)
            if ByteScan.startsWith("<meta", in: input, position..<tagEnd),
                let name = charsetName(in: input, position..<tagEnd),
                let charset = Charset.named(input.extracting(name))
            {
                // The text was readable as ASCII as far as this name, so UTF-16 it is not.
                return charset.isASCIIBased || charset.kind == .system(isStateful: true) ? charset : .utf8
            }
            position = ByteScan.find(0x3C, in: input, min(tagEnd, head.upperBound)..<head.upperBound)
        }
        return .undeclared
    }

    /// The name after `charset=`, quoted or not.
    private static func charsetName(in input: Span<UInt8>, _ tag: Range<Int>) -> Range<Int>? {
        for place in tag where ByteScan.startsWith("charset", in: input, place..<tag.upperBound) {
            var start = place + 7
            while start < tag.upperBound, input[start].isWhitespace { start += 1 }
            guard start < tag.upperBound, input[start] == 0x3D else { continue }
            start += 1
            while start < tag.upperBound, input[start].isWhitespace || input[start] == 0x22 || input[start] == 0x27 {
                start += 1
            }
            var end = start
            while end < tag.upperBound, input[end] > 0x20, input[end] != 0x22, input[end] != 0x27, input[end] != 0x3B,
                input[end] != 0x2F
            {
                end += 1
            }
            if start < end { return start..<end }
        }
        return nil
    }
}
