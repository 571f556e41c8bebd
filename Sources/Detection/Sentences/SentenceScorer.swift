import Matching
import Messages

/// Adds up what a model says of the words of sentences.
///
/// A few hundred words are most of any text, and what a model says of a word alone, its letters included, is always the same: sums of words seen before
/// are kept in a small table, so that most words cost one look instead of one for every four letters.
struct SentenceScorer {
    /// A word and what the model says of it; one line of the processor's cache.
    private struct Known {
        var sum = SentenceModel.Sum.zero
        var hash: UInt64 = 0
    }

    private var model: SentenceModel.Identity?
    private var known: [Known] = []
    private var words: [ProseWord] = []
    /// How many words are kept; a power of two.
    private static let size = 16_384

    /// Says whose words are to be counted; others are forgotten.
    mutating func use(_ model: SentenceModel) {
        guard self.model !== model.identity else { return }
        self.model = model.identity
        known = [Known](repeating: Known(), count: Self.size)
    }

    /// The sum of all keys in a sentence; nil where it has no word.
    mutating func sum(of text: Span<UInt8>, _ range: Range<Int>, _ model: SentenceModel) -> SentenceModel.Sum? {
        words.removeAll(keepingCapacity: true)
        SentenceReader.reader.read(text.bytes, in: range, into: &words)
        var sum = SentenceModel.Sum.zero
        var last: UInt64 = 0
        for word in words {
            let hash = word.hash
            let place = Int(truncatingIfNeeded: hash &>> 20) & (Self.size - 1)
            if known[place].hash != hash {
                known[place] = Known(sum: Self.sum(of: word, text, model), hash: hash)
            }
            sum += known[place].sum
            if last != 0 { model.pairs.add(SentenceReader.key(.pair, last, hash), to: &sum) }
            last = hash
        }
        return words.isEmpty ? nil : sum
    }

    @inline(never)
    private static func sum(of word: ProseWord, _ text: Span<UInt8>, _ model: SentenceModel) -> SentenceModel.Sum {
        var sum = SentenceModel.Sum.zero
        SentenceReader.forEachLetters(of: word.range, in: text) { model.words.add($0, to: &sum) }
        model.words.add(SentenceReader.key(.word, word.hash), to: &sum)
        return sum
    }
}
