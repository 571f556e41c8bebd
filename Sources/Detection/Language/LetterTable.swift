/// The lower-case form of letters, as far as profiles of languages need it: one look-up for each character.
struct LetterTable: Sendable {
    /// For scalars below U+3000 their lower-case letter, or 0 where they are none.
    private let lower: [UInt16]

    init() {
        lower = (0..<0x3000).map { value -> UInt16 in
            guard let scalar = Unicode.Scalar(UInt32(value)) else { return 0 }
            let properties = scalar.properties
            // Marks belong to the letter before them.
            guard properties.isAlphabetic || properties.generalCategory == .nonspacingMark else { return 0 }
            let mapping = properties.lowercaseMapping.unicodeScalars
            guard mapping.count == 1, let only = mapping.first, only.value < 0x3000 else { return UInt16(value) }
            return UInt16(only.value)
        }
    }

    /// The lower-case form of a letter, or nil of what is none.
    @inline(__always) subscript(scalar: UInt32) -> UInt32? {
        guard scalar < 0x3000 else {
            // Ideographic punctuation, private use, full-width forms, and emoji are no letters.
            let isLetter = scalar >= 0x3040 && scalar < 0xE000 || scalar >= 0xF900 && scalar < 0xFE00
            return isLetter || (scalar >= 0x2_0000 && scalar < 0x4_0000) ? scalar : nil
        }
        let letter = lower[Int(scalar)]
        return letter == 0 ? nil : UInt32(letter)
    }
}
