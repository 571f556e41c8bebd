import Dispatch
import Foundation
import Synchronization

/// Ctrl-C asks a scan to end after the records it is writing; a second one ends it at once.
enum Interrupt {
    private static let requested = Atomic<Bool>(false)
    private static let source = Mutex<(any DispatchSourceSignal)?>(nil)

    /// Whether Ctrl-C was pressed since ``listen()``.
    static var wasRequested: Bool { requested.load(ordering: .relaxed) }

    /// Listens for Ctrl-C, and lets a closed pipe be an error of writing and not the end of the process.
    static func listen() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGINT, SIG_IGN)
        source.withLock { source in
            let signals = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
            signals.setEventHandler {
                if requested.exchange(true, ordering: .relaxed) { _exit(130) }
            }
            signals.resume()
            source = signals
        }
    }
}
