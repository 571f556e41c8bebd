import Messages

/// As much of a case as a look at one depth shows.
public struct CaseView: Sendable {
    /// What stands in the clear.
    public var entry: QueueEntry
    /// How much was asked for.
    public var depth: Depth
    /// Numbered from 1 in the order of the list.
    public var findings: [FindingView]
    /// How many more there were than the case keeps.
    public var findingsLeftOut: Int
    /// Who sent it and to whom; subject and names only at the depth ``Depth/message``.
    public var envelope: CaseEnvelope
    /// What it was judged by.
    public var judgedBy: JudgedBy
    /// What was decided, if so.
    public var decision: DecisionKind?
    /// Only at the depth ``Depth/message``.
    public var message: Bytes?
    /// The other messages that the case covers, likewise.
    public var others: [Bytes] = []

    package init(
        entry: QueueEntry, depth: Depth, findings: [FindingView], findingsLeftOut: Int, envelope: CaseEnvelope,
        judgedBy: JudgedBy, decision: DecisionKind?, message: Bytes?, others: [Bytes] = []
    ) {
        self.entry = entry
        self.depth = depth
        self.findings = findings
        self.findingsLeftOut = findingsLeftOut
        self.envelope = envelope
        self.judgedBy = judgedBy
        self.decision = decision
        self.message = message
        self.others = others
    }
}

/// A finding at the depth of a look.
public struct FindingView: Codable, Sendable, Equatable {
    /// From 1.
    public var number: Int
    /// The rule or proposer it comes from.
    public var rule: String
    /// Raw value of the category.
    public var category: String
    /// Raw value of the polarity.
    public var polarity: String
    /// Raw value of whom it is about.
    public var about: String
    /// Said outright, or to be inferred.
    public var explicit: Bool
    /// The probability that it is true, 0 to 1.
    public var confidence: Double
    /// The MIME part.
    public var part: String
    /// Masked below ``Depth/sentence``.
    public var place: String
    /// Unicode scalars in the decoded text of the place.
    public var start: Int
    /// One past the last.
    public var end: Int
    /// Masked at ``Depth/snippet``, as it stands from ``Depth/sentence`` on, nil before.
    public var sentence: String?
    /// The last verdict.
    public var verdict: Verdict?

    init(_ finding: CaseFinding, number: Int, depth: Depth, verdict: Verdict?) {
        self.number = number
        rule = finding.rule
        category = finding.category
        polarity = finding.polarity
        about = finding.about
        explicit = finding.explicit
        confidence = finding.confidence
        part = finding.part
        place = depth < .sentence ? finding.maskedPlace : finding.place
        start = finding.start
        end = finding.end
        sentence = depth < .snippet ? nil : depth < .sentence ? finding.excerpt.masked : finding.excerpt.text
        self.verdict = verdict
    }
}
