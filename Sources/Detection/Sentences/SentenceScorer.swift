import Messages

/// Adds up what a model says of the words of sentences.
///
/// A few hundred words are most of any text, and what a model says of a word alone, its letters included, is always the same: sums of words seen before
/// are kept in a small table, so that most words cost one look instead of one for every four letters.
struct SentenceScorer {
    private var model: SentenceModel.Identity?
    private var words: [UInt64] = []
    private var sums: [SentenceModel.Sum] = []
    /// How many words are kept; a power of two.
    private static let size = 8_192

    /// Says whose words are to be counted; others are forgotten.
    mutating func use(_ model: SentenceModel) {
        guard self.model !== model.identity else { return }
        self.model = model.identity
        words = [UInt64](repeating: 0, count: Self.size)
        sums = [SentenceModel.Sum](repeating: .zero, count: Self.size)
    }

    /// The sum of all keys in a sentence; nil where it has no word.
    mutating func sum(of text: Span<UInt8>, _ range: Range<Int>, _ model: SentenceModel) -> SentenceModel.Sum? {
        var sum = SentenceModel.Sum.zero
        var last: UInt64 = 0
        SentenceReader.forEachWord(in: text, range) { hash, word in
            let place = Int(truncatingIfNeeded: hash &>> 20) & (Self.size - 1)
            if words[place] != hash {
                words[place] = hash
                sums[place] = Self.sum(ofWord: hash, text, word, model)
            }
            sum += sums[place]
            if last != 0 { model.add(SentenceReader.key(.pair, last, hash), to: &sum) }
            last = hash
        }
        return last == 0 ? nil : sum
    }

    @inline(never)
    private static func sum(
        ofWord hash: UInt64, _ text: Span<UInt8>, _ word: Range<Int>, _ model: SentenceModel
    ) -> SentenceModel.Sum {
        var sum = SentenceModel.Sum.zero
        SentenceReader.forEachLetters(of: word, in: text) { model.add($0, to: &sum) }
        model.add(SentenceReader.key(.word, hash), to: &sum)
        return sum
    }
}
