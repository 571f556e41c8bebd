import Casework
import Dispatch
import Synchronization

/// Calls to the store, one after another on a thread of their own: they wait for the disk, and nothing else should.
final class StoreCalls: Sendable {
    private let store: any CaseStore
    private let executor = StoreExecutor()
    private let waiting = Atomic<Int>(0)

    /// How many calls may wait; the next is told to come again.
    static let most = 1_000

    init(_ store: any CaseStore) { self.store = store }

    /// Runs `body` on the store's thread.
    ///
    /// - Throws: ``Problem`` 503 where too many wait already; whatever `body` throws.
    func callAsFunction<Result: Sendable>(
        _ body: @escaping @Sendable (any CaseStore) async throws -> Result
    ) async throws -> Result {
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.most else {
            waiting.subtract(1, ordering: .relaxed)
            throw Problem(.serviceUnavailable, "busy", "too many calls wait for the store: try again in a moment")
        }
        defer { waiting.subtract(1, ordering: .relaxed) }
        let store = store
        return try await withTaskExecutorPreference(executor) { try await body(store) }
    }
}

/// Runs jobs on one thread of Dispatch's.
private final class StoreExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "inward.store", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
