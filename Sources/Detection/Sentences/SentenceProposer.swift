import Messages

/// Sentences that the model takes for a finding of some category, whether or not a rule has a word for it.
struct SentenceProposer: Proposer {
    let name = "sentences"
    let version = 1
    /// The log-odds from which a sentence is proposed, at even odds.
    static let least = 1.0

    func propose(in message: MessageText, scratch: DetectorScratch) -> [Candidate] {
        var candidates: [Candidate] = []
        for sentence in message.scored.sentences where sentence.scores.best >= Self.least {
            for category in Category.allCases where sentence.scores[category] >= Self.least {
                guard candidates.count < scratch.limits.proposals else {
                    scratch.isComplete = false
                    return candidates
                }
                let range = Self.trimmed(sentence.range, message.segments[sentence.segment].text)
                candidates.append(
                    Candidate(
                        target: .category(category), source: Self.source(category), segment: sentence.segment,
                        range: range,
                        prior: -1, explicit: false))
            }
        }
        return candidates
    }

    /// The name under which a category's sentences are fitted and shown.
    static func source(_ category: Category) -> String { sources[category.order] }

    private static let sources = Category.allCases.map { "\($0.rawValue).sentence" }

    private static func trimmed(_ range: Range<Int>, _ text: Bytes) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound + 1, ASCII.isSpace(text[end - 1]) { end -= 1 }
        return range.lowerBound..<end
    }
}

extension MessageText {
    /// Sentences are left out in which a rule of the same category has found something: its span says more exactly where.
    func withoutCovered(_ candidates: [Candidate]) -> [Candidate] {
        guard candidates.contains(where: { $0.rule < 0 }) else { return candidates }
        struct Place: Hashable {
            let segment: Int
            let target: Rule.Target
        }
        var spans: [Place: [Range<Int>]] = [:]
        for candidate in candidates where candidate.rule >= 0 {
            spans[Place(segment: candidate.segment, target: candidate.target), default: []].append(candidate.range)
        }
        return candidates.filter { candidate in
            guard candidate.rule < 0, case .category(let category) = candidate.target,
                candidate.source == SentenceProposer.source(category)
            else { return true }
            let place = Place(segment: candidate.segment, target: candidate.target)
            return !(spans[place] ?? []).contains { $0.overlaps(candidate.range) }
        }
    }
}
