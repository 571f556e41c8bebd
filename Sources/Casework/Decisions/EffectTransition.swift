/// What can happen to an effect.
public enum EffectEvent: String, Sendable, CaseIterable {
    /// A decision sets it going.
    case order
    /// Its place is named, where none was.
    case place
    /// It is begun, or taken up again after a crash.
    case begin
    case succeed, fail
    /// It was cut off, and whether it was done cannot be seen.
    case lose
    /// A person says that it was done.
    case confirm
    /// A person says that it was not: it is done again.
    case repeatIt = "repeat"
}

/// A condition beside the state.
public enum EffectCondition: String, Sendable, CaseIterable {
    /// It destroys: it is tried until it is done.
    case mustBeDone = "it destroys"
    /// It delivers.
    case delivers = "it delivers"
}

/// A row of the state table of effects.
public struct EffectTransition: Sendable, Equatable {
    /// Nil: there is none yet.
    public var from: EffectState?
    /// What happens.
    public var event: EffectEvent
    /// All must hold.
    public var conditions: [EffectCondition]
    /// Where it stands then.
    public var to: EffectState

    init(_ from: EffectState?, _ event: EffectEvent, _ conditions: [EffectCondition] = [], to: EffectState) {
        self.from = from
        self.event = event
        self.conditions = conditions
        self.to = to
    }

    /// The whole life of an effect. After `failed` the case can be decided again, which orders another.
    public static let table: [EffectTransition] = [
        EffectTransition(nil, .order, to: .waiting),
        EffectTransition(.waiting, .place, [.delivers], to: .waiting),
        EffectTransition(.waiting, .begin, to: .running),
        EffectTransition(.running, .begin, to: .running),
        EffectTransition(.running, .succeed, to: .done),
        EffectTransition(.running, .fail, [.delivers], to: .failed),
        EffectTransition(.running, .fail, [.mustBeDone], to: .waiting),
        EffectTransition(.running, .lose, [.delivers], to: .inDoubt),
        EffectTransition(.inDoubt, .confirm, to: .done),
        EffectTransition(.inDoubt, .repeatIt, to: .waiting),
    ]

    /// The row that applies; nil where none does.
    static func find(_ state: EffectState, _ event: EffectEvent, _ kind: EffectKind) -> EffectTransition? {
        let holds: Set<EffectCondition> = [kind == .destroy ? .mustBeDone : .delivers]
        return table.first { $0.from == state && $0.event == event && holds.isSuperset(of: $0.conditions) }
    }
}
