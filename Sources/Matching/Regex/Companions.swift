/// Words one of which has to stand near an anchor before its regex is worth a trial: a look at the words of a short window
/// costs a tenth of one.
struct Companions {
    /// The first eight bytes of each word, ASCII letters small, and the mask of those that count.
    private let keys: [(word: UInt64, mask: UInt64)]
    /// A bit for the low six bits of each word's first byte.
    private let firsts: UInt64

    /// Words as anchors are written: of several words the first counts, and a `*` lets it go on.
    init?(_ words: Set<String>?) {
        guard let words, !words.isEmpty, words.count <= 48 else { return nil }
        var keys: [(word: UInt64, mask: UInt64)] = []
        var firsts: UInt64 = 0
        for word in words.sorted() {
            let bytes = Array(word.utf8.prefix { $0 < 0x80 && TextView.isASCIIWord($0) }.prefix(8))
            // A word that begins with another character is not looked for, and so nothing can be asked.
            guard let first = bytes.first else { return nil }
            let goesOn = bytes.count == 8 || word.utf8.count > bytes.count && Array(word.utf8)[bytes.count] == 0x2A
            let kept = goesOn || bytes.count == 8 ? bytes.count : bytes.count + 1
            keys.append((Self.key(bytes), kept == 8 ? .max : (1 << UInt64(kept * 8)) - 1))
            firsts |= 1 << UInt64((first | 0x20) & 63)
        }
        self.keys = keys
        self.firsts = firsts
    }

    private static func key(_ bytes: [UInt8]) -> UInt64 {
        bytes.enumerated().reduce(0) { $0 | UInt64($1.element | ($1.element >= 0x41 ? 0x20 : 0)) << UInt64($1.offset * 8) }
    }

    /// Whether one of the words begins at a word's start in `range` of `text`.
    func stand(in range: Range<Int>, of text: TextView) -> Bool {
        var index = range.lowerBound
        var inWord = text.isWord(at: index &- 1)
        while index < range.upperBound, let byte = text.byte(at: index) {
            let isWord = byte >= 0x80 || TextView.isASCIIWord(byte)
            if isWord, !inWord, firsts & (1 << UInt64((byte | 0x20) & 63)) != 0, isKey(at: index, text) { return true }
            inWord = isWord
            index &+= 1
        }
        return false
    }

    private func isKey(at index: Int, _ text: TextView) -> Bool {
        var word: UInt64 = 0
        for offset in 0..<8 {
            guard let byte = text.byte(at: index &+ offset), byte >= 0x80 || TextView.isASCIIWord(byte) else { break }
            word |= UInt64(byte >= 0x41 ? byte | 0x20 : byte) << UInt64(offset &* 8)
        }
        return keys.contains { word & $0.mask == $0.word }
    }
}
