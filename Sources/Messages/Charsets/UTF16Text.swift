/// UTF-16 (RFC 2781).
enum UTF16Text {
    /// Big-endian unless `kind` or a byte order mark says otherwise; lone surrogates become U+FFFD.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, kind: Charset.Kind, into sink: inout S) {
        var isBigEndian = kind != .utf16LittleEndian
        var position = 0
        if input.count >= 2 {
            let mark = UInt16(input[0]) << 8 | UInt16(input[1])
            if mark == 0xFFFE, kind == .utf16 { isBigEndian = false }
            if mark == 0xFEFF && isBigEndian || mark == 0xFFFE && !isBigEndian { position = 2 }
        }
        sink.reserve(input.count)
        func unit(at place: Int) -> UInt32 {
            let first = UInt32(input[place])
            let second = UInt32(input[place + 1])
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        while position + 1 < input.count {
            let high = unit(at: position)
            if high & 0xFC00 == 0xD800, position + 3 < input.count {
                let low = unit(at: position + 2)
                if low & 0xFC00 == 0xDC00 {
                    let scalar = 0x1_0000 + (high & 0x3FF) << 10 + (low & 0x3FF)
                    sink.emit(scalar: scalar, from: position..<position + 4)
                    position += 4
                    continue
                }
            }
            sink.emit(scalar: high, from: position..<position + 2)
            position += 2
        }
        if position < input.count { sink.emit(replacementFrom: position..<input.count) }
    }
}
