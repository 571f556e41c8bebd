import Foundation

/// Requests to see more than one may, and their answers.
public protocol RequestStore: Sendable {
    /// Asks to see more.
    func ask(_ intake: RequestIntake, by actor: ActorID, at time: Date) async throws -> RequestID
    /// Says yes; bulk access needs two who do.
    func approve(_ id: RequestID, by actor: ActorID, at time: Date) async throws -> RequestEntry
    /// Says yes to less.
    func narrow(
        _ id: RequestID, to less: Narrowing, text: String?, by actor: ActorID, at time: Date
    ) async throws -> RequestEntry
    /// Says no.
    func refuse(_ id: RequestID, text: String?, by actor: ActorID, at time: Date) async throws -> RequestEntry
    /// Takes a request back; what it opened is closed at once.
    func revoke(_ id: RequestID, text: String?, by actor: ActorID, at time: Date) async throws -> RequestEntry
    /// Requests in these states that they may read.
    func requests(_ states: Set<RequestState>, by actor: ActorID, at time: Date) async throws -> [RequestEntry]
    /// A request with its reasons.
    func request(_ id: RequestID, by actor: ActorID, at time: Date) async throws -> RequestView
}
