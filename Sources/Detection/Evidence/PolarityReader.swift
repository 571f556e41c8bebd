import Matching
import Messages

/// Whether a fact is said to hold or denied, by the denial cues around it.
struct PolarityReader: Sendable {
    /// Bytes before the span in which a denial reaches it: about five words.
    private static let before = 32
    /// Bytes after the span in which an outcome ("came back negative") belongs to it.
    private static let after = 28

    private let denial: Int32?
    private let outcome: Int32?
    private let apparent: Int32?

    init(_ index: CueIndex) {
        denial = index.number("denial.before")
        outcome = index.number("denial.after")
        apparent = index.number("denial.not-denial")
    }

    /// The polarity of a candidate that does not bring its own.
    func polarity(of candidate: Candidate, in sentence: MessageText.Sentence, text: MessageText) -> Polarity {
        if let polarity = candidate.polarity { return polarity }
        let letters = text.segments[candidate.segment].text
        for cue in sentence.cues {
            if cue.pattern == apparent { continue }
            let isBefore = cue.pattern == denial && cue.end <= candidate.range.lowerBound
            if isBefore, candidate.range.lowerBound - Int(cue.end) <= Self.before,
                !breaks(letters, Int(cue.end)..<candidate.range.lowerBound)
            {
                return .negated
            }
            let isAfter = cue.pattern == outcome && Int(cue.start) >= candidate.range.upperBound
            if isAfter, Int(cue.start) - candidate.range.upperBound <= Self.after,
                !breaks(letters, candidate.range.upperBound..<Int(cue.start))
            {
                return .negated
            }
        }
        return .affirmed
    }

    /// Whether a clause ends inside a range: at a comma, semicolon, full stop or bracket. A colon does not end one
    /// ("allergies: none").
    private func breaks(_ text: Bytes, _ range: Range<Int>) -> Bool {
        range.contains { index in
            let byte = text[index]
            return byte == 0x2C || byte == 0x3B || byte == 0x28 || byte == 0x29 || byte == 0x2E
        }
    }
}
