import Foundation
import Testing

/// Runs the Lua cases with Debian's miltertest against MilterEcho, where that is installed.
@Suite(.serialized, .timeLimit(.minutes(3))) struct MiltertestTests {
    static let program = "/usr/bin/miltertest"
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Lua").path
    static let files = ["envelope", "negotiation", "sessions", "verdicts"]

    @Test func everyCasePasses() async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.program) else {
            print("miltertest: not run, \(Self.program) is not installed")
            return
        }
        let sockets = try TemporaryFolder()
        let echoes = [
            ("echo", ["--progress", "50"]), ("least", ["--least"]), ("strict", ["--strict"]),
            ("hasty", ["--verdict-timeout", "300"]),
        ]
        var running: [Process] = []
        defer { for process in running { process.terminate() } }
        for (name, options) in echoes {
            running.append(try Self.start(Self.echo, options + ["--quiet", "unix:\(sockets.path)/\(name)"]))
        }
        var passed = 0
        for file in Self.files {
            let definitions = echoes.flatMap { ["-D", "\($0.0)=unix:\(sockets.path)/\($0.0)"] }
            let output = try Self.run(
                Self.program, ["-D", "dir=\(Self.folder)"] + definitions + ["-s", "\(Self.folder)/\(file).lua"])
            for line in output.split(separator: "\n") where line.hasPrefix("not ok") {
                Issue.record("\(file): \(line)")
            }
            let count = output.split(separator: "\n").filter { $0.hasPrefix("ok ") }.count
            #expect(count > 0, "\(file).lua ran no case")
            passed += count
        }
        #expect(passed >= 60)
        print("miltertest: \(passed) cases passed")
    }

    /// Beside the test bundle.
    private static var echo: String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("MilterEcho").path
    }

    private static func start(_ program: String, _ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
