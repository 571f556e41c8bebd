/// Chooses the part of a term by which it is found: the word, or the two words side by side, that stand least often in ordinary text, so that
/// most of a text is passed over without a second look.
struct AnchorWord {
    /// What a term is found by.
    struct Choice {
        let offset: Int
        let length: Int
        let kind: TermKey.Kind
        /// The second of two words.
        var second: Range<Int>?
    }

    private let costs: AnchorCost
    private var counts: [UInt64: Int] = [:]

    /// Counts the words of `terms`: a word that many terms share ("syndrome") costs a comparison for each of them.
    init(_ terms: some Sequence<(Term, TermWords)>, _ costs: AnchorCost) {
        self.costs = costs
        for (term, parts) in terms {
            var last: UInt64?
            for word in parts.words {
                let key = Self.key(term, word)
                counts[key, default: 0] += 1
                if let last { counts[TermKey.pair(last, key), default: 0] += 1 }
                last = key
            }
        }
    }

    /// The best part of `term`, or nil where it has none.
    func choice(for term: Term, _ parts: TermWords) -> Choice? {
        guard let first = parts.words.first else { return parts.firstUnspaced.map { unspaced(term, $0) } }
        var best = single(term, first)
        for word in parts.words.dropFirst() {
            let other = single(term, word)
            if other.cost < best.cost { best = other }
        }
        for (left, right) in zip(parts.words, parts.words.dropFirst()) where !isCut(term, right) {
            let comparisons = Double(counts[Self.key(term, left, right), default: 1]) * Self.comparison
            let cost =
                frequency(term, left) * frequency(term, right) * Self.attraction * (Self.visit + comparisons)
            guard cost < best.cost else { continue }
            best = (Choice(offset: left.lowerBound, length: left.count, kind: .pair, second: right), cost)
        }
        return best.choice
    }

    private func single(_ term: Term, _ word: Range<Int>) -> (choice: Choice, cost: Double) {
        let cut: TermKey.Kind = word.count < KeyLengths.longPrefix ? .shortPrefix : .prefix
        let isCut = isCut(term, word)
        let comparisons = Double(counts[Self.key(term, word), default: 1]) * Self.comparison
        let frequency = Double(costs.ofWord(term.program[word], isCut: isCut)) / 1e6
        return (
            Choice(offset: word.lowerBound, length: word.count, kind: isCut ? cut : .word),
            frequency * (Self.visit + comparisons)
        )
    }

    /// Whether a word is the last of a term with a `*` and too short to be known by its first eight bytes.
    private func isCut(_ term: Term, _ word: Range<Int>) -> Bool {
        term.isPrefix && word.upperBound == term.program.count && word.count < TermKey.maximumLength
    }

    /// What it costs to look a word up that is there, and to compare one term, in nanoseconds.
    private static let visit = 40.0
    private static let comparison = 8.0
    /// How much more often two words stand side by side than they would by chance.
    private static let attraction = 8.0

    private func frequency(_ term: Term, _ word: Range<Int>) -> Double {
        Double(costs.ofWord(term.program[word], isCut: false)) / 1e6
    }

    private func unspaced(_ term: Term, _ offset: Int) -> Choice {
        let (short, long) = TermKey.unspacedLengths
        let following = term.program[offset...].prefix(long)
        let isLong = following.count == long && !following.contains(Separator.marker)
        return Choice(
            offset: offset, length: isLong ? long : min(short, following.count),
            kind: isLong ? .unspacedLong : .unspacedShort)
    }

    private static func key(_ term: Term, _ left: Range<Int>, _ right: Range<Int>) -> UInt64 {
        TermKey.pair(key(term, left), key(term, right))
    }

    private static func key(_ term: Term, _ word: Range<Int>) -> UInt64 {
        TermKey.make(term.program, from: word.lowerBound, length: word.count, kind: .word)
    }
}
