import Messages

/// Text that reveals a special-category fact about a person.
public struct Finding: Sendable {
    /// The rule or proposer it comes from, as in `health.condition`.
    public var rule: String
    /// What it reveals.
    public var category: Category
    /// Whether the fact is said to hold or denied.
    public var polarity: Polarity
    /// Whom it is about.
    public var about: DataSubject
    /// Said outright, or to be inferred.
    public var explicit: Bool
    /// The probability that it is true in the stated mailbox, 0 to 1 (DESIGN section 6).
    public var confidence: Double
    /// The position of its segment in ``Message/segments``.
    public var segment: Int
    /// Where in the message it stands.
    public var place: Place
    /// The MIME part, as in `1.2`.
    public var part: String
    /// Byte range in the segment's text.
    public var bytes: Range<Int>
    /// The same in Unicode scalars of the decoded text.
    public var scalars: Range<Int>
    /// What decided: the rule's own weight, then the features, heaviest first.
    public var evidence: [Evidence]

    /// A finding of `rule` at a place.
    public init(
        rule: String, category: Category, polarity: Polarity, about: DataSubject, explicit: Bool, confidence: Double,
        segment: Int, place: Place, part: String, bytes: Range<Int>, scalars: Range<Int>, evidence: [Evidence]
    ) {
        self.rule = rule
        self.category = category
        self.polarity = polarity
        self.about = about
        self.explicit = explicit
        self.confidence = confidence
        self.segment = segment
        self.place = place
        self.part = part
        self.bytes = bytes
        self.scalars = scalars
        self.evidence = evidence
    }
}

/// One feature that spoke for or against a finding.
public struct Evidence: Sendable, Equatable {
    /// The family's name, as in `person`; shown always.
    public var family: String
    /// The feature within the family, as in `person.first`.
    public var feature: String
    /// Its weight in log-odds.
    public var weight: Double
    /// Where its words stand in the segment's text, if it has words; shown only when revealed.
    public var bytes: Range<Int>?

    /// A feature with its weight.
    public init(family: String, feature: String, weight: Double, bytes: Range<Int>? = nil) {
        self.family = family
        self.feature = feature
        self.weight = weight
        self.bytes = bytes
    }
}
