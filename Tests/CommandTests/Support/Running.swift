import Foundation
import Synchronization

/// A process whose pipes are served by threads of their own, so that none of them can fill up and stop it.
final class Running: @unchecked Sendable {
    /// One process is made at a time: a child must not inherit the pipes of another.
    private static let making = Mutex(())

    /// What goes in; open until closed where the process was started without input.
    let standardInput: FileHandle
    private let process = Process()
    private let output: PipeReader
    private let errors: PipeReader

    /// Starts a process.
    ///
    /// - Parameters:
    ///   - input: all of its standard input; nil leaves that open for ``standardInput``.
    ///   - holdsOutput: nothing is read of its standard output before ``finish()``, so that it stands at the full pipe.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], folder: String?, input: [UInt8]?,
        holdsOutput: Bool = false
    ) throws {
        let (inward, outward, complaints) = try Self.making.withLock { [process] _ in
            signal(SIGPIPE, SIG_IGN)
            let pipes = (Pipe(), Pipe(), Pipe())
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = arguments
            process.environment = environment
            if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
            process.standardInput = pipes.0
            process.standardOutput = pipes.1
            process.standardError = pipes.2
            try process.run()
            return pipes
        }
        standardInput = inward.fileHandleForWriting
        output = PipeReader(outward.fileHandleForReading)
        errors = PipeReader(complaints.fileHandleForReading)
        errors.start()
        if !holdsOutput { output.start() }
        if let input { feed(input) }
    }

    /// Presses Ctrl-C.
    func interrupt() { if process.isRunning { Foundation.kill(process.processIdentifier, SIGINT) } }

    /// Asks it to end.
    func terminate() { if process.isRunning { Foundation.kill(process.processIdentifier, SIGTERM) } }

    /// Ends it without a word, as a power cut does.
    func kill() { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }

    /// Waits until so many bytes of standard output were read, or it has ended.
    func waitForOutput(_ count: Int) { output.wait(for: count) }

    /// Waits until the process has filled the pipe of its standard output, which nobody reads.
    func waitForFullPipe() {
        // A pipe holds 64 KiB unless told otherwise (pipe(7)); a write of more has then stopped in the middle.
        while process.isRunning && output.waiting < 60_000 { Thread.sleep(forTimeInterval: 0.01) }
    }

    /// Waits for the end; a process that does not come to it in time is killed.
    func finish(within limit: TimeInterval = 120) -> Outcome {
        let watch = DispatchWorkItem { [process] in
            if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + limit, execute: watch)
        output.start()
        let (out, err) = (output.all(), errors.all())
        process.waitUntilExit()
        watch.cancel()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: out, errors: err)
    }

    private func feed(_ input: [UInt8]) {
        DispatchQueue.global().async { [standardInput] in
            try? standardInput.write(contentsOf: input)
            try? standardInput.close()
        }
    }
}
