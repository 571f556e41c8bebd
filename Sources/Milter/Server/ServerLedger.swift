import NIOConcurrencyHelpers
import NIOCore

/// Which connections are open and how many messages have begun without being reported.
final class ServerLedger: Sendable {
    private struct State {
        var channels: [UInt64: any Channel] = [:]
        var lastConnection: UInt64 = 0
        var unreported = 0
        var waiters: [CheckedContinuation<Void, Never>] = []

        var isQuiet: Bool { channels.isEmpty && unreported == 0 }
        mutating func takeWaiters() -> [CheckedContinuation<Void, Never>] {
            guard isQuiet else { return [] }
            defer { waiters = [] }
            return waiters
        }
    }

    private let state = NIOLockedValueBox(State())

    /// Enters a connection. Answers its number and how many there are now.
    func opened(_ channel: any Channel) -> (id: UInt64, count: Int) {
        state.withLockedValue { state in
            state.lastConnection += 1
            state.channels[state.lastConnection] = channel
            return (state.lastConnection, state.channels.count)
        }
    }

    func closed(_ id: UInt64) {
        let waiters = state.withLockedValue { state in
            state.channels[id] = nil
            return state.takeWaiters()
        }
        for waiter in waiters { waiter.resume() }
    }

    func began() { state.withLockedValue { $0.unreported += 1 } }

    func reported() {
        let waiters = state.withLockedValue { state in
            state.unreported -= 1
            return state.takeWaiters()
        }
        for waiter in waiters { waiter.resume() }
    }

    var connections: Int { state.withLockedValue { $0.channels.count } }
    var messages: Int { state.withLockedValue { $0.unreported } }
    var channels: [any Channel] { state.withLockedValue { Array($0.channels.values) } }

    /// Returns when no connection is open and every message is reported.
    func quiet() async {
        await withCheckedContinuation { continuation in
            let isQuiet = state.withLockedValue { state in
                if !state.isQuiet { state.waiters.append(continuation) }
                return state.isQuiet
            }
            if isQuiet { continuation.resume() }
        }
    }
}
