/// UTF-32 (Unicode section 3.10).
enum UTF32Text {
    /// Big-endian unless `kind` or a byte order mark says otherwise; what is no scalar value becomes U+FFFD.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, kind: Charset.Kind, into sink: inout S) {
        var isBigEndian = kind != .utf32LittleEndian
        func unit(at place: Int) -> UInt32 {
            var value: UInt32 = 0
            for offset in 0..<4 { value = value << 8 | UInt32(input[place + (isBigEndian ? offset : 3 - offset)]) }
            return value
        }
        var position = 0
        if input.count >= 4 {
            if kind == .utf32, unit(at: 0) == 0xFFFE_0000 { isBigEndian = false }
            if unit(at: 0) == 0xFEFF { position = 4 }
        }
        sink.reserve(input.count)
        while position + 3 < input.count {
            sink.emit(scalar: unit(at: position), from: position..<position + 4)
            position += 4
        }
        if position < input.count { sink.emit(replacementFrom: position..<input.count) }
    }
}
