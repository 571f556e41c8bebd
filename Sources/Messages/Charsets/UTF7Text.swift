/// UTF-7 (RFC 2152).
enum UTF7Text {
    /// `+…-` is UTF-16 in base64 without padding; everything else stands for itself. Bytes above ASCII become U+FFFD.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        var position = 0
        while position < input.count {
            let byte = input[position]
            if byte == 0x2B {
                position = shifted(from: position, in: input, into: &sink)
            } else if byte < 0x80 {
                sink.emit(byte, from: position..<position + 1)
                position += 1
            } else {
                sink.emit(replacementFrom: position..<position + 1)
                position += 1
            }
        }
    }

    /// Decodes the run that the `+` at `start` opens; returns the position behind it.
    private static func shifted<S: DecodingSink>(from start: Int, in input: Span<UInt8>, into sink: inout S) -> Int {
        var position = start + 1
        if position < input.count, input[position] == 0x2D {
            sink.emit(0x2B, from: start..<position + 1)
            return position + 1
        }
        var bits: UInt32 = 0
        var pending = 0
        var unitStart = position
        var lead: (unit: UInt32, start: Int)?
        while position < input.count, let value = value(of: input[position]) {
            bits = bits << 6 | value
            pending += 6
            position += 1
            guard pending >= 16 else { continue }
            pending -= 16
            let unit = bits >> UInt32(pending) & 0xFFFF
            if let high = lead, unit & 0xFC00 == 0xDC00 {
                sink.emit(scalar: 0x1_0000 + (high.unit & 0x3FF) << 10 + (unit & 0x3FF), from: high.start..<position)
                lead = nil
            } else {
                if let high = lead { sink.emit(replacementFrom: high.start..<unitStart) }
                lead = unit & 0xFC00 == 0xD800 ? (unit, unitStart) : nil
                if lead == nil { sink.emit(scalar: unit, from: unitStart..<position) }
            }
            unitStart = pending > 0 ? position - 1 : position
        }
        if let high = lead { sink.emit(replacementFrom: high.start..<position) }
        if position == start + 1 { sink.emit(0x2B, from: start..<position) }
        return position < input.count && input[position] == 0x2D && position > start + 1 ? position + 1 : position
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case 0x41...0x5A: UInt32(byte - 0x41)
        case 0x61...0x7A: UInt32(byte - 0x61) + 26
        case 0x30...0x39: UInt32(byte - 0x30) + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}
