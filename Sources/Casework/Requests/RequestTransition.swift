/// Where a request stands.
public enum RequestState: String, Codable, Sendable, CaseIterable {
    /// Waits for an answer.
    case asked
    /// Approved as it was asked.
    case approved
    /// Approved, and less than was asked.
    case narrowed
    /// Answered with no.
    case refused
    /// Taken back by the one who asked, or by an approver.
    case revoked
    /// Over by time, answered or not.
    case expired

    /// Whether it opens anything, as long as its end has not come.
    public var isGranted: Bool { self == .approved || self == .narrowed }
}

/// What can happen to a request.
public enum RequestEvent: String, Sendable, CaseIterable { case ask, approve, narrow, refuse, revoke, expire }

/// A condition beside the state.
public enum RequestCondition: String, Sendable, CaseIterable {
    /// With this yes it has as many as it needs.
    case lastYes = "the last yes it needs"
    /// It needs another person's yes after this one.
    case moreNeeded = "another yes is needed"
    /// Somebody has made it less before.
    case madeLess = "made less before"
}

/// A row of the state table of requests.
public struct RequestTransition: Sendable, Equatable {
    /// Nil: there is none yet.
    public var from: RequestState?
    /// What happens.
    public var event: RequestEvent
    /// All must hold.
    public var conditions: [RequestCondition]
    /// Where it stands then.
    public var to: RequestState

    init(_ from: RequestState?, _ event: RequestEvent, _ conditions: [RequestCondition] = [], to: RequestState) {
        self.from = from
        self.event = event
        self.conditions = conditions
        self.to = to
    }

    /// The whole life of a request; of rows that apply the first counts.
    public static let table: [RequestTransition] = [
        RequestTransition(nil, .ask, to: .asked),
        RequestTransition(.asked, .approve, [.lastYes, .madeLess], to: .narrowed),
        RequestTransition(.asked, .approve, [.lastYes], to: .approved),
        RequestTransition(.asked, .approve, [.moreNeeded], to: .asked),
        RequestTransition(.asked, .narrow, [.lastYes], to: .narrowed),
        RequestTransition(.asked, .narrow, [.moreNeeded], to: .asked),
        RequestTransition(.asked, .refuse, to: .refused),
        RequestTransition(.asked, .revoke, to: .revoked),
        RequestTransition(.asked, .expire, to: .expired),
        RequestTransition(.approved, .revoke, to: .revoked),
        RequestTransition(.approved, .expire, to: .expired),
        RequestTransition(.narrowed, .revoke, to: .revoked),
        RequestTransition(.narrowed, .expire, to: .expired),
    ]

    /// The row that applies; nil where none does.
    static func find(_ state: RequestState, _ event: RequestEvent, holds: Set<RequestCondition>) -> RequestTransition? {
        table.first { $0.from == state && $0.event == event && holds.isSuperset(of: $0.conditions) }
    }
}
