/// Somebody as forms give them: an address, or a name and an address in angle brackets.
struct FormAddress {
    /// The address; nil where there is none.
    let address: String?
    /// Whether the address, with angle brackets or without, is all that stands there.
    let isAll: Bool

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let whole = Self.trimmed(bytes[...])
        let open = whole.lastIndex(of: UInt8(ascii: "<"))
        let close = whole.lastIndex(of: UInt8(ascii: ">"))
        var candidate = whole
        var surroundings = 0
        if let open, let close, open < close {
            candidate = Self.trimmed(whole[open + 1..<close])
            surroundings = whole.count - (close - open + 1)
        }
        let isAddress =
            candidate.count <= 320 && candidate.contains(UInt8(ascii: "@")) && candidate.allSatisfy { $0 > 0x20 }
        address = isAddress ? String(decoding: candidate, as: UTF8.self) : nil
        isAll = isAddress && surroundings == 0
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else {
            return bytes.prefix(0)
        }
        return bytes[first...last]
    }
}
