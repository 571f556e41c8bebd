/// Many cases by what they have in common, for one decision.
public enum CaseSelection: Sendable, Equatable {
    /// Cases whose every finding comes from this rule.
    case rule(String)
    /// Cases of the thread of this case, itself among them.
    case thread(CaseNumber)
}

/// What came of one case of many.
public struct BulkResult: Sendable {
    /// The case.
    public var number: CaseNumber
    /// What came of it, or why nothing did.
    public var result: Result<DecisionResult, CaseworkError>

    package init(number: CaseNumber, result: Result<DecisionResult, CaseworkError>) {
        self.number = number
        self.result = result
    }
}
