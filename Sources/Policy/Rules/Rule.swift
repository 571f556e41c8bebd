/// What happens when nobody has decided by the deadline. Time never erases a message.
public enum AtDeadline: String, Sendable, CaseIterable { case escalate, release, `return` }

/// One rule of a policy. The first that applies to a message for a recipient decides.
public struct Rule: Sendable {
    /// Its name, one of a kind in the policy.
    public var name: String
    /// When it applies.
    public var when: Conditions
    /// What it does.
    public var then: Disposition
    /// What the earlier means do not achieve; always there from ``Disposition/redact`` on.
    public var why: String?
    /// The reviewers' queue that a held message waits in.
    public var queue: String?
    /// The level a reviewer must hold, from 1.
    public var level: Int?
    /// Working hours of the jurisdiction until somebody has to have decided.
    public var deadline: Duration?
    /// What happens when the deadline passes without a decision.
    public var atDeadline: AtDeadline?
    /// Days that a closed case is kept.
    public var retentionDays: Int?
    /// Who is told.
    public var notify: [String] = []
    /// Where it stands in the file, from 1.
    public var line: Int = 0
}
