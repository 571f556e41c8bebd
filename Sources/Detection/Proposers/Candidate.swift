/// A span that some proposer thinks worth judging.
public struct Candidate: Sendable {
    /// What it would be a finding of.
    public var target: Rule.Target
    /// The rule or proposer it comes from, as it will stand in the finding.
    public var source: String
    /// The rule's position in its pack, or -1 for proposers without rules.
    public var rule: Int
    /// The term's number among all terms of the pack, or -1.
    public var term: Int
    /// The position of its segment in the message.
    public var segment: Int
    /// Byte range in the normalised text of that segment.
    public var range: Range<Int>
    /// Log-odds before any context, used where no weight was fitted.
    public var prior: Double
    /// Said outright, or to be inferred.
    public var explicit: Bool
    /// Set where the proposer knows, otherwise left to the cues around it.
    public var polarity: Polarity?
    /// The same for whom it is about.
    public var about: DataSubject?
    /// The whole answer of a form field or labelled line.
    public var isAnswer: Bool
    /// Position of its sentence in the message's sentences; filled by the detector.
    var sentence = -1

    /// A candidate for judgement.
    public init(
        target: Rule.Target, source: String, rule: Int = -1, term: Int = -1, segment: Int, range: Range<Int>,
        prior: Double,
        explicit: Bool = true, polarity: Polarity? = nil, about: DataSubject? = nil, isAnswer: Bool = false
    ) {
        self.target = target
        self.source = source
        self.rule = rule
        self.term = term
        self.segment = segment
        self.range = range
        self.prior = prior
        self.explicit = explicit
        self.polarity = polarity
        self.about = about
        self.isAnswer = isAnswer
    }
}
