import Foundation
import Synchronization

/// So many in a minute, and no more than that at once: a bucket that fills again steadily.
final class RateLimit: Sendable {
    private struct Bucket {
        var left: Double
        var filled: Date
    }

    private let perMinute: Double
    private let bucket: Mutex<Bucket>

    init(perMinute: Int, at time: Date) {
        self.perMinute = Double(perMinute)
        bucket = Mutex(Bucket(left: Double(perMinute), filled: time))
    }

    /// Takes one. Throws ``Problem`` 429 with the seconds until there is another.
    func take(at time: Date) throws {
        let wait = bucket.withLock { bucket -> Double in
            let passed = max(time.timeIntervalSince(bucket.filled), 0)
            bucket.left = min(bucket.left + passed * perMinute / 60, perMinute)
            bucket.filled = time
            guard bucket.left < 1 else {
                bucket.left -= 1
                return 0
            }
            return (1 - bucket.left) * 60 / perMinute
        }
        guard wait > 0 else { return }
        throw Problem(
            .tooManyRequests, "too-many", "more came than are taken in a minute",
            retryAfter: max(Int(wait.rounded(.up)), 1))
    }
}
