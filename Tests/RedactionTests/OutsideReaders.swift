import Foundation
import Testing

@testable import Redaction

/// Python's `email` and GMime, which read mails before and after and say what is wrong.
struct OutsideReaders {
    /// Where pairs of mails are written.
    let folder: URL

    /// Corpora of real mail; nil where there are none.
    static let corpora = ProcessInfo.processInfo.environment["INWARD_CORPORA"].map { URL(fileURLWithPath: $0) }
    /// Whether everything runs (`make soak`).
    static let isFull = ProcessInfo.processInfo.environment["INWARD_FULL"] == "1"
    private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Readers")
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("redaction-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The interpreter, Debian's own first: its packages are found by no other.
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Whether a reader is there; says so where it is not.
    static func isThere(_ reader: String, for test: String) -> Bool {
        let code = reader == "email" ? "import email" : "import gi; gi.require_version('GMime', '3.0')"
        if (try? run(["-c", code]))?.status == 0 { return true }
        print("not run: \(test): Python has no \(reader)")
        return false
    }

    /// Plants a span in `count` mails of an mbox.
    func plant(_ mbox: URL, count: Int, span: String) throws {
        let (status, output) = try Self.run(
            [Self.scripts.appendingPathComponent("plant.py").path, mbox.path, folder.path, "\(count)", span])
        #expect(status == 0, "\(output)")
    }

    /// What a reader has to say about the pairs; the last line counts them.
    func complaints(_ reader: String, spans: [String]) throws -> [String] {
        let (status, output) = try Self.run(
            [Self.scripts.appendingPathComponent("check.py").path, reader, folder.path] + spans)
        #expect(status == 0, "\(output.suffix(2000))")
        return output.split(separator: "\n").map(String.init)
    }

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        guard let python else { return (127, "there is no python3") }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"]
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
