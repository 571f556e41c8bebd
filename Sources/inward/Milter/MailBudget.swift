import Synchronization

/// How many messages are worked on at one time, and how many bytes of them are in memory. Past either, mail is refused for now
/// and at once: a sender's host that is told early comes again; one that is kept waiting ties up both sides.
final class MailBudget: Sendable {
    private struct Use {
        var messages = 0
        var bytes = 0
    }

    private let messages: Int
    private let bytes: Int
    private let use = Mutex(Use())

    init(messages: Int, bytes: Int) {
        self.messages = messages
        self.bytes = bytes
    }

    /// Whether another message would be taken now.
    var hasRoom: Bool { use.withLock { $0.messages < messages && $0.bytes < bytes } }

    /// What is taken now.
    var inUse: (messages: Int, bytes: Int) { use.withLock { ($0.messages, $0.bytes) } }

    /// A place for one message; nil where there is none.
    func enter() -> Place? {
        let isIn = use.withLock { use in
            guard use.messages < messages, use.bytes < bytes else { return false }
            use.messages += 1
            return true
        }
        return isIn ? Place(budget: self) : nil
    }

    /// A message's place; free again when nobody has it any more.
    final class Place: Sendable {
        private let budget: MailBudget
        private let taken = Mutex(0)

        fileprivate init(budget: MailBudget) { self.budget = budget }

        /// Takes so many bytes more; false where they are not to be had.
        func take(_ count: Int) -> Bool {
            let isTaken = budget.use.withLock { use in
                guard use.bytes + count <= budget.bytes else { return false }
                use.bytes += count
                return true
            }
            if isTaken { taken.withLock { $0 += count } }
            return isTaken
        }

        deinit {
            let bytes = taken.withLock { $0 }
            budget.use.withLock { use in
                use.messages -= 1
                use.bytes -= bytes
            }
        }
    }
}
