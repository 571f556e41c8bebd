/// An address as nearly all are written, letters, digits and `._+-=` around one `@`, in lower case: its bytes are compared as they stand,
/// without making an ``Address`` of it.
struct PlainAddress {
    private let bytes: [UInt8]
    private let mark: Int

    /// Nil where the text is written otherwise; then ``Address`` tells what it means.
    init?(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var mark: Int?
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A: bytes.append(byte | 0x20)
            case 0x61...0x7A, 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x3D, 0x5F: bytes.append(byte)
            case 0x40 where mark == nil:
                mark = bytes.count
                bytes.append(byte)
            default: return nil
            }
        }
        guard let mark, bytes.last != 0x2E else { return nil }
        self.bytes = bytes
        self.mark = mark
    }

    var local: ArraySlice<UInt8> { bytes[..<mark] }
    var domain: ArraySlice<UInt8> { bytes[(mark + 1)...] }

    /// The local part before the first `+`, nil where there is none.
    var user: ArraySlice<UInt8>? {
        local.firstIndex(of: 0x2B).flatMap { $0 > 0 ? bytes[..<$0] : nil }
    }
}
