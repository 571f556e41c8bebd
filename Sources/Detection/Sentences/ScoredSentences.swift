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

    /// All sentences of `segments`, apart from header fields. A form field's name belongs to every sentence of its value.
    init(_ segments: [MessageText.SegmentText], _ model: SentenceModel, _ scorer: inout SentenceScorer) {
        scorer.use(model)
        for (index, segment) in segments.enumerated() {
            var lead = SentenceModel.Sum.zero
            switch segment.segment.place {
            case .header: continue
            case .field(let name):
                let name = Array(name.utf8)
                lead = scorer.sum(of: name.span, 0..<name.count, model) ?? .zero
            default: break
            }
            // Sentences of mail are about so long.
            sentences.reserveCapacity(sentences.count + segment.text.count / 60 + 1)
            scorer.begin()
            segment.text.withBytes { text in
                SentenceReader.forEachSentence(in: text) { range in
                    guard var sum = scorer.sum(ofNext: range, of: text, model) else { return }
                    sum += lead
                    let scores = model.scores(sum)
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
