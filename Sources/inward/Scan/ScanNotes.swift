import Messages
import Synchronization

/// What a scan could not read, told as it is found and counted.
final class ScanNotes: Sendable {
    private struct Counts {
        var problems = 0
        var skipped = 0
    }

    private let counts = Mutex(Counts())
    private let report: @Sendable (InputProblem) -> Void

    /// Notes that tell `report` of each problem.
    init(report: @escaping @Sendable (InputProblem) -> Void) { self.report = report }

    /// Paths that could not be opened or read to their end.
    var problems: Int { counts.withLock { $0.problems } }
    /// Files in folders that are neither mail nor a form export.
    var skipped: Int { counts.withLock { $0.skipped } }

    /// Tells and counts a problem.
    func add(_ problem: InputProblem) {
        counts.withLock { $0.problems += 1 }
        report(problem)
    }

    /// Counts a file that was passed over.
    func addSkipped() { counts.withLock { $0.skipped += 1 } }
}
