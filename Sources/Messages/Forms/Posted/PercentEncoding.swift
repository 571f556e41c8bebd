/// A name or value of `application/x-www-form-urlencoded` (WHATWG URL section 5.1) to its bytes.
enum PercentEncoding {
    /// `+` becomes a space and `%XX` a byte; a `%` without two digits stays.
    static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        var position = 0
        while position < input.count {
            let byte = input[position]
            if byte == UInt8(ascii: "%"), let value = escaped(input, at: position) {
                sink.emit(value, from: position..<position + 3)
                position += 3
            } else {
                sink.emit(byte == UInt8(ascii: "+") ? 0x20 : byte, from: position..<position + 1)
                position += 1
            }
        }
    }

    private static func escaped(_ input: Span<UInt8>, at position: Int) -> UInt8? {
        guard position + 2 < input.count, let high = input[position + 1].hexValue,
            let low = input[position + 2].hexValue
        else { return nil }
        return high << 4 | low
    }
}
