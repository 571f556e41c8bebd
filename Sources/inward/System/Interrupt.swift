import Dispatch
import Foundation
import Synchronization

/// Ctrl-C asks a scan to end after the records it is writing; a second one ends it at once.
enum Interrupt {
    private static let requested = Atomic<Bool>(false)
    private static let source = Mutex<(any DispatchSourceSignal)?>(nil)
    private static let waiting = Mutex<(@Sendable () -> Void)?>(nil)

    /// Whether Ctrl-C was pressed since ``listen()``.
    static var wasRequested: Bool { requested.load(ordering: .sequentiallyConsistent) }

    /// Listens for Ctrl-C.
    static func listen() {
        signal(SIGINT, SIG_IGN)
        source.withLock { source in
            let signals = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
            signals.setEventHandler {
                if requested.exchange(true, ordering: .sequentiallyConsistent) { _exit(130) }
                waiting.withLock { $0 }?()
            }
            signals.resume()
            source = signals
        }
    }

    /// What wakes whoever waits for something that may never come; called at once where Ctrl-C was pressed before.
    static func wake(by action: @escaping @Sendable () -> Void) {
        waiting.withLock { $0 = action }
        if wasRequested { action() }
    }
}
