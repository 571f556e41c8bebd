import Casework
import Foundation
import Service

/// The calls of a scenario. After each answer its operation is printed, by its name in the OpenAPI document, and what the
/// store then holds.
struct Calls {
    let store: SQLiteCaseStore
    let address: ServiceAddress
    let tokens: [String: String]
    /// When it began; a service has its own time.
    let now = Date()
    let me = ActorID.owner

    /// The service as somebody of the office sees it.
    func remote(_ name: String) -> RemoteCaseStore {
        let remote = RemoteCaseStore(address)
        remote.use(token: tokens[name] ?? "")
        return remote
    }

    @discardableResult func answered<Answer>(
        _ operation: String, _ call: () async throws -> Answer
    ) async throws -> Answer {
        let answer = try await call()
        say("answered", operation)
        say("state", try StoreState.text(of: store))
        return answer
    }

    /// Something that is done by time and not by a call.
    func happened(_ what: String, _ work: () throws -> Void) throws {
        try work()
        say("happened", what)
        say("state", try StoreState.text(of: store))
    }

    /// A call that is refused: the refusal is recorded before the answer.
    func refused(_ operation: String, _ call: () async throws -> Void) async throws {
        do { try await call() } catch is CaseworkError {
            return try await answered(operation) {}
        }
        throw CaseworkError.damaged(what: "\(operation) was not refused")
    }

    /// Cases of these messages, handed over by a host.
    func take(_ names: [String]) async throws -> [CaseNumber] {
        let hook = RemoteCaseStore(address)
        hook.use(token: doorTokens["mx"] ?? "")
        let results = try await answered("handOver") { try await hook.takeMany(names.map { intake($0) }, at: now) }
        let numbers: [CaseNumber] = results.compactMap { if case .opened(let number) = $0 { number } else { nil } }
        guard numbers.count == names.count else { throw CaseworkError.damaged(what: "fewer cases than messages") }
        return numbers
    }
}
