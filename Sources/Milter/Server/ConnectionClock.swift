import NIOCore

/// The deadlines of one connection. One timer serves them all: it fires at the earliest that was known when it was set, and
/// is set anew only for one that is earlier still.
struct ConnectionClock {
    /// What has become due.
    enum Due { case idle, answer, progress, verdict, reading }

    private var deadlines: [(due: Due, at: NIODeadline)] = []
    private var armed: (at: NIODeadline, timer: Scheduled<Void>)?

    mutating func set(_ due: Due, at deadline: NIODeadline) {
        clear(due)
        deadlines.append((due, deadline))
    }

    mutating func clear(_ due: Due) { deadlines.removeAll { $0.due == due } }

    /// Sets the timer where one is needed that is earlier than the one that runs.
    mutating func arm(on loop: any EventLoop, _ fire: @escaping @Sendable () -> Void) {
        guard let earliest = deadlines.map(\.at).min() else { return }
        if let armed, armed.at <= earliest { return }
        armed?.timer.cancel()
        armed = (earliest, loop.scheduleTask(deadline: earliest, fire))
    }

    /// What is due at `now`; each is cleared.
    mutating func fired(at now: NIODeadline) -> [Due] {
        armed = nil
        let due = deadlines.filter { $0.at <= now }.map(\.due)
        deadlines.removeAll { $0.at <= now }
        return due
    }

    mutating func stop() {
        armed?.timer.cancel()
        armed = nil
        deadlines = []
    }
}

extension TimeAmount {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .seconds(seconds) + .nanoseconds(attoseconds / 1_000_000_000)
    }
}

extension Duration {
    init(_ amount: TimeAmount) { self = .nanoseconds(amount.nanoseconds) }
}
