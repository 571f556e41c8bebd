import Foundation

/// What happens when nobody reads our output any more.
enum ClosedPipe {
    /// Lets it be an error of writing and not the end of the process.
    static func isNoSignal() { signal(SIGPIPE, SIG_IGN) }
}
