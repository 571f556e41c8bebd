/// The part of a text, which a regex is known to match, that can be looked for as a term.
struct AnchorText {
    /// The term.
    let term: Term
    /// How often it may stand in a million words.
    let cost: Int
    /// The most bytes of the match that stand before it.
    let reach: Int
    /// How many runs of white space stand before it.
    let spaces: Int

    /// Cuts `text` down to whole words, where the borders at its ends are not certain; nil where nothing is left but one letter that may go on.
    init?(_ text: [UInt8], _ hasBorderBefore: Bool, _ hasBorderAfter: Bool, _ costs: AnchorCost) {
        var start = 0
        var end = text.count
        if !hasBorderBefore {
            while start < end, RegexSet.isWord(Self.scalar(text, at: start)) { start += Self.length(text, start) }
        }
        // Without the mark or other character that ended the last word it may go on.
        let isCut = !hasBorderAfter && start < end && RegexSet.isWord(Self.scalar(text, at: Self.last(text, end)))
        while start < end, Self.isOther(Self.scalar(text, at: start)) { start += Self.length(text, start) }
        while start < end, Self.isOther(Self.scalar(text, at: Self.last(text, end))) { end = Self.last(text, end) }
        let bytes = text[start..<end].filter { $0 != RegexNode.borderMark }
        guard let term = try? Term(bytes: bytes, isCaseSensitive: false), !term.isPrefix else { return nil }
        let words = TermWords(term.program).words
        guard !isCut || words.last?.count ?? 0 > 1 || term.program.contains(Separator.marker) else { return nil }
        self.term = isCut ? term.prefix : term
        cost = costs.of(term.program, words, isCut: isCut)
        var spaces = 0
        var reach = 0
        var index = 0
        while index < start {
            let scalar = Array(Self.scalar(text, at: index))
            if RegexSet.isSpace(scalar) { spaces += 1 }
            reach += RegexNode.longest(scalar)
            index += scalar.count
        }
        self.spaces = spaces
        self.reach = reach
    }

    /// The bytes of the scalar that begins at `start` of valid UTF-8.
    private static func scalar(_ text: [UInt8], at start: Int) -> ArraySlice<UInt8> {
        text[start..<min(text.count, start + length(text, start))]
    }

    private static func length(_ text: [UInt8], _ start: Int) -> Int {
        let first = text[start]
        return first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    }

    /// Where the scalar before `end` begins.
    private static func last(_ text: [UInt8], _ end: Int) -> Int {
        var index = end - 1
        while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }

    private static func isOther(_ scalar: ArraySlice<UInt8>) -> Bool {
        guard scalar.count > 1 else { return scalar.first.map { !TextView.isASCIIWord($0) } ?? true }
        let bytes = Array(scalar)
        return ScalarClass.leading(bytes[0], bytes[1], bytes.count > 2 ? bytes[2] : 0) == .other
    }
}
