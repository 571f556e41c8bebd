/// The number by which a word or character is looked up: its first bytes, lower-cased by setting bit 5, of eight at most.
///
/// Setting the bit also changes bytes that are no letters, but in terms and in texts alike; the comparison that follows is exact.
enum TermKey {
    /// The most bytes of a key.
    static let maximumLength = 8
    /// Bit 5 of every byte.
    static let fold: UInt64 = 0x2020_2020_2020_2020
    /// The lengths of keys by which unspaced scripts are looked up: one character and (mostly) two.
    static let unspacedLengths = (short: 3, long: 6)

    /// What a key is of; a key of one kind differs from the same bytes of another kind by this number.
    enum Kind: UInt64, CaseIterable {
        /// A whole word, or the first eight bytes of a longer one.
        case word = 0
        /// The first bytes of a word that goes on in any way.
        case prefix = 0x9E37_79B9_7F4A_7C15
        /// The same for few bytes.
        case shortPrefix = 0xD6E8_FEB8_6659_FD93
        /// Two words side by side.
        case pair = 0x27D4_EB2F_1656_67C5
        /// One character of a script without spaces.
        case unspacedShort = 0xC2B2_AE3D_27D4_EB4F
        /// The first six bytes of a text in a script without spaces.
        case unspacedLong = 0x1656_67B1_9E37_79F9
    }

    /// The bits that a key of `length` bytes keeps of eight.
    static func mask(_ length: Int) -> UInt64 {
        length >= 8 ? .max : (1 &<< UInt64(length &* 8)) &- 1
    }

    /// The key of the bytes of `program` from `start` on, `length` of them.
    static func make(_ program: [UInt8], from start: Int, length: Int, kind: Kind) -> UInt64 {
        var value: UInt64 = 0
        for (index, byte) in program[start..<start + length].prefix(maximumLength).enumerated() {
            value |= UInt64(byte | 0x20) << UInt64(index * 8)
        }
        return value ^ kind.rawValue
    }

    /// The key of two words side by side, by the keys of both.
    @inline(__always)
    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        first &* 0xC2B2_AE3D_27D4_EB4F ^ second ^ Kind.pair.rawValue
    }

    /// Another hash, which says nothing of the first.
    @inline(__always)
    static func secondHash(_ key: UInt64) -> UInt64 {
        (key ^ key &>> 31) &* 0xD6E8_FEB8_6659_FD93
    }

    /// Spreads a key over 64 bits; the highest depend on all of it.
    @inline(__always)
    static func hash(_ key: UInt64) -> UInt64 {
        key &* 0x9E37_79B9_7F4A_7C15
    }
}
