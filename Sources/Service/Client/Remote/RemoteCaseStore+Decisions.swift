import Casework
import Foundation

/// Decisions, and what they set going.
extension RemoteCaseStore {
    /// The service proves what it releases by what is in force there.
    public func prove(by scan: any RedactionScan) {}

    /// Decides a case.
    public func decide(
        _ number: CaseNumber, _ decision: Decision, by actor: ActorID, at time: Date
    ) async throws -> DecisionResult {
        if decision.kind == .protect {
            let body = ProtectBody(destination: decision.destination)
            return try await post(Self.path(number, "protect"), body, DecisionResult.self)
        }
        let body = DecisionBody(
            decision: try Self.word(decision.kind), why: decision.why, text: decision.text,
            destination: decision.destination)
        return try await post(Self.path(number, "decide"), body, DecisionResult.self)
    }

    private static func word(_ kind: DecisionKind) throws -> DecisionWord {
        guard let word = DecisionWord(rawValue: kind.rawValue) else {
            throw ServiceClientError("'\(kind.rawValue)' is decided by a call of its own")
        }
        return word
    }

    /// Cases that one decision can take.
    public func preview(_ selection: CaseSelection, by actor: ActorID, at time: Date) async throws -> [QueueEntry] {
        let body =
            switch selection {
            case .rule(let rule): SelectionBody(rule: rule)
            case .thread(let number): SelectionBody(thread: number)
            }
        return try await post("/v1/decisions/preview", body, QueueAnswer.self).cases
    }

    /// Decides cases, one call after another.
    public func decideTogether(
        _ orders: [DecisionOrder], at time: Date
    ) async -> [Result<DecisionResult, any Error>] {
        var results: [Result<DecisionResult, any Error>] = []
        for order in orders {
            do {
                results.append(
                    .success(try await decide(order.number, order.decision, by: order.actor, at: time)))
            } catch { results.append(.failure(error)) }
        }
        return results
    }

    /// Decides cases one after another.
    public func decideMany(
        _ numbers: [CaseNumber], _ decision: Decision, by actor: ActorID, at time: Date
    ) async throws -> [BulkResult] {
        let body = BulkBody(
            cases: numbers, decision: try Self.word(decision.kind), why: decision.why, text: decision.text)
        return try await post("/v1/decisions", body, BulkAnswer.self).cases.map { one in
            BulkResult(
                number: one.number,
                result: one.result.map { .success($0) }
                    ?? .failure(.refusedElsewhere(reason: one.refused ?? "refused")))
        }
    }

    /// Hands a case up.
    public func escalate(
        _ number: CaseNumber, why: String, text: String?, by actor: ActorID, at time: Date
    ) async throws {
        try await done("POST", Self.path(number, "escalate"), EscalateBody(why: why, text: text))
    }

    /// Says whether a delivery in doubt arrived.
    public func settle(
        _ number: CaseNumber, arrived: Bool, by actor: ActorID, at time: Date
    ) async throws -> DecisionResult {
        try await post(Self.path(number, "settle"), SettleBody(arrived: arrived), DecisionResult.self)
    }
}
