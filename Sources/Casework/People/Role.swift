/// What a person is here to do.
public enum Role: String, Codable, Sendable, CaseIterable, Comparable {
    /// Claims cases, looks at them, decides them.
    case reviewer
    /// Says yes, no or less to requests. Nobody approves their own.
    case approver
    /// The data protection officer: advises and sees reports, and neither approves nor decides (GDPR Art. 38(6)).
    case dpo
    /// Reads and proves the audit trail.
    case auditor
    /// Runs the service and its accounts, and can read no message.
    case administrator

    /// By the order in which they are listed.
    public static func < (left: Role, right: Role) -> Bool { left.order < right.order }
    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Why these cannot be one person's; nil where they can.
    ///
    /// Who runs the service must not read messages, who watches must not act, and the data protection officer must not
    /// be given a conflict of interests (GDPR Art. 38(6)).
    public static func conflict(in roles: Set<Role>) -> String? {
        if roles.contains(.administrator), roles.count > 1 {
            return "an administrator runs the service and holds no other role"
        }
        let acts = !roles.isDisjoint(with: [.reviewer, .approver])
        if roles.contains(.dpo), acts { return "a dpo neither approves nor decides (GDPR Art. 38(6))" }
        if roles.contains(.auditor), acts { return "an auditor watches those who act and is not one of them" }
        return roles.isEmpty ? "an account needs a role" : nil
    }
}
