import Messages

/// As much of a case as a look at one depth shows.
public struct CaseView: Sendable {
    /// What stands in the clear.
    public var entry: QueueEntry
    public var depth: Depth
    /// Numbered from 1 in the order of the list.
    public var findings: [FindingView]
    /// Who sent it and to whom; subject and names only at the depth ``Depth/message``.
    public var envelope: Envelope
    /// What it was judged by.
    public var judgedBy: JudgedBy
    /// What was decided, if so.
    public var decision: DecisionKind?
    /// Only at the depth ``Depth/message``.
    public var message: Bytes?
}

/// A finding at the depth of a look.
public struct FindingView: Sendable, Equatable {
    /// From 1.
    public var number: Int
    /// The place without its own name below ``Depth/sentence``, and without the sentence (see ``sentence``).
    public var rule: String
    public var category: String
    public var polarity: String
    public var about: String
    public var explicit: Bool
    public var confidence: Double
    public var part: String
    /// Masked below ``Depth/sentence``.
    public var place: String
    public var start: Int
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
