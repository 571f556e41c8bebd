import Messages

/// The sentences of a message with what the model says of them.
struct ScoredSentences: Sendable {
    /// One sentence.
    struct Sentence: Sendable {
        let segment: Int
        /// Its range in the normalised text.
        let range: Range<Int>
        let scores: SentenceModel.Scores
    }

    private(set) var sentences: [Sentence] = []
    /// For each category the greatest log-odds of all sentences.
    private(set) var best = SentenceModel.Scores.least

    /// Nothing scored.
    init() {}

    /// All sentences of `segments`, apart from header fields.
    init(_ segments: [MessageText.SegmentText], _ model: SentenceModel) {
        for (index, segment) in segments.enumerated() {
            var name: String?
            switch segment.segment.place {
            case .header: continue
            case .field(let field): name = field
            default: break
            }
            var reader = SentenceReader(fieldName: name)
            segment.text.withBytes { text in
                reader.forEachSentence(in: text) { range, keys in
                    let scores = model.scores(keys)
                    best.formMaximum(scores)
                    sentences.append(Sentence(segment: index, range: range, scores: scores))
                }
            }
        }
    }

    /// What the model says of the sentence that holds a place; nil where there is none.
    func scores(at position: Int, segment: Int) -> SentenceModel.Scores? {
        // They stand in the order of the text.
        var low = 0
        var high = sentences.count
        while low < high {
            let middle = (low + high) / 2
            let sentence = sentences[middle]
            if (sentence.segment, sentence.range.upperBound) <= (segment, position) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < sentences.count, sentences[low].segment == segment, sentences[low].range.contains(position) else {
            return nil
        }
        return sentences[low].scores
    }
}
