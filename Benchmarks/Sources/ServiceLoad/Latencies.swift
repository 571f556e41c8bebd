import Synchronization

/// How long calls took, by their kind.
final class Latencies: Sendable {
    private let times = Mutex<[String: [Double]]>([:])
    private let failures = Mutex<[String: Int]>([:])

    /// Adds one, in milliseconds.
    func add(_ kind: String, _ milliseconds: Double) {
        times.withLock { $0[kind, default: []].append(milliseconds) }
    }

    /// Counts a call that was not answered as it should be.
    func fail(_ kind: String) { failures.withLock { $0[kind, default: 0] += 1 } }

    /// A line for each kind: how many a second, the middle, and what 99 of 100 stay under.
    func report(seconds: Double) -> String {
        let failed = failures.withLock { $0 }
        return times.withLock { times in
            times.sorted { $0.key < $1.key }.map { kind, all in
                let sorted = all.sorted()
                func at(_ share: Double) -> String {
                    let index = min(Int(Double(sorted.count) * share), sorted.count - 1)
                    return "\((sorted[index] * 100).rounded() / 100) ms"
                }
                let rate = Int((Double(sorted.count) / seconds).rounded())
                return "\(kind): \(sorted.count) calls, \(rate)/s, p50 \(at(0.5)), p99 \(at(0.99)), most \(at(1)), "
                    + "failed \(failed[kind] ?? 0)"
            }.joined(separator: "\n")
        }
    }
}
