/// The words, letter sequences and scripts of ``LanguageProfiles`` as tables that are looked up letter by letter.
///
/// Words are known by a 64-bit hash (FNV-1a) of their lower-case scalars; two of a few thousand words share one by a chance
/// of one in a million million.
struct LanguageTable: Sendable {
    private let words: HashedBits
    /// Sequences of three letters a to z, each as a digit to the base of 32.
    private let plainSequences: [UInt64]
    /// All others, by a number of 21 bits a letter.
    private let otherSequences: HashedBits
    /// For each 16 scalars of the first plane the language of their script, or 255.
    private let scripts: [UInt8]

    /// How many scalars share a place in the table of scripts; Unicode's blocks begin at multiples of it.
    private static let block = 16

    init(_ profiles: LanguageProfiles) {
        words = HashedBits(profiles.words.map { (Self.hash($0.key.unicodeScalars.map(\.value)), $0.value) })
        var plain = [UInt64](repeating: 0, count: 32 * 32 * 32)
        var others: [(UInt64, UInt64)] = []
        for (sequence, languages) in profiles.sequences {
            let letters = sequence.unicodeScalars.map(\.value)
            guard letters.count == 3 else { continue }
            if letters.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
                plain[Self.index(letters[0], letters[1], letters[2])] |= languages
            } else {
                others.append((Self.number(letters[0], letters[1], letters[2]), languages))
            }
        }
        plainSequences = plain
        otherSequences = HashedBits(others)
        var scripts = [UInt8](repeating: .max, count: 0x10000 / Self.block)
        for (range, language) in profiles.scripts where range.upperBound < 0x10000 {
            for place in Int(range.lowerBound) / Self.block...Int(range.upperBound) / Self.block {
                scripts[place] = UInt8(clamping: language)
            }
        }
        self.scripts = scripts
    }

    /// The languages a word is a function word of, by its hash.
    @inline(__always) func languages(word hash: UInt64) -> UInt64 { words[hash] }

    /// The languages that three lower-case letters are typical of.
    @inline(__always) func languages(sequence first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
        first | second | third < 0x80
            ? plainSequences[Self.index(first, second, third)]
            : otherSequences[Self.number(first, second, third)]
    }

    /// The language that alone is written in the script of a scalar.
    @inline(__always) func language(script scalar: UInt32) -> Int? {
        let place = Int(scalar) / Self.block
        guard place < scripts.count, scripts[place] != .max else { return nil }
        return Int(scripts[place])
    }

    @inline(__always) private static func index(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int {
        Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
    }

    @inline(__always) private static func number(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
        UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third)
    }

    /// The beginning of a word's hash.
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of a word that goes on with `letter`.
    @inline(__always) static func hash(_ hash: UInt64, _ letter: UInt32) -> UInt64 {
        (hash ^ UInt64(letter)) &* 0x100_0000_01B3
    }

    private static func hash(_ word: [UInt32]) -> UInt64 { word.reduce(seed, hash) }
}

/// Bits by numbers other than 0, in an open-addressed table.
private struct HashedBits: Sendable {
    private let keys: [UInt64]
    private let values: [UInt64]

    init(_ entries: [(key: UInt64, bits: UInt64)]) {
        var size = 64
        while size < entries.count * 4 { size *= 2 }
        var keys = [UInt64](repeating: 0, count: size)
        var values = [UInt64](repeating: 0, count: size)
        for (key, bits) in entries {
            var slot = Self.slot(key) & (size - 1)
            while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) & (size - 1) }
            keys[slot] = key
            values[slot] |= bits
        }
        self.keys = keys
        self.values = values
    }

    @inline(__always) subscript(key: UInt64) -> UInt64 {
        let mask = keys.count - 1
        var slot = Self.slot(key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return values[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }

    @inline(__always) private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 40)
    }
}
