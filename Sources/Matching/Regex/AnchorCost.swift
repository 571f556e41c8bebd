/// Guesses how often words stand in ordinary text, to choose between anchors; a wrong guess costs time and nothing else.
struct AnchorCost {
    /// What is known of common words; others are guessed by their length.
    let frequencies: WordFrequencies

    /// The cost of the term with these bytes and words, in hits in a million words.
    func of(_ program: [UInt8], _ words: [Range<Int>], isCut: Bool) -> Int {
        let costs = words.map { word in
            ofWord(program[word], isCut: isCut && word.upperBound == program.count)
        }
        guard let rarest = costs.min() else { return 50 }
        // Each further word of a phrase makes it rarer.
        return max(1, costs.dropFirst().reduce(rarest) { cost, _ in cost / 16 })
    }

    /// The cost of one word, which may go on where `isCut`.
    func ofWord(_ word: ArraySlice<UInt8>, isCut: Bool) -> Int {
        guard isCut else { return frequencies.count(of: word) ?? Self.guess(word.count) }
        // A look-up of its own is needed for words that may go on.
        return frequencies.count(ofPrefix: word) + Self.guess(word.count) * 4 + (word.count < 3 ? 100_000 : 0)
    }

    private static func guess(_ length: Int) -> Int {
        switch length {
        case ...1: return 400
        case 2: return 100
        case 3: return 30
        case 4: return 20
        default: return 10
        }
    }
}
