import Matching
import Messages

/// A message as the plugs of detection see it: its segments normalised, and the sentences around its candidates.
public struct MessageText: Sendable {
    /// One segment with its normalised text.
    public struct SegmentText: Sendable {
        /// The segment as it was read.
        public let segment: Segment
        let normalised: NormalisedText

        /// The text as the matcher reads it: plain letters, the case as written.
        public var text: Bytes { normalised.text }

        init(_ segment: Segment) {
            self.segment = segment
            normalised = NormalisedText(segment.text)
        }
    }

    /// A sentence around at least one candidate, with the cues that stand in it.
    struct Sentence: Sendable {
        let segment: Int
        let range: Range<Int>
        /// Cue groups found, by their number, in the order of the text.
        let cues: [Match]
        /// Cues of the sentence before, where it belongs to the same paragraph.
        let previous: [Match]
    }

    /// The message as it was read.
    public let message: Message
    /// Its segments in the same order, normalised.
    public let segments: [SegmentText]
    var sentences: [Sentence] = []
    /// What the sentence model says of all sentences.
    var scored = ScoredSentences()
    /// How often each cue group marked `message` stands in the first part of the message.
    var counts: [Int] = []

    /// A message made ready for detection.
    public init(_ message: Message) {
        self.message = message
        segments = message.segments.map(SegmentText.init)
    }

    /// The kind of the region of a segment that holds a position of its normalised text, or nil in running text.
    func region(at position: Int, segment: Int) -> Region.Kind? {
        let text = segments[segment]
        let regions = text.segment.regions
        guard !regions.isEmpty else { return nil }
        let original = text.normalised.original(position..<position).lowerBound
        // Regions stand in order and do not overlap.
        var low = 0
        var high = regions.count
        while low < high {
            let middle = (low + high) / 2
            if regions[middle].range.upperBound <= original { low = middle + 1 } else { high = middle }
        }
        return low < regions.count && regions[low].range.contains(original) ? regions[low].kind : nil
    }

    /// Whether a candidate stands inside its segment's text.
    func holds(_ candidate: Candidate) -> Bool {
        segments.indices.contains(candidate.segment) && !candidate.range.isEmpty && candidate.range.lowerBound >= 0
            && candidate.range.upperBound <= segments[candidate.segment].text.count
    }

    /// All sentences of a segment's text as byte ranges of it, normalised, for proposers that read everything. What has no
    /// end comes in pieces of a few hundred bytes.
    public func sentences(of segment: Int, abbreviations: Set<String> = []) -> [Range<Int>] {
        let text = segments[segment].text
        let finder = SentenceFinder(abbreviations: abbreviations)
        var ranges: [Range<Int>] = []
        var position = 0
        while position < text.count {
            while position < text.count, ASCII.isSpace(text[position]) { position += 1 }
            guard position < text.count else { break }
            let sentence = finder.sentence(around: position..<position + 1, in: text)
            ranges.append(position..<max(sentence.upperBound, position + 1))
            position = max(sentence.upperBound, position + 1)
        }
        return ranges
    }
}
