import Casework
import Foundation
import Synchronization

/// Decisions that wait for the store at the same moment are done together, since each of them alone takes the disk several
/// syncs. One that comes when nothing waits is done at once.
final class DecisionCalls: Sendable {
    private struct Waiting {
        var order: DecisionOrder
        var time: Date
        var answer: CheckedContinuation<DecisionResult, any Error>
    }

    private let store: StoreCalls
    private let waiting = Mutex<[Waiting]>([])

    init(_ store: StoreCalls) { self.store = store }

    /// Decides a case, and does what the decision sets going.
    func decide(
        _ number: CaseNumber, _ decision: Decision, by actor: ActorID, at time: Date
    ) async throws -> DecisionResult {
        try await withCheckedThrowingContinuation { answer in
            let order = DecisionOrder(number, decision, by: actor)
            let isFirst = waiting.withLock {
                $0.append(Waiting(order: order, time: time, answer: answer))
                return $0.count == 1
            }
            if isFirst { Task { await decideAll() } }
        }
    }

    /// Decides all that wait when the store comes to it.
    private func decideAll() async {
        do {
            try await store { store in
                let orders = self.takeAll()
                guard let time = orders.map(\.time).max() else { return }
                let results = await store.decideTogether(orders.map(\.order), at: time)
                for (waiting, result) in zip(orders, results) { waiting.answer.resume(with: result) }
            }
        } catch {
            // The store did not come to it.
            for waiting in takeAll() { waiting.answer.resume(throwing: error) }
        }
    }

    private func takeAll() -> [Waiting] {
        waiting.withLock { all in
            defer { all = [] }
            return all
        }
    }
}
