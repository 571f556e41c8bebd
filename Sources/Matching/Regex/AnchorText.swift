/// The part of a text, which a regex is known to match, that can be looked for as a term.
struct AnchorText {
    /// The term.
    let term: String
    /// How seldom it may stand in ordinary text, roughly in letters.
    let quality: Int

    /// Cuts `text` down to whole words, where the borders at its ends are not certain; nil where nothing is left.
    init?(_ text: [UInt8], _ hasBorderBefore: Bool, _ hasBorderAfter: Bool) {
        let scalars = Self.scalars(text)
        var kept = scalars[...]
        if !hasBorderBefore { kept = kept.drop(while: Self.isWord) }
        // Without the mark or other character that ended the last word it may go on.
        let isCut = !hasBorderAfter && kept.last.map(Self.isWord) == true
        while let first = kept.first, Self.isOther(first) { kept.removeFirst() }
        while let last = kept.last, Self.isOther(last) { kept.removeLast() }
        guard !kept.isEmpty else { return nil }
        let bytes = kept.filter { $0 != [RegexNode.borderMark] }.flatMap { $0 }
        guard let term = try? Term(String(decoding: bytes, as: UTF8.self), isCaseSensitive: false), !term.isPrefix
        else { return nil }
        self.term = String(decoding: term.program, as: UTF8.self) + (isCut ? "*" : "")
        quality = Self.quality(term.program, isCut)
    }

    private static func scalars(_ text: [UInt8]) -> [[UInt8]] {
        String(decoding: text, as: UTF8.self).unicodeScalars.map { Array(String($0).utf8) }
    }

    private static func isWord(_ scalar: [UInt8]) -> Bool { RegexSet.isWord(scalar) }

    private static func isOther(_ scalar: [UInt8]) -> Bool {
        guard scalar.count > 1 else { return !isWord(scalar) }
        return ScalarClass.leading(scalar[0], scalar[1], scalar.count > 2 ? scalar[2] : 0) == .other
    }

    private static func quality(_ program: [UInt8], _ isCut: Bool) -> Int {
        let parts = TermWords(program)
        let words = parts.words.reduce(0) { sum, word in
            let isCommon = word.count < 2 || FrequentWords.contains(program[word])
            return sum + (isCommon ? 1 : min(word.count, 8))
        }
        let unspaced = parts.firstUnspaced == nil ? 0 : 4
        return words + unspaced - (isCut ? 1 : 0)
    }
}
