import Casework
import Foundation

/// Requests and their answers.
extension RemoteCaseStore {
    private static func path(_ id: RequestID, _ word: String) -> String { "/v1/requests/\(id)/\(word)" }

    /// Asks to see more.
    public func ask(_ intake: RequestIntake, by actor: ActorID, at time: Date) async throws -> RequestID {
        let scope = intake.scope
        let body = AskBody(
            scope: ScopeBody(
                cases: scope.person == nil ? scope.cases : nil, person: scope.person, from: scope.from,
                until: scope.until),
            depth: intake.depth, purpose: intake.purpose, ground: intake.ground, expires: intake.expires)
        return try await post("/v1/requests", body, AskedAnswer.self).id
    }

    /// Says yes.
    public func approve(_ id: RequestID, by actor: ActorID, at time: Date) async throws -> RequestEntry {
        try Wire.decode(RequestEntry.self, try await bytes("POST", Self.path(id, "approve")))
    }

    /// Says yes to less.
    public func narrow(
        _ id: RequestID, to less: Narrowing, text: String?, by actor: ActorID, at time: Date
    ) async throws -> RequestEntry {
        let body = NarrowBody(cases: less.cases, depth: less.depth, expires: less.expires, text: text)
        return try await post(Self.path(id, "narrow"), body, RequestEntry.self)
    }

    /// Says no.
    public func refuse(_ id: RequestID, text: String?, by actor: ActorID, at time: Date) async throws -> RequestEntry {
        try await post(Self.path(id, "refuse"), WordsBody(text: text), RequestEntry.self)
    }

    /// Takes a request back.
    public func revoke(_ id: RequestID, text: String?, by actor: ActorID, at time: Date) async throws -> RequestEntry {
        try await post(Self.path(id, "revoke"), WordsBody(text: text), RequestEntry.self)
    }

    /// Requests in these states; each is a call of its own.
    public func requests(
        _ states: Set<RequestState>, by actor: ActorID, at time: Date
    ) async throws -> [RequestEntry] {
        var entries: [RequestEntry] = []
        for state in states.sorted(by: { $0.rawValue < $1.rawValue }) {
            entries += try await get("/v1/requests", RequestsAnswer.self, query: [("state", state.rawValue)]).requests
        }
        return entries.sorted { ($0.asked, $0.id) < ($1.asked, $1.id) }
    }

    /// A request with its reasons.
    public func request(_ id: RequestID, by actor: ActorID, at time: Date) async throws -> RequestView {
        try await get("/v1/requests/\(id)", RequestView.self)
    }
}
