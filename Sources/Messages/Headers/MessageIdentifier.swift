/// The `Message-ID` field (RFC 5322 section 3.6.4).
enum MessageIdentifier {
    /// The identifier with its angle brackets; without any, the first word. Nil where it is empty or overly long.
    static func text(in input: Span<UInt8>, _ value: Range<Int>) -> String? {
        var range = input.trimmed(value)
        let open = ByteScan.find(0x3C, in: input, range)
        let close = ByteScan.find(0x3E, in: input, open..<range.upperBound)
        if close < range.upperBound { range = open..<close + 1 }
        guard !range.isEmpty, range.count <= 998 else { return nil }
        if range.allSatisfy({ input[$0] > 0x20 && input[$0] != 0x7F }) { return String(decoding: input, range) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for position in range {
            let byte = input[position]
            if byte > 0x20, byte != 0x7F {
                bytes.append(byte)
            } else if close >= range.upperBound, byte.isWhitespace {
                break
            }
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
