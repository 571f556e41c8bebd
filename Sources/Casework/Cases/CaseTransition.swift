/// A condition beside the state.
public enum CaseCondition: String, Sendable, CaseIterable {
    /// The one who acts has claimed it.
    case holder = "its holder"
    /// The lease has not run out.
    case leaseRuns = "a running lease"
    /// The lease has run out.
    case leaseOver = "a lease that ran out"
    /// The decision sets nothing going for this source.
    case nothingToDo = "nothing to do"
    /// The decision sets an effect going for this source.
    case effect = "an effect"
    /// The last effect failed.
    case lastEffectFailed = "a failed effect before"
    /// No effect runs or is done.
    case nothingExecuted = "nothing executed"
    /// The delivery that was set going has no place to go to yet.
    case placeMissing = "a delivery without a place"
    /// No request of its holder waits for an answer.
    case nothingAsked = "no request that waits"
    /// Whether the last effect was done nobody knows.
    case inDoubt = "an effect in doubt"
    /// A person has seen that it arrived.
    case arrived = "it arrived"
    /// A person has seen that it did not.
    case lost = "it did not arrive"
    /// The policy's `at-deadline` is escalate.
    case escalates = "the policy escalates"
    /// The policy's `at-deadline` is release.
    case releases = "the policy releases"
}

/// A row of the state table: where `event` happens to a case in `from` and all conditions hold, it goes to `to`.
public struct CaseTransition: Sendable, Equatable {
    /// Nil: there is no case yet.
    public var from: CaseState?
    /// What happens.
    public var event: CaseEvent
    /// All must hold.
    public var conditions: [CaseCondition]
    /// Where the case stands then.
    public var to: CaseState

    init(_ from: CaseState?, _ event: CaseEvent, _ conditions: [CaseCondition] = [], to: CaseState) {
        self.from = from
        self.event = event
        self.conditions = conditions
        self.to = to
    }

    /// The whole workflow. What is not in it does not happen. `docs/case-states.md` is generated from it.
    public static let table: [CaseTransition] = [
        CaseTransition(nil, .take, to: .queued),
        CaseTransition(.queued, .join, [.nothingExecuted], to: .queued),
        CaseTransition(.claimed, .join, [.nothingExecuted], to: .claimed),
        CaseTransition(.queued, .claim, to: .claimed),
        CaseTransition(.claimed, .claim, [.holder, .nothingAsked], to: .claimed),
        CaseTransition(.claimed, .claim, [.leaseOver, .nothingAsked], to: .claimed),
        CaseTransition(.claimed, .renew, [.holder, .leaseRuns], to: .claimed),
        CaseTransition(.claimed, .returnToQueue, [.holder], to: .queued),
        CaseTransition(.queued, .reassign, to: .claimed),
        CaseTransition(.claimed, .reassign, to: .claimed),
        CaseTransition(.decided, .reassign, to: .decided),
        CaseTransition(.claimed, .ask, [.holder, .leaseRuns], to: .claimed),
        CaseTransition(.claimed, .answer, to: .claimed),
        CaseTransition(.claimed, .verdict, [.holder, .leaseRuns], to: .claimed),
        CaseTransition(.decided, .verdict, to: .decided),
        CaseTransition(.closed, .verdict, to: .closed),
        CaseTransition(.claimed, .release, [.holder, .leaseRuns, .nothingToDo], to: .closed),
        CaseTransition(.claimed, .release, [.holder, .leaseRuns, .effect], to: .decided),
        CaseTransition(.decided, .release, [.placeMissing, .effect], to: .decided),
        CaseTransition(.decided, .release, [.lastEffectFailed, .effect], to: .decided),
        CaseTransition(.claimed, .releaseRedacted, [.holder, .leaseRuns, .effect], to: .decided),
        CaseTransition(.decided, .releaseRedacted, [.lastEffectFailed, .effect], to: .decided),
        CaseTransition(.claimed, .erase, [.holder, .leaseRuns], to: .decided),
        CaseTransition(.decided, .erase, [.lastEffectFailed], to: .decided),
        CaseTransition(.queued, .protect, to: .decided),
        CaseTransition(.claimed, .protect, [.holder], to: .decided),
        CaseTransition(.claimed, .escalate, [.holder, .leaseRuns], to: .queued),
        CaseTransition(.queued, .deadline, [.escalates], to: .queued),
        CaseTransition(.claimed, .deadline, [.escalates], to: .queued),
        CaseTransition(.queued, .deadline, [.releases, .nothingToDo], to: .closed),
        CaseTransition(.claimed, .deadline, [.releases, .nothingToDo], to: .closed),
        CaseTransition(.queued, .deadline, [.releases, .effect], to: .decided),
        CaseTransition(.claimed, .deadline, [.releases, .effect], to: .decided),
        CaseTransition(.decided, .deadline, to: .decided),
        CaseTransition(.decided, .settle, [.inDoubt, .arrived], to: .closed),
        CaseTransition(.decided, .settle, [.inDoubt, .lost], to: .decided),
        CaseTransition(.decided, .effectDone, to: .closed),
        CaseTransition(.decided, .effectFailed, to: .decided),
    ]

    /// The states in which `event` can happen, in the order of ``CaseState``.
    public static func states(for event: CaseEvent) -> [CaseState] {
        CaseState.allCases.filter { state in table.contains { $0.event == event && $0.from == state } }
    }

    /// The row that applies, or the error that says why none does.
    ///
    /// - Parameter holds: the conditions that hold.
    static func find(
        _ number: CaseNumber, in state: CaseState, _ event: CaseEvent, holds: Set<CaseCondition>, leaseEnd: String
    ) throws(CaseworkError) -> CaseTransition {
        let rows = table.filter { $0.from == state && $0.event == event }
        if let row = rows.first(where: { holds.isSuperset(of: $0.conditions) }) { return row }
        guard let nearest = rows.last else {
            throw .wrongState(number, state: state, event: event, allowed: states(for: event))
        }
        switch nearest.conditions.first(where: { !holds.contains($0) }) {
        case .holder: throw .notClaimedByYou(number)
        case .leaseRuns: throw .leaseOver(number)
        case .leaseOver: throw .claimedByOther(number, until: leaseEnd)
        case .nothingAsked where holds.isDisjoint(with: [.holder]): throw .waitsForAnswer(number)
        case .some(let missing): throw .refused(number, event: event, needs: missing.rawValue)
        case nil: throw .wrongState(number, state: state, event: event, allowed: states(for: event))
        }
    }
}
