import Foundation
import Testing

@Suite("scan: ends before its time") struct ScanEndTests {
    static let count = 24_000
    static let mbox = Array(Mails.longMbox(count).utf8)

    let scratch: Scratch
    let inward = Tool()
    let path: String

    init() throws {
        scratch = try Scratch()
        path = try scratch.write("long.mbox", Self.mbox)
    }

    /// Starts a scan that stands still: it has written what a pipe holds, and nobody reads on.
    private func standingScan(_ arguments: [String]) throws -> Running {
        let running = try inward.start(["scan", "--all"] + arguments + [path], holdsOutput: true)
        running.waitForFullPipe()
        return running
    }

    /// Whether a line has the record of a position, and all of it: the members that come first and last.
    private func isRecord(_ line: String, _ index: Int) -> Bool {
        line.utf8.starts(with: "{\"source\":\"\(path)\",\"index\":\(index),".utf8)
            && line.utf8.reversed().starts(with: "}][:\"smelborp\"".utf8)
    }

    @Test("a reader that goes away ends it silently with 0", arguments: ["jsonl", "csv", "sarif", "text"])
    func closedPipe(format: String) throws {
        let line = "{ \"$INWARD\" scan --all --format \(format) '\(path)'; echo $? >'\(scratch("status"))'; } | head -1"
        let outcome = try inward.shell(line)
        #expect(outcome.lines.count == 1)
        #expect(outcome.errors.isEmpty)
        #expect(String(decoding: try scratch.read("status"), as: UTF8.self) == "0\n")
    }

    @Test("Ctrl-C leaves whole records, and 130", arguments: ["1", "2"])
    func interrupted(jobs: String) throws {
        let running = try standingScan(["--jobs", jobs])
        running.interrupt()
        // Time for the signal to be taken: the process itself cannot go on.
        Thread.sleep(forTimeInterval: 0.3)
        let outcome = running.finish()
        #expect(outcome.status == 130)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.last == UInt8(ascii: "\n"))
        let lines = outcome.lines
        #expect(!lines.isEmpty && lines.count < Self.count)
        for (index, line) in lines.enumerated() where !isRecord(line, index) {
            Issue.record("line \(index) is no whole record")
        }
    }

    @Test("Ctrl-C ends a scan that waits for its input, with what came so far", arguments: ["jsonl", "sarif"])
    func interruptedWaiting(format: String) throws {
        let running = try inward.start(["scan", "--all", "--jobs", "1", "--format", format, "-"], input: nil)
        DispatchQueue.global().async { try? running.standardInput.write(contentsOf: Self.mbox.prefix(3_000_000)) }
        running.waitForOutput(200_000)
        Thread.sleep(forTimeInterval: 1)
        running.interrupt()
        let outcome = running.finish(within: 20)
        #expect(outcome.status == 130)
        if format == "sarif" {
            let log = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
            let run = (log?["runs"] as? [[String: Any]])?.first
            #expect((run?["results"] as? [Any])?.isEmpty == false)
        } else {
            #expect(!outcome.lines.isEmpty)
            #expect(outcome.output.last == UInt8(ascii: "\n"))
        }
    }

    @Test("Ctrl-C ends a filter that waits for its message, with nothing written")
    func interruptedFilter() throws {
        let running = try inward.start(["filter", "--recipient", "desk@office.example"], input: nil)
        try running.standardInput.write(contentsOf: Mails.bytes(Mails.plain))
        Thread.sleep(forTimeInterval: 0.5)
        running.interrupt()
        let outcome = running.finish(within: 20)
        #expect([-SIGINT, 130].contains(outcome.status))
        #expect(outcome.output.isEmpty)
    }

    @Test("a file that shrinks while it is read gives what was there, and 2")
    func shrinking() throws {
        let running = try standingScan(["--jobs", "1"])
        let half = Self.mbox.count / 2
        try #require(FileHandle(forWritingAtPath: path)).truncate(atOffset: UInt64(half))
        let outcome = running.finish()
        #expect(outcome.status == 2)
        #expect(outcome.errorText == "inward: \(path): became shorter while it was read; read up to byte \(half)\n")
        let lines = outcome.lines
        #expect(lines.count > Self.count / 3 && lines.count < Self.count)
        let last = try JSON.read(try #require(lines.last).utf8)
        #expect((last["offset"]?.number ?? 0) + (last["bytes"]?.number ?? 0) == Double(half))
    }
}
