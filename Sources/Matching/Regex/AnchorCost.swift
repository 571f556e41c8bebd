/// Guesses how often words stand in ordinary text, to choose between anchors; a wrong guess costs time and nothing else.
enum AnchorCost {
    /// The cost of the term with these bytes and words, in hits in a million words.
    static func of(_ program: [UInt8], _ words: [Range<Int>], isCut: Bool) -> Int {
        let costs = words.map { word in
            ofWord(program[word], isCut: isCut && word.upperBound == program.count)
        }
        guard let rarest = costs.min() else { return 50 }
        // Each further word of a phrase makes it rarer.
        return max(1, costs.dropFirst().reduce(rarest) { cost, _ in cost / 16 })
    }

    /// The cost of one word, which may go on where `isCut`.
    static func ofWord(_ word: ArraySlice<UInt8>, isCut: Bool) -> Int {
        let cost = ofWord(word)
        guard isCut else { return cost }
        switch word.count {
        case ...1: return 400_000
        case 2: return 100_000
        case 3: return 3_000
        case 4: return 600
        default: return cost * 4
        }
    }

    private static func ofWord(_ word: ArraySlice<UInt8>) -> Int {
        if FrequentWords.isEverywhere(word) { return 12_000 }
        if word.count < 2 || FrequentWords.contains(word) { return 1_000 }
        switch word.count {
        case 2: return 300
        case 3: return 150
        case 4: return 60
        case 5: return 30
        default: return 10
        }
    }
}
