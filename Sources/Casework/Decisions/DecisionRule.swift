/// A row of the table that says what each decision does for each source.
public struct DecisionRule: Sendable, Equatable {
    /// What was decided.
    public var decision: DecisionKind
    /// The door that the message came through.
    public var source: SourceKind
    /// What is set going; nil: the decision is all.
    public var effect: EffectKind?
    /// The same in words, for people.
    public var does: String

    /// The table: a row for every decision and source.
    public static let table: [DecisionRule] = [
        DecisionRule(
            decision: .release, source: .scan, effect: nil,
            does: "closes the case: nothing was taken away from the scanned mailbox"),
        DecisionRule(
            decision: .release, source: .filter, effect: .deliver,
            does: "writes the original bytes into the named maildir or new file"),
        DecisionRule(
            decision: .release, source: .milter, effect: .deliver,
            does: "writes the original bytes into the named maildir or new file"),
        DecisionRule(
            decision: .release, source: .form, effect: .deliver,
            does: "writes the submission as it came into the named maildir or new file"),
        DecisionRule(
            decision: .releaseRedacted, source: .scan, effect: .deliver,
            does:
                "writes the message without its findings into the named maildir or new file; the scanned mailbox is never written"
        ),
        DecisionRule(
            decision: .releaseRedacted, source: .filter, effect: .deliver,
            does:
                "writes the message without its findings into the named maildir or new file; the original stays sealed"),
        DecisionRule(
            decision: .releaseRedacted, source: .milter, effect: .deliver,
            does:
                "writes the message without its findings into the named maildir or new file; the original stays sealed"),
        DecisionRule(
            decision: .releaseRedacted, source: .form, effect: .deliver,
            does:
                "writes the submission without its findings into the named maildir or new file; the original stays sealed"
        ),
        DecisionRule(
            decision: .erase, source: .scan, effect: .destroy,
            does: "destroys our copy and its keys; the scanned mailbox is never written and still has its own"),
        DecisionRule(
            decision: .erase, source: .filter, effect: .destroy,
            does: "destroys the message and its keys: it is delivered to nobody"),
        DecisionRule(
            decision: .erase, source: .milter, effect: .destroy,
            does: "destroys the message and its keys: it is delivered to nobody"),
        DecisionRule(
            decision: .erase, source: .form, effect: .destroy,
            does: "destroys the submission and its keys: nobody gets it"),
        DecisionRule(
            decision: .protect, source: .scan, effect: .destroy,
            does: "destroys our copy at once; the scanned mailbox is never written"),
        DecisionRule(
            decision: .protect, source: .filter, effect: .deliver,
            does: "writes the original bytes out, unseen, and destroys our copy"),
        DecisionRule(
            decision: .protect, source: .milter, effect: .deliver,
            does: "writes the original bytes out, unseen, and destroys our copy"),
        DecisionRule(
            decision: .protect, source: .form, effect: .deliver,
            does: "writes the submission out, unseen, and destroys our copy"),
    ]

    /// The row for a decision about a message of a source.
    public static func find(_ decision: DecisionKind, _ source: SourceKind) -> DecisionRule? {
        table.first { $0.decision == decision && $0.source == source }
    }
}

/// What a decision can set going.
public enum EffectKind: String, Sendable, CaseIterable {
    /// The message is written out.
    case deliver
    /// What the database gave up is destroyed in its files too.
    case destroy
}

/// Where an effect stands.
public enum EffectState: String, Codable, Sendable, CaseIterable {
    /// Committed, not begun.
    case waiting
    /// Begun; after a crash it is taken up again.
    case running
    /// Cut off, and whether it was done cannot be seen: a person looks.
    case inDoubt = "in-doubt"
    case done
    /// Tried and not possible; the case can be decided again.
    case failed
}
