import Foundation
import Synchronization

/// Since when nothing could be handed over.
final class StoreAbsence: Sendable {
    private let since = Mutex<Date?>(nil)

    /// Whether the last try failed.
    var isAway: Bool { since.withLock { $0 != nil } }

    /// A try failed. Answers how long it has been so, in seconds.
    func failed(at time: Date) -> TimeInterval {
        since.withLock { since in
            let first = since ?? time
            since = first
            return time.timeIntervalSince(first)
        }
    }

    /// A try succeeded. Answers whether the one before had failed.
    @discardableResult
    func ended() -> Bool {
        since.withLock { since in
            defer { since = nil }
            return since != nil
        }
    }
}
