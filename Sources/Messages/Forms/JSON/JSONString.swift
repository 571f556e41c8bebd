/// The inside of a JSON string (RFC 8259 section 7) to UTF-8.
enum JSONString {
    /// Escapes become what they stand for; half a surrogate pair, or an escape that is none, becomes U+FFFD.
    static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        var position = 0
        while let escape = input.firstIndex(of: UInt8(ascii: "\\"), from: position) {
            sink.emit(run: position..<escape, of: input)
            let (scalar, length) = unescape(input, at: escape)
            let source = escape..<min(escape + length, input.count)
            if let scalar { sink.emit(scalar: scalar, from: source) } else { sink.emit(replacementFrom: source) }
            position = source.upperBound
        }
        if position < input.count { sink.emit(run: position..<input.count, of: input) }
    }

    /// The text of a whole string.
    static func text(_ input: Span<UInt8>) -> String {
        guard input.firstIndex(of: UInt8(ascii: "\\"), from: 0) != nil else { return String(copying: input) }
        var sink = ByteSink()
        decode(input, into: &sink)
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    /// The scalar that the escape at `position` stands for, nil if for none, and how many bytes it takes.
    static func unescape(_ input: Span<UInt8>, at position: Int) -> (scalar: UInt32?, length: Int) {
        guard position + 1 < input.count else { return (nil, 1) }
        switch input[position + 1] {
        case UInt8(ascii: "u"): return codeUnits(input, at: position)
        case UInt8(ascii: "n"): return (0x0A, 2)
        case UInt8(ascii: "r"): return (0x0D, 2)
        case UInt8(ascii: "t"): return (0x09, 2)
        case UInt8(ascii: "b"): return (0x08, 2)
        case UInt8(ascii: "f"): return (0x0C, 2)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (UInt32(input[position + 1]), 2)
        default: return (nil, 1)
        }
    }

    private static func codeUnits(_ input: Span<UInt8>, at position: Int) -> (scalar: UInt32?, length: Int) {
        guard let first = hex(input, at: position + 2) else { return (nil, 2) }
        guard (0xD800..<0xDC00).contains(first) else { return ((0xDC00..<0xE000).contains(first) ? nil : first, 6) }
        guard input.hasBytes("\\u", at: position + 6), let second = hex(input, at: position + 8),
            (0xDC00..<0xE000).contains(second)
        else { return (nil, 6) }
        return (0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00), 12)
    }

    private static func hex(_ input: Span<UInt8>, at position: Int) -> UInt32? {
        guard position + 4 <= input.count else { return nil }
        var value: UInt32 = 0
        for index in position..<position + 4 {
            guard let digit = input[index].hexValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

extension String {
    /// The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD.
    init(copying bytes: Span<UInt8>) {
        // The pointer stays in the closure, which copies the bytes.
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
