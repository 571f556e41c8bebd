/// Base64 (RFC 2045 section 6.8), read leniently: bytes outside the alphabet are passed over, padding may be missing
/// or stand in the middle.
enum Base64 {
    /// Every byte comes from the two characters that carry its bits, and what stands between them.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count / 4 * 3 + 3)
        var bits: UInt32 = 0
        var pending = 0
        var carrier = 0
        for position in 0..<input.count {
            let value = value(of: input[position])
            guard value < 64 else {
                if input[position] == 0x3D { pending = 0 }
                continue
            }
            bits = bits << 6 | UInt32(value)
            pending += 6
            if pending >= 8 {
                pending -= 8
                sink.emit(UInt8(truncatingIfNeeded: bits >> UInt32(pending)), from: carrier..<position + 1)
            }
            carrier = position
        }
    }

    /// The six bits that a character stands for; 64 for none.
    @inline(__always) private static func value(of character: UInt8) -> UInt8 {
        switch character {
        case 0x41...0x5A: character &- 0x41
        case 0x61...0x7A: character &- 0x61 &+ 26
        case 0x30...0x39: character &- 0x30 &+ 52
        case 0x2B, 0x2D: 62
        case 0x2F, 0x5F: 63
        default: 64
        }
    }
}
