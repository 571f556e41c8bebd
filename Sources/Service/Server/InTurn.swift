import Foundation
import Synchronization

/// Workers that take turns, one for each core unless it is said otherwise.
public final class InTurn<Worker: Sendable>: Sendable {
    private let workers: [Worker]
    private let turns = Atomic<UInt>(0)

    /// So many, at least one.
    public init(count: Int = ProcessInfo.processInfo.activeProcessorCount, _ make: () -> Worker) {
        workers = (0..<max(count, 1)).map { _ in make() }
    }

    /// Whose turn it is.
    public var next: Worker {
        let turn = turns.wrappingAdd(1, ordering: .relaxed).oldValue
        return workers[Int(turn % UInt(workers.count))]
    }
}
