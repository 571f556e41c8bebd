import CByteScan
import Testing

@Suite("Bit masks of 64 bytes")
struct WordMaskTests {
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: byte >= 0x80
        }
    }

    @Test("Every byte at every place is a word byte or not, at every alignment")
    func everyByte() {
        for byte in UInt8.min...UInt8.max {
            for place in 0..<64 {
                for filler in [0x20, 0x41] as [UInt8] {
                    var bytes = [UInt8](repeating: filler, count: 80)
                    let shift = place % 16
                    bytes[shift + place] = byte
                    let wanted = (0..<64).reduce(UInt64(0)) {
                        $0 | (Self.isWord(bytes[shift + $1]) ? 1 << UInt64($1) : 0)
                    }
                    let found = bytes.withUnsafeBufferPointer { buffer in
                        buffer.baseAddress.map { bytescan_words($0 + shift) }
                    }
                    #expect(found?.words == wanted)
                    #expect((found?.high != 0) == (byte >= 0x80))
                    let leads = bytes.withUnsafeBufferPointer { buffer in
                        buffer.baseAddress.map { bytescan_special_leads($0 + shift) }
                    }
                    #expect(leads == (byte == 0xC2 || byte >= 0xE0 ? 1 << UInt64(place) : 0))
                }
            }
        }
    }
}
