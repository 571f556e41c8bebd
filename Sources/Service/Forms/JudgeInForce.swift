import Synchronization

/// What forms are judged by now; changes when another version comes into force.
final class JudgeInForce: Sendable {
    private let judge: Mutex<FormJudge>

    init(_ judge: FormJudge) { self.judge = Mutex(judge) }

    /// As it is at this moment.
    var current: FormJudge { judge.withLock { $0 } }

    /// From now on.
    func set(_ new: FormJudge) { judge.withLock { $0 = new } }
}
