import Detection

/// What a policy says about one message, recipient by recipient, and whether that is carried out.
public struct Ruling: Sendable {
    /// One for each recipient in the envelope's order, and one without recipient where the envelope has none.
    public var perRecipient: [RecipientRuling]
    /// Whether sender or a recipient is protected. Then everything is ``Disposition/accept`` and nothing is recorded.
    public var isProtected: Bool

    /// The strictest disposition over all recipients, as if the policy were in force.
    public var strictest: Disposition { perRecipient.map(\.disposition).max() ?? .accept }

    /// The strictest disposition over the recipients for whom the policy is in force; nil where that is nobody.
    public var enforced: Disposition? {
        perRecipient.filter { $0.mode == .enforce }.map(\.disposition).max()
    }

    /// The ruling that gives the strictest disposition: the first of the strictest.
    public var decisive: RecipientRuling? {
        perRecipient.first { $0.disposition == strictest }
    }

    /// Findings that some recipient's scope expects, by category: the most over the recipients.
    public var expectedCounts: [Category: Int] {
        perRecipient.reduce(into: [:]) { $0.merge($1.expected, uniquingKeysWith: max) }
    }
}

/// What a policy says about a message for one recipient.
public struct RecipientRuling: Sendable {
    /// The address as the envelope has it; nil for a form that goes to no mailbox.
    public var recipient: String?
    /// What the policy says, whether it is in force or not.
    public var disposition: Disposition
    /// The rule that decided; nil where none applied.
    public var rule: Rule?
    /// Findings that the recipient's scope expects: counted, not judged.
    public var expected: [Category: Int]
    /// The jurisdiction that holds for the recipient, by its key in the policy.
    public var jurisdiction: String?
    /// Whether the policy is in force for the recipient, or only watches.
    public var mode: Mode

    /// The name of the rule that decided.
    public var ruleName: String? { rule?.name }
    /// What the earlier means do not achieve.
    public var why: String? { rule?.why }
    /// The queue it waits in.
    public var queue: String? { rule?.queue }
    /// The level a reviewer must hold.
    public var level: Int? { rule?.level }
    /// Working hours until somebody has to have decided; a date comes from ``Policy/due(_:from:)``.
    public var deadline: Duration? { rule?.deadline }
}
