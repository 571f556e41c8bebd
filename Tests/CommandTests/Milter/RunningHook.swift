import Foundation
import Testing

/// `inward milter` as a process, with its log in a file.
final class RunningHook {
    private let process = Process()
    private let log: String

    /// Starts it and waits until it listens.
    ///
    /// - Parameter environment: beside the fixture pack's.
    init(_ arguments: [String], log: String, environment: [String: String] = [:]) throws {
        self.log = log
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.executableURL = URL(fileURLWithPath: try Binary.path())
        process.arguments = ["milter"] + arguments
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8",
            "INWARD_PATTERNS": Repository.patterns,
        ].merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
        // One that logs errors alone does not say that it is ready.
        let socket = arguments.first { $0.hasPrefix("unix:") }?.dropFirst(5).prefix { $0 != "," } ?? ""
        for _ in 0..<1_000 where process.isRunning && !FileManager.default.fileExists(atPath: String(socket)) {
            Thread.sleep(forTimeInterval: 0.02)
        }
        if !process.isRunning { Issue.record("the hook did not start; its log: \(text)") }
    }

    deinit { if process.isRunning { process.terminate() } }

    /// All lines of its log.
    var lines: [JSON] {
        (FileManager.default.contents(atPath: log) ?? Data()).split(separator: 0x0A).compactMap { try? JSON.read($0) }
    }

    /// The lines about mail.
    var mails: [JSON] { lines.filter { $0["message"]?.string == "mail" } }

    /// Its log as it stands.
    var text: String { String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self) }

    /// Waits for a line.
    func wait(for isWanted: (JSON) -> Bool) throws {
        for _ in 0..<600 {
            if lines.contains(where: isWanted) { return }
            if !process.isRunning { break }
            Thread.sleep(forTimeInterval: 0.02)
        }
        Issue.record("the hook did not say what was waited for; its log: \(text)")
        throw CocoaError(.fileReadUnknown)
    }

    /// Waits for so many lines about mail and gives them.
    func mails(_ count: Int) throws -> [JSON] {
        for _ in 0..<600 where mails.count < count { Thread.sleep(forTimeInterval: 0.02) }
        return mails
    }

    func reload() { kill(process.processIdentifier, SIGHUP) }

    /// Asks it to end, and gives its exit status.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
