/// The words and letter sequences of ``LanguageProfiles`` as tables that are looked up byte by byte.
///
/// Words are known by a 64-bit hash (FNV-1a) of their lower-case UTF-8; two of a few thousand words share one by a chance
/// of one in a million million.
struct LanguageTable: Sendable {
    /// Bits of the languages by the words' hashes, open addressing.
    private let keys: [UInt64]
    private let values: [UInt64]
    private let mask: Int
    /// Bits of the languages by three letters a to z, each as a digit to the base of 32.
    private let sequences: [UInt64]

    init(_ profiles: LanguageProfiles) {
        var size = 64
        while size < profiles.words.count * 4 { size *= 2 }
        var keys = [UInt64](repeating: 0, count: size)
        var values = [UInt64](repeating: 0, count: size)
        for (word, languages) in profiles.words {
            let hash = Self.hash(Array(word.utf8))
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while keys[slot] != 0 && keys[slot] != hash { slot = (slot + 1) & (size - 1) }
            keys[slot] = hash
            values[slot] |= languages
        }
        self.keys = keys
        self.values = values
        mask = size - 1
        var sequences = [UInt64](repeating: 0, count: 32 * 32 * 32)
        for (sequence, languages) in profiles.sequences {
            let bytes = Array(sequence.utf8)
            guard bytes.count == 3, bytes.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { continue }
            sequences[Self.index(bytes[0], bytes[1], bytes[2])] |= languages
        }
        self.sequences = sequences
    }

    /// The languages a word is a function word of, by its hash.
    @inline(__always) func languages(word hash: UInt64) -> UInt64 {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while keys[slot] != 0 {
            if keys[slot] == hash { return values[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }

    /// The languages that three lower-case letters are typical of.
    @inline(__always) func languages(sequence first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt64 {
        sequences[Self.index(first, second, third)]
    }

    @inline(__always) private static func index(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
    }

    /// The beginning of a word's hash.
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of a word that goes on with `byte`.
    @inline(__always) static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    private static func hash(_ word: [UInt8]) -> UInt64 { word.reduce(seed, hash) }
}
