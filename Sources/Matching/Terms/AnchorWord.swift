/// Chooses the part of a term by which it is found: the one that stands least often in ordinary text, so that most words of a text are passed
/// over without a second look.
struct AnchorWord {
    /// What a term is found by.
    struct Choice {
        let offset: Int
        let length: Int
        let kind: TermKey.Kind
    }

    private var counts: [UInt64: Int] = [:]

    /// Counts the words of `terms`: a word that many terms share ("syndrome") says less than one that stands in a single term.
    init(_ terms: some Sequence<Term>) {
        for term in terms {
            for word in TermWords(term.program).words {
                counts[Self.key(term, word), default: 0] += 1
            }
        }
    }

    /// The best part of `term`, or nil where it has none.
    func choice(for term: Term) -> Choice? {
        let parts = TermWords(term.program)
        let best = parts.words.min { cost(term, $0) < cost(term, $1) }
        if let best {
            let isCut = term.isPrefix && best.upperBound == term.program.count && best.count < TermKey.maximumLength
            let cut: TermKey.Kind = best.count < KeyLengths.longPrefix ? .shortPrefix : .prefix
            return Choice(offset: best.lowerBound, length: best.count, kind: isCut ? cut : .word)
        }
        return parts.firstUnspaced.map { unspaced(term, $0) }
    }

    private func unspaced(_ term: Term, _ offset: Int) -> Choice {
        let (short, long) = TermKey.unspacedLengths
        let following = term.program[offset...].prefix(long)
        let isLong = following.count == long && !following.contains(Separator.marker)
        return Choice(
            offset: offset, length: isLong ? long : min(short, following.count),
            kind: isLong ? .unspacedLong : .unspacedShort)
    }

    /// Compared in order: a cut-off last word needs a look-up of its own; short words and frequent ones are everywhere.
    private func cost(_ term: Term, _ word: Range<Int>) -> (Int, Int, Int, Int) {
        let isCut = term.isPrefix && word.upperBound == term.program.count && word.count < TermKey.maximumLength
        let isFrequent = FrequentWords.contains(term.program[word])
        let commonness = isFrequent ? (word.count < 2 ? 4 : 3) : max(0, 4 - word.count)
        return (isCut ? 1 : 0, commonness, counts[Self.key(term, word), default: 0], -min(word.count, 12))
    }

    private static func key(_ term: Term, _ word: Range<Int>) -> UInt64 {
        TermKey.make(term.program, from: word.lowerBound, length: word.count, kind: .word)
    }
}
