import Foundation
import Synchronization

/// A process whose pipes are served by threads of their own, so that none of them can fill up and stop it.
final class Running: @unchecked Sendable {
    /// One process is made at a time: a child must not inherit the pipes of another.
    private static let making = Mutex(())

    /// What goes in; open until closed where the process was started without input.
    let standardInput: FileHandle
    let standardOutput: FileHandle
    private let process = Process()
    private let errors: FileHandle

    /// Starts a process.
    ///
    /// - Parameter input: all of its standard input; nil leaves that open for ``standardInput``.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], folder: String?, input: [UInt8]?
    ) throws {
        (standardInput, standardOutput, errors) = try Self.making.withLock { [process] _ in
            signal(SIGPIPE, SIG_IGN)
            let (inward, outward, complaints) = (Pipe(), Pipe(), Pipe())
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = arguments
            process.environment = environment
            if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
            process.standardInput = inward
            process.standardOutput = outward
            process.standardError = complaints
            try process.run()
            return (inward.fileHandleForWriting, outward.fileHandleForReading, complaints.fileHandleForReading)
        }
        if let input { feed(input) }
    }

    /// Presses Ctrl-C.
    func interrupt() { kill(process.processIdentifier, SIGINT) }

    /// Waits for the end, and takes what is still to be read.
    func finish() -> Outcome {
        let complaints = Collector(errors)
        let output = Array(standardOutput.readDataToEndOfFile())
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: output, errors: complaints.bytes())
    }

    /// Waits for the end at most so long; nil and killed where it does not come.
    func finish(within limit: TimeInterval) -> Outcome? {
        let watch = DispatchWorkItem { [process] in
            process.isRunning ? _ = kill(process.processIdentifier, SIGKILL) : ()
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + limit, execute: watch)
        let outcome = finish()
        watch.cancel()
        return process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL ? nil : outcome
    }

    private func feed(_ input: [UInt8]) {
        DispatchQueue.global().async { [standardInput] in
            try? standardInput.write(contentsOf: input)
            try? standardInput.close()
        }
    }
}

/// Reads a pipe to its end beside other work.
private final class Collector: Sendable {
    private let content = Mutex<[UInt8]>([])
    private let group = DispatchGroup()

    init(_ handle: FileHandle) {
        DispatchQueue.global().async(group: group) { [self] in
            let data = handle.readDataToEndOfFile()
            content.withLock { $0 = Array(data) }
        }
    }

    func bytes() -> [UInt8] {
        group.wait()
        return content.withLock { $0 }
    }
}
