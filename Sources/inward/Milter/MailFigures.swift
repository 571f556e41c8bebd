import Milter
import Synchronization

/// What the hook counts: numbers, never of whom.
final class MailFigures: Sendable {
    /// A distribution in steps of a few milliseconds to a few seconds.
    struct Times: Sendable {
        static let steps = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10]
        var counts = Array(repeating: 0, count: steps.count)
        var count = 0
        var sum = 0.0

        mutating func add(_ duration: Duration) {
            let seconds = duration / .seconds(1)
            for (index, step) in Self.steps.enumerated() where seconds <= step { counts[index] += 1 }
            count += 1
            sum += seconds
        }
    }

    struct State: Sendable {
        var dispositions: [String: Int] = [:]
        var ends: [String: Int] = [:]
        var reasons: [String: Int] = [:]
        var bytes = 0
        var phases: [String: Times] = [:]
        var reloads: [String: Int] = [:]
    }

    private let state = Mutex(State())

    var current: State { state.withLock { $0 } }

    func count(_ report: MessageReport, _ note: MailNote) {
        state.withLock { state in
            state.dispositions[note.fate.rawValue, default: 0] += 1
            state.ends[report.end, default: 0] += 1
            if let reason = note.reason { state.reasons[reason.rawValue, default: 0] += 1 }
            state.bytes += report.bytes
            let phases = [
                ("receive", report.receiving), ("read", note.reading), ("keep", note.keeping), ("total", report.total),
            ]
            for (phase, time) in phases {
                if let time { state.phases[phase, default: Times()].add(time) }
            }
        }
    }

    func count(reload: Bool) { state.withLock { $0.reloads[reload ? "done" : "failed", default: 0] += 1 } }
}
