import Foundation
import Testing

@Suite("scan: many threads, one order") struct ScanOrderTests {
    /// Several windows of input, so that threads have something to share.
    static let count = 12_000
    static let mbox = Array(Mails.longMbox(count).utf8)

    let scratch: Scratch
    let inward = Tool()
    let path: String

    init() throws {
        scratch = try Scratch()
        path = try scratch.write("long.mbox", Self.mbox)
    }

    @Test("records come in the order of the input, one for every message")
    func order() throws {
        let outcome = try inward("scan", "--all", path)
        let lines = outcome.lines
        #expect(lines.count == Self.count)
        for (index, line) in lines.enumerated() where !isRecord(line, index) {
            Issue.record("record \(index) is not that of message \(index)")
        }
    }

    /// Whether a line has the record of a message, by its position and its Message-ID.
    private func isRecord(_ line: String, _ index: Int) -> Bool {
        line.utf8.starts(with: "{\"source\":\"\(path)\",\"index\":\(index),".utf8)
            && Data(line.utf8).range(of: Data("\"message_id\":\"<\(index)@sender.example>\"".utf8)) != nil
    }

    @Test("one thread and four write the same bytes in every format", arguments: ["jsonl", "csv", "sarif"])
    func jobs(format: String) throws {
        let alone = try inward("scan", "--format", format, "--jobs", "1", path)
        let four = try inward("scan", "--format", format, "--jobs", "4", path)
        #expect(alone.status == 1 && four.status == 1)
        #expect(alone.output.count > Self.count)
        #expect(alone.output == four.output)
    }
}
