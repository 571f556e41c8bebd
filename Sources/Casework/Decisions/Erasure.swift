/// All that is left of an erased case beside the audit trail's codes and times.
public struct Erasure: Codable, Sendable, Equatable {
    /// The case.
    public var number: CaseNumber
    /// The month in which it was opened, as in `2026-05`.
    public var month: String
    /// The decision that erased it.
    public var decision: DecisionKind
    /// `version:` of the policy that it was judged by.
    public var policyVersion: Int
    /// When the rows were overwritten, the log truncated and the blobs removed; nil while that is under way.
    public var doneHere: CaseDay?
    /// When the key of its epoch was destroyed, so that no backup can be read either; nil until then.
    public var doneInBackups: CaseDay?
}
