import Matching
import Messages

/// Adds up what a model says of the words of sentences.
///
/// A few hundred words are most of any text, and what a model says of a word alone, its letters included, is always the same: sums of words seen before
/// are kept in a small table, so that most words cost one look instead of one for every four letters.
struct SentenceScorer {
    private var model: SentenceModel.Identity?
    /// What is said of words seen before, each in the place that its hash gives it.
    private var known: [SentenceWord] = []
    /// The words of a stretch of the text whose sentences are asked for one after the other, and the first that was not asked for yet.
    private var words: [ProseWord] = []
    private var stretch = 0..<0
    private var next = 0
    /// The words of a sentence that is read by itself.
    private var own: [ProseWord] = []
    /// How much of a text is read ahead, in bytes: many sentences, and more than the longest.
    private static let ahead = 4_096
    /// How many words are kept; a power of two. With half a line of the processor's cache each, all stay in its second cache.
    private static let size = 32_768

    /// Says whose words are to be counted; others are forgotten.
    mutating func use(_ model: SentenceModel) {
        guard self.model !== model.identity else { return }
        self.model = model.identity
        known = [SentenceWord](repeating: SentenceWord(), count: Self.size)
    }

    /// Begins a text whose sentences will be asked for in their order.
    mutating func begin() { stretch = 0..<0 }

    /// The sum of all keys in the next sentence of the text that was begun; nil where it has no word.
    mutating func sum(ofNext range: Range<Int>, of text: Span<UInt8>, _ model: SentenceModel) -> SentenceModel.Sum? {
        if range.upperBound > stretch.upperBound || range.lowerBound < stretch.lowerBound {
            stretch = range.lowerBound..<min(text.count, max(range.lowerBound + Self.ahead, range.upperBound))
            next = 0
            words.removeAll(keepingCapacity: true)
            SentenceReader.reader.read(text.bytes, in: stretch, into: &words)
        }
        while next < words.count, words[next].range.upperBound <= range.lowerBound { next &+= 1 }
        let first = next
        while next < words.count, words[next].range.lowerBound < range.upperBound { next &+= 1 }
        guard next > first else { return nil }
        // Where a sentence is cut for its length, a word may go on over its border.
        if words[first].range.lowerBound < range.lowerBound || words[next - 1].range.upperBound > range.upperBound {
            next &-= 1
            return sum(of: text, range, model)
        }
        return Self.sum(of: words, first..<next, text, model, &known)
    }

    /// The sum of all keys in a sentence; nil where it has no word.
    mutating func sum(of text: Span<UInt8>, _ range: Range<Int>, _ model: SentenceModel) -> SentenceModel.Sum? {
        own.removeAll(keepingCapacity: true)
        SentenceReader.reader.read(text.bytes, in: range, into: &own)
        return own.isEmpty ? nil : Self.sum(of: own, 0..<own.count, text, model, &known)
    }

    private static func sum(
        of words: [ProseWord], _ range: Range<Int>, _ text: Span<UInt8>, _ model: SentenceModel,
        _ known: inout [SentenceWord]
    ) -> SentenceModel.Sum {
        var sum = SentenceModel.Sum.zero
        var last: UInt64 = 0
        for index in range {
            let hash = words[index].hash
            let place = Int(truncatingIfNeeded: hash &>> 20) & (size - 1)
            if known[place].key == hash {
                sum += known[place]
            } else {
                let word = Self.sum(of: words[index], text, model)
                sum += word
                if let kept = SentenceWord(word, key: hash) { known[place] = kept }
            }
            if last != 0 { model.pairs.add(SentenceReader.key(.pair, last, hash), to: &sum) }
            last = hash
        }
        return sum
    }

    @inline(never)
    private static func sum(of word: ProseWord, _ text: Span<UInt8>, _ model: SentenceModel) -> SentenceModel.Sum {
        var sum = SentenceModel.Sum.zero
        SentenceReader.forEachLetters(of: word.range, in: text) { model.letters.add($0, to: &sum) }
        model.words.add(SentenceReader.key(.word, word.hash), to: &sum)
        return sum
    }
}
