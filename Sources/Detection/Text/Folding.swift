import Foundation

/// What becomes of a character beyond ASCII before matching.
struct Folding: Sendable {
    /// The outcome for one character.
    struct Outcome: Sendable {
        /// What kind of text stands in its place.
        enum Kind: UInt8, Sendable {
            /// Nothing is left: zero-width characters, soft hyphens, combining marks.
            case drop
            /// ASCII.
            case ascii
            /// Lower-cased UTF-8.
            case keep
        }

        /// The kind in the highest byte, the length in the next, and up to six bytes, the first lowest.
        private let bits: UInt64

        /// The most bytes that stand in the place of one character.
        static let maximumLength = 6

        init(_ kind: Kind, _ text: some Collection<UInt8>) {
            var bits = UInt64(kind.rawValue) << 56
            for (index, byte) in text.prefix(Self.maximumLength).enumerated() {
                bits |= UInt64(byte) << UInt64(index * 8)
            }
            self.bits = bits | UInt64(min(text.count, Self.maximumLength)) << 48
        }

        var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: bits >> 56)) ?? .drop }
        var count: Int { Int(bits >> 48 & 0xFF) }
        /// The byte at a position below `count`.
        subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bits &>> UInt64(index &* 8)) }
    }

    /// The one table of the process.
    static let shared = Folding()

    /// Outcomes for U+0080 to U+2FFF, which is nearly all that mail has beyond ASCII outside of East Asia.
    private let table: [Outcome]

    private init() {
        table = (0x80..<0x3000).map { Self.compute(UInt32($0)) }
    }

    /// The outcome for a character beyond ASCII.
    func fold(_ scalar: UInt32) -> Outcome {
        let index = Int(scalar) - 0x80
        if index >= 0, index < table.count { return table[index] }
        return Self.isKept(scalar) ? Outcome(.keep, Self.utf8(scalar)) : Self.compute(scalar)
    }

    /// Kana, Han and Hangul, which are kept as they are.
    private static func isKept(_ scalar: UInt32) -> Bool {
        (scalar >= 0x3041 && scalar < 0x3097) || (scalar >= 0x30A1 && scalar < 0x30FB)
            || (scalar >= 0x3400 && scalar < 0xA000) || (scalar >= 0xAC00 && scalar < 0xD7A4)
    }

    /// The three bytes of a scalar from U+0800 to U+FFFF.
    private static func utf8(_ scalar: UInt32) -> [UInt8] {
        [UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
    }

    private static func compute(_ value: UInt32) -> Outcome {
        guard let scalar = Unicode.Scalar(value) else { return Outcome(.drop, []) }
        switch scalar.properties.generalCategory {
        case .format, .control: return value == 0x85 ? Outcome(.ascii, [0x0A]) : Outcome(.drop, [])
        case .nonspacingMark where value < 0x0370 || (value >= 0x1AB0 && value < 0x2100) || value >= 0xFE00:
            return Outcome(.drop, [])
        case .spaceSeparator: return Outcome(.ascii, [0x20])
        case .lineSeparator, .paragraphSeparator: return Outcome(.ascii, [0x0A])
        case .dashPunctuation: return Outcome(.ascii, [0x2D])
        default: break
        }
        if let punctuation = punctuation[value] { return Outcome(.ascii, punctuation.utf8) }
        if value >= 0xFF01 && value <= 0xFF5E { return Outcome(.ascii, [UInt8(value - 0xFF01 + 0x21)]) }
        if let letter = strokes[value] { return Outcome(.ascii, letter.utf8) }
        if isLatin(value) {
            let plain = String(scalar).decomposedStringWithCompatibilityMapping.utf8.filter { $0 < 0x80 }
            if !plain.isEmpty, plain.allSatisfy({ $0 >= 0x20 }) { return Outcome(.ascii, plain) }
        }
        return Outcome(.keep, scalar.properties.lowercaseMapping.utf8)
    }

    /// Blocks whose characters decompose to Latin letters, digits and signs: Latin-1 to Latin Extended-B, phonetic and
    /// additional Latin, letter-like and number forms, enclosed letters, ligatures, mathematical letters.
    private static func isLatin(_ value: UInt32) -> Bool {
        switch value {
        case 0xA0...0x24F, 0x1D00...0x1EFF, 0x2000...0x24FF, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xFB00...0xFB06,
            0x1D400...0x1D7FF,
            0x1F100...0x1F1FF:
            return true
        default: return false
        }
    }

    private static let punctuation: [UInt32: String] = [
        0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x2032: "'", 0x02BC: "'", 0x00B4: "'", 0x2035: "'",
        0x201C: "\"", 0x201D: "\"", 0x201E: "\"", 0x2033: "\"", 0x00AB: "\"", 0x00BB: "\"",
        0x2022: "*", 0x00B7: "*", 0x25CF: "*", 0x25AA: "*", 0x2023: "*", 0x2043: "-", 0x2212: "-", 0x2044: "/",
        0x2215: "/",
    ]

    /// Letters with a stroke or of their own shape, which do not decompose.
    private static let strokes: [UInt32: String] = [
        0xD8: "O", 0xF8: "o", 0xC6: "AE", 0xE6: "ae", 0xDF: "ss", 0x1E9E: "SS", 0x141: "L", 0x142: "l", 0xD0: "D",
        0xF0: "d", 0xDE: "Th", 0xFE: "th", 0x110: "D", 0x111: "d", 0x131: "i", 0x152: "OE", 0x153: "oe", 0x126: "H",
        0x127: "h", 0x166: "T", 0x167: "t", 0x17F: "s", 0x251: "a", 0x261: "g",
    ]
}

/// Letters of other scripts that look like Latin ones (Unicode TR 39), read as Latin inside a Latin word.
enum LookAlikes {
    /// The Latin letter that a Cyrillic or Greek one looks like.
    static func latin(_ scalar: UInt32) -> UInt8? { scalar >= 0x370 && scalar < 0x530 ? table[scalar] : nil }

    private static let table: [UInt32: UInt8] = {
        let pairs: [(String, String)] = [
            ("асԁеһіјкӏморԛѕԝхуѵгѡ", "acdehijklmopqswxyvrw"), ("АВСЕНІЈКМОРЅТХУԌ", "ABCEHIJKMOPSTXYG"),
            ("αειοκνρτυχγ", "aeiokvptuxy"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ]
        var table: [UInt32: UInt8] = [:]
        for (others, latin) in pairs {
            for (other, letter) in zip(others.unicodeScalars, latin.utf8) { table[other.value] = letter }
        }
        return table
    }()
}
