/// What a scalar is for the borders of words.
///
/// ASCII letters and digits and everything from U+0080 on are word characters, except punctuation, symbols and emoji, and the
/// scripts that are written without spaces between words: of those every character is a word of its own.
enum ScalarClass: UInt8 {
    /// Part of a word that spaces or punctuation end.
    case word
    /// Between words.
    case other
    /// Of a script without spaces between words: Han, Kana, Hangul, Thai, Lao, Khmer, Myanmar.
    case unspaced

    /// The class of the scalar whose first three bytes in UTF-8 are these; where it has fewer, the rest does not matter.
    static func leading(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> ScalarClass {
        switch first {
        case 0xC2: return second == 0xAA || second == 0xB5 || second == 0xBA ? .word : .other
        case 0xE0: return (0xB8...0xBB).contains(second) ? .unspaced : .word
        case 0xE1: return myanmarKhmerJamo(second, third)
        case 0xE2: return symbol(second, third)
        case 0xE3: return second == 0x80 ? ideographicMark(third) : .unspaced
        case 0xE4...0xE9, 0xEB, 0xEC: return .unspaced
        case 0xEA: return hangulOrMyanmarExtension(second, third)
        case 0xED: return second <= 0x9F ? .unspaced : .word
        case 0xEF: return compatibility(second, third)
        case 0xF0: return supplementary(second)
        case 0xF3: return second == 0xA0 ? .other : .word
        default: return .word
        }
    }

    /// U+1000 to U+1FFF: Myanmar, Hangul Jamo and Khmer are written without spaces.
    private static func myanmarKhmerJamo(_ second: UInt8, _ third: UInt8) -> ScalarClass {
        switch second {
        case 0x80, 0x81, 0x84...0x87, 0x9E, 0x9F: return .unspaced
        case 0x82: return third < 0xA0 ? .unspaced : .word
        case 0xA7: return third >= 0xA0 ? .unspaced : .word
        default: return .word
        }
    }

    /// U+2000 to U+2FFF: punctuation, currency, arrows and symbols; radicals at the end.
    private static func symbol(_ second: UInt8, _ third: UInt8) -> ScalarClass {
        switch second {
        case 0x80, 0x81, 0x86...0xAF, 0xB8, 0xB9: return .other
        case 0x82: return third >= 0xA0 ? .other : .word
        case 0xBA...0xBF: return .unspaced
        default: return .word
        }
    }

    /// U+3000 to U+303F: ideographic space and punctuation, iteration marks and numerals.
    private static func ideographicMark(_ third: UInt8) -> ScalarClass {
        (0x85...0x87).contains(third) || (0xA1...0xA9).contains(third) ? .unspaced : .other
    }

    /// U+A000 to U+AFFF.
    private static func hangulOrMyanmarExtension(_ second: UInt8, _ third: UInt8) -> ScalarClass {
        switch second {
        case 0xB0...0xBF: return .unspaced
        case 0xA5, 0xA7, 0xA9: return third >= 0xA0 ? .unspaced : .word
        default: return .word
        }
    }

    /// U+F000 to U+FFFF: compatibility ideographs, variation selectors, half- and full-width forms, the replacement character.
    private static func compatibility(_ second: UInt8, _ third: UInt8) -> ScalarClass {
        switch second {
        case 0xA4...0xAB: return .unspaced
        case 0xB8: return third <= 0x8F ? .other : .word
        case 0xBC: return (0x90...0x99).contains(third) || (0xA1...0xBA).contains(third) ? .word : .other
        case 0xBD: return third >= 0xA6 ? .unspaced : (0x81...0x9A).contains(third) ? .word : .other
        case 0xBE: return .unspaced
        case 0xBF: return third <= 0x9C ? .unspaced : .other
        default: return .word
        }
    }

    /// U+10000 to U+3FFFF: Kana supplements, emoji, the supplementary ideographic planes.
    private static func supplementary(_ second: UInt8) -> ScalarClass {
        switch second {
        case 0x9B, 0xA0...0xBF: return .unspaced
        case 0x9F: return .other
        default: return .word
        }
    }
}
