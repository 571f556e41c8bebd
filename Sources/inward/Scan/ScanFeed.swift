import Dispatch
import Messages
import Synchronization

/// Reads a scan's input on a queue of its own, so that Ctrl-C ends a scan that waits for a pipe.
final class ScanFeed: Sendable {
    /// Bytes of all sources, where the system knows them all; for the time left.
    let totalBytes: Int?
    private let queue = DispatchQueue(label: "input")
    private let input: Mutex<ScanInput>

    /// A feed from paths as the user gave them.
    init(paths: [String], format: InputFormat, limits: MessageLimits, notes: ScanNotes) {
        let input = ScanInput(paths: paths, format: format, limits: limits, notes: notes)
        totalBytes = input.totalBytes
        self.input = Mutex(input)
    }

    /// The next messages; nil at the end of the last source and after Ctrl-C.
    func next() async -> MessageBatch? {
        await withCheckedContinuation { continuation in
            let answer = Answer(continuation)
            Interrupt.wake { answer.give(nil) }
            queue.async { answer.give(self.input.withLock { $0.next() }) }
        }
    }

    /// A continuation that takes the first answer.
    private final class Answer: Sendable {
        private let continuation: Mutex<CheckedContinuation<MessageBatch?, Never>?>

        init(_ continuation: CheckedContinuation<MessageBatch?, Never>) { self.continuation = Mutex(continuation) }

        func give(_ batch: MessageBatch?) {
            let first = continuation.withLock { continuation in
                defer { continuation = nil }
                return continuation
            }
            first?.resume(returning: batch)
        }
    }
}
