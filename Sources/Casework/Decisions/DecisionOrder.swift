/// A decision about one case, by somebody.
public struct DecisionOrder: Sendable {
    /// The case.
    public var number: CaseNumber
    /// What is decided.
    public var decision: Decision
    /// Who decides.
    public var actor: ActorID
    /// Whether a case that waits is claimed in the same step.
    var claims = false

    /// An order.
    public init(_ number: CaseNumber, _ decision: Decision, by actor: ActorID) {
        self.number = number
        self.decision = decision
        self.actor = actor
    }
}
