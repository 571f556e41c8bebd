/// The terms that a benchmark looks for.
enum TermList {
    /// The lines of a list, without comments, exclusions and those that Hyperscan could not be given alike (`*`).
    static func read(_ bytes: [UInt8]) -> [String] {
        var seen: Set<String> = []
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
            let text = line.prefix { $0 != "#" && $0 != "!" }
            let term = String(text).lowercased().split(separator: " ").joined(separator: " ")
            guard !term.isEmpty, !term.contains("*"), seen.insert(term).inserted else { return nil }
            return term
        }
    }

    /// `count` rare words and phrases of two words, a third of them phrases, out of `text` itself; the same for the same seed.
    static func make(from text: [UInt8], count: Int, seed: UInt64) -> [String] {
        let (words, phrases) = rare(text)
        var generator = Generator(state: seed)
        return Array(words.shuffled(using: &generator).prefix(count - count / 3))
            + Array(phrases.shuffled(using: &generator).prefix(count / 3))
    }

    /// Words and phrases that stand in `text` one to twenty times, in alphabetical order.
    private static func rare(_ text: [UInt8]) -> (words: [String], phrases: [String]) {
        var words: [ArraySlice<UInt8>: Int] = [:]
        var phrases: [[UInt8]: Int] = [:]
        var last: ArraySlice<UInt8> = []
        for slice in text.split(whereSeparator: { !isLetter($0) }) {
            let word = ArraySlice(slice.map { $0 | 0x20 })
            words[word, default: 0] += 1
            if slice.startIndex == last.endIndex + 1, text[last.endIndex] == 0x20, (3...12).contains(slice.count),
                last.count > 2
            {
                phrases[last.map { $0 | 0x20 } + [0x20] + word, default: 0] += 1
            }
            last = slice
        }
        let rareWords = words.filter { (4...14).contains($0.key.count) && (1...20).contains($0.value) }
        return (
            rareWords.keys.map { String(decoding: $0, as: UTF8.self) }.sorted(),
            phrases.filter { (2...20).contains($0.value) }.keys.map { String(decoding: $0, as: UTF8.self) }.sorted()
        )
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 <= 25 }

    /// SplitMix64.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
