import Foundation

/// A disk that fails: the shim of `Tests/Shim`, made once, and a command that is run on it again and again.
package struct FaultWalk {
    /// What a run printed and how it ended.
    package struct Run {
        package var status: Int32
        package var lines: [String]
        package var log: [String]

        package var wasStopped: Bool { status == 86 }
        package var operations: Int { log.count { $0.hasPrefix("operation ") } }
        package var syncs: Int { log.count { $0.hasPrefix("synced ") } }
        /// The log's lines at answers after which something would be lost.
        package var unsyncedAnswers: [String] {
            log.filter { $0.hasPrefix("answer ") && !$0.hasPrefix("answer files 0 names 0") }
        }
    }

    /// Program and arguments.
    package let command: [String]
    /// The folder whose files are lost; the command works below it.
    package let disk: String
    private let shim: String

    /// Nil where there is no C compiler.
    package init?(command: [String], scratch: String) throws {
        self.command = command
        disk = scratch + "/disk"
        shim = scratch + "/faultfs.so"
        let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Shim/faultfs.c").path
        let compiler = ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang", "/usr/local/bin/cc"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        guard let compiler else { return nil }
        let arguments = ["-O1", "-shared", "-fPIC", "-o", shim, source, "-ldl"]
        guard try Self.run([compiler] + arguments, [:]).status == 0 else { throw ShimError() }
    }

    struct ShimError: Error {}

    /// Runs the command on an empty disk.
    ///
    /// - Parameters:
    ///   - stop: the operation to stop at, from 1; 0 for none.
    ///   - keeps: what was not synced is kept, as when the process is killed.
    ///   - prepare: makes what the command expects on the disk.
    package func run(stoppingAt stop: Int, keeps: Bool = false, prepare: (String) throws -> Void) throws -> Run {
        let files = FileManager.default
        for folder in [disk, disk + ".kept"] where files.fileExists(atPath: folder) {
            try files.removeItem(atPath: folder)
        }
        try files.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try prepare(disk)
        return try resume(stoppingAt: stop, keeps: keeps)
    }

    /// Runs a command on the disk as it is.
    package func resume(_ command: [String]? = nil, stoppingAt stop: Int, keeps: Bool = false) throws -> Run {
        let log = disk + ".log"
        try? FileManager.default.removeItem(atPath: log)
        var environment = [
            "LD_PRELOAD": shim, "FAULTFS_ROOT": disk, "FAULTFS_STOP": "\(stop)", "FAULTFS_LOG": log,
        ]
        if keeps { environment["FAULTFS_KEEP"] = "1" }
        var run = try Self.run(command ?? self.command, environment)
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        run.log = text.split(separator: "\n").map(String.init)
        return run
    }

    /// What a program that runs by itself is to find in its environment: writes to sockets are answers, and the disk is full as
    /// long as there is a file ``full``. Its log is ``log``.
    package var environment: [String: String] {
        [
            "LD_PRELOAD": shim, "FAULTFS_ROOT": disk, "FAULTFS_LOG": disk + ".log", "FAULTFS_SOCKETS": "1",
            "FAULTFS_FULL": full,
        ]
    }

    /// A file that says that the disk is full.
    package var full: String { disk + ".full" }

    /// What a program that runs by itself did so far.
    package var run: Run {
        let text = (try? String(contentsOfFile: disk + ".log", encoding: .utf8)) ?? ""
        return Run(status: 0, lines: [], log: text.split(separator: "\n").map(String.init))
    }

    private static func run(_ command: [String], _ environment: [String: String]) throws -> Run {
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        // A line that has no end was never given whole.
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return Run(status: process.terminationStatus, lines: lines.dropLast().map(String.init), log: [])
    }
}
