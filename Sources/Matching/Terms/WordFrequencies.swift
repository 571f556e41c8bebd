/// How often words stand in ordinary text. A matcher finds terms and regexes by their rarest words where it has a choice: this changes speed
/// and nothing else.
public struct WordFrequencies: Sendable {
    /// Words and how often each stands in a million, in the order of the words.
    let words: [(word: [UInt8], count: Int)]
    /// The numbers by the words' hashes (FNV-1a); should two words share one, a guess is a little wrong.
    private let counts: [UInt64: Int]

    /// Nothing is known.
    public static let none = WordFrequencies([:])

    /// Words in lower case with their numbers in a million words of text.
    public init(_ counts: [String: Int]) {
        words = counts.map { (Array($0.key.utf8), $0.value) }.sorted { $0.word.lexicographicallyPrecedes($1.word) }
        self.counts = Dictionary(words.map { (Self.hash($0.word[...]), $0.count) }, uniquingKeysWith: max)
    }

    /// How often `word` stands in a million words, or nil where it is not listed.
    func count(of word: ArraySlice<UInt8>) -> Int? {
        counts[Self.hash(word)]
    }

    private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
        word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// How often listed words that begin with `prefix` stand in a million words.
    func count(ofPrefix prefix: ArraySlice<UInt8>) -> Int {
        var sum = 0
        var index = firstIndex(from: prefix)
        while index < words.count, words[index].word.starts(with: prefix) {
            sum += words[index].count
            index += 1
        }
        return sum
    }

    private func firstIndex(from word: ArraySlice<UInt8>) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].word.lexicographicallyPrecedes(word) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
