/// The part of a text, which a regex is known to match, that can be looked for as a term.
struct AnchorText {
    /// The term.
    let term: String
    /// How often it may stand in a million words.
    let cost: Int
    /// The most bytes of the match that stand before it.
    let reach: Int
    /// How many runs of white space stand before it.
    let spaces: Int

    /// Cuts `text` down to whole words, where the borders at its ends are not certain; nil where nothing is left but one letter that may go on.
    init?(_ text: [UInt8], _ hasBorderBefore: Bool, _ hasBorderAfter: Bool) {
        let scalars = Self.scalars(text)
        var kept = scalars[...]
        if !hasBorderBefore { kept = kept.drop(while: Self.isWord) }
        // Without the mark or other character that ended the last word it may go on.
        let isCut = !hasBorderAfter && kept.last.map(Self.isWord) == true
        while let first = kept.first, Self.isOther(first) { kept.removeFirst() }
        while let last = kept.last, Self.isOther(last) { kept.removeLast() }
        let bytes = kept.filter { $0 != [RegexNode.borderMark] }.flatMap { $0 }
        guard let term = try? Term(String(decoding: bytes, as: UTF8.self), isCaseSensitive: false), !term.isPrefix
        else { return nil }
        let lastWord = TermWords(term.program).words.last
        guard !isCut || lastWord?.count ?? 0 > 1 || term.program.contains(Separator.marker) else { return nil }
        self.term = String(decoding: term.program, as: UTF8.self) + (isCut ? "*" : "")
        cost = AnchorCost.of(term.program, isCut: isCut)
        spaces = scalars[..<kept.startIndex].count(where: RegexSet.isSpace)
        reach = scalars[..<kept.startIndex].reduce(0) { $0 + RegexNode.longest($1) }
    }

    private static func scalars(_ text: [UInt8]) -> [[UInt8]] {
        String(decoding: text, as: UTF8.self).unicodeScalars.map { Array(String($0).utf8) }
    }

    private static func isWord(_ scalar: [UInt8]) -> Bool { RegexSet.isWord(scalar) }

    private static func isOther(_ scalar: [UInt8]) -> Bool {
        guard scalar.count > 1 else { return !isWord(scalar) }
        return ScalarClass.leading(scalar[0], scalar[1], scalar.count > 2 ? scalar[2] : 0) == .other
    }
}

/// Guesses how often words stand in ordinary text, to choose between anchors; a wrong guess costs time and nothing else.
enum AnchorCost {
    /// The cost of the term with these bytes, in hits in a million words.
    static func of(_ program: [UInt8], isCut: Bool) -> Int {
        let words = TermWords(program).words
        let costs = words.map { word in
            let cost = ofWord(program[word])
            guard isCut, word.upperBound == program.count else { return cost }
            return [1: 60_000, 2: 15_000, 3: 3_000, 4: 600][word.count] ?? cost * 4
        }
        guard let rarest = costs.min() else { return 50 }
        // Each further word of a phrase makes it rarer.
        return max(1, costs.dropFirst().reduce(rarest) { cost, _ in cost / 16 })
    }

    private static func ofWord(_ word: ArraySlice<UInt8>) -> Int {
        if FrequentWords.isEverywhere(word) { return 12_000 }
        if word.count < 2 || FrequentWords.contains(word) { return 1_000 }
        return [2: 300, 3: 150, 4: 60, 5: 30][word.count] ?? 10
    }
}
