import Foundation

/// What becomes of a character beyond ASCII before matching.
struct Folding: Sendable {
    /// The outcome for one character.
    enum Outcome: Sendable {
        /// Nothing is left: zero-width characters, soft hyphens, combining marks.
        case drop
        /// ASCII in its place.
        case ascii([UInt8])
        /// Lower-cased UTF-8.
        case keep([UInt8])
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
        return index >= 0 && index < table.count ? table[index] : Self.compute(scalar)
    }

    private static func compute(_ value: UInt32) -> Outcome {
        guard let scalar = Unicode.Scalar(value) else { return .drop }
        switch scalar.properties.generalCategory {
        case .format, .control: return value == 0x85 ? .ascii([0x0A]) : .drop
        case .nonspacingMark where value < 0x0370 || (value >= 0x1AB0 && value < 0x2100) || value >= 0xFE00:
            return .drop
        case .spaceSeparator: return .ascii([0x20])
        case .lineSeparator, .paragraphSeparator: return .ascii([0x0A])
        case .dashPunctuation: return .ascii([0x2D])
        default: break
        }
        if let punctuation = punctuation[value] { return .ascii(Array(punctuation.utf8)) }
        if value >= 0xFF01 && value <= 0xFF5E { return .ascii([UInt8(value - 0xFF01 + 0x21)]) }
        if let letter = strokes[value] { return .ascii(Array(letter.utf8)) }
        let plain = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars.filter { $0.isASCII }
        if !plain.isEmpty, plain.allSatisfy({ $0.value >= 0x20 }), isLatin(value) {
            return .ascii(plain.map { UInt8($0.value) })
        }
        return .keep(Array(scalar.properties.lowercaseMapping.utf8))
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
    static func latin(_ scalar: UInt32) -> UInt8? { table[scalar] }

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
