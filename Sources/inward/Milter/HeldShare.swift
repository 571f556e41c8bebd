import Policy
import Synchronization

/// The brake: how many of the last messages were held, or would have been. Messages that were told to come again count when
/// they have come, so that an absent store does not look like a flood.
final class HeldShare: Sendable {
    private struct State {
        var marks: [Bool] = []
        var next = 0
        var held = 0
        var isOn = false

        mutating func fit(_ size: Int) {
            guard marks.count != size else { return }
            // A new policy looks back on another number: counted anew.
            self = State(marks: Array(repeating: false, count: size), isOn: isOn)
        }

        mutating func add(_ mark: Bool) {
            held += (mark ? 1 : 0) - (marks[next] ? 1 : 0)
            marks[next] = mark
            next = (next + 1) % marks.count
        }
    }

    private let state = Mutex(State())

    /// Whether the last message that was to be held was let through.
    var isOn: Bool { state.withLock { $0.isOn } }

    /// Whether one more held message would pass the limit. Before so many messages have come as are looked back on, those
    /// missing count as not held.
    func wouldPass(_ brake: Brake?) -> Bool {
        guard let brake else { return false }
        return state.withLock { state in
            state.fit(max(brake.ofLast, 1))
            return Double(state.held + 1) > brake.share * Double(brake.ofLast)
        }
    }

    /// Counts a message. Answers what that changed: true where the brake took hold with it, false where it was let go, nil mostly.
    func count(held: Bool, braked: Bool, _ brake: Brake?) -> Bool? {
        state.withLock { state in
            guard let brake else {
                defer { state.isOn = false }
                return state.isOn ? false : nil
            }
            state.fit(max(brake.ofLast, 1))
            state.add(held)
            let isOn = braked || (state.isOn && Double(state.held + 1) > brake.share * Double(brake.ofLast))
            defer { state.isOn = isOn }
            return isOn == state.isOn ? nil : isOn
        }
    }
}
