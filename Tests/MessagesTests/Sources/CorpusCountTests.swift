import Foundation
import Testing

@testable import Messages

/// Counts of messages in public corpora that nobody of this project wrote.
@Suite("Sources of the corpora")
struct CorpusCountTests {
    private static let corpora = ProcessInfo.processInfo.environment["INWARD_CORPORA"]

    private func count(_ path: String, format: InputFormat = .auto) throws -> [Int] {
        let (files, problems) = InputExpansion.expand(paths: [path])
        #expect(problems.isEmpty)
        return try files.map { file in
            let reader = try InputReader(file: file, format: format)
            var count = 0
            while let batch = reader.next() { count += batch.messages.count }
            #expect(reader.problems.isEmpty)
            #expect(reader.totalBytes == reader.bytesConsumed)
            return count
        }
    }

    @Test("An mbox has as many messages as its archive had files", arguments: [("ham", 4_150), ("spam", 1_896)])
    func mboxCounts(name: String, expected: Int) throws {
        guard let corpora = Self.corpora else { return print("not run: mboxCounts: INWARD_CORPORA is not set") }
        #expect(try count("\(corpora)/mail/\(name).mbox") == [expected])
    }

    @Test("Every .eml file is one message, however odd, in its folder and by itself")
    func emlCounts() throws {
        guard let corpora = Self.corpora else { return print("not run: emlCounts: INWARD_CORPORA is not set") }
        let inFolder = try count("\(corpora)/mime/eml")
        #expect(inFolder.count == 506)
        #expect(inFolder.allSatisfy { $0 == 1 })
        for file in InputExpansion.expand(paths: ["\(corpora)/mime/eml"]).files {
            #expect(try count(file.path) == [1])
        }
    }

    @Test("A labelled corpus is recognised by its content and has a record a line")
    func lineCounts() throws {
        guard let corpora = Self.corpora else { return print("not run: lineCounts: INWARD_CORPORA is not set") }
        #expect(try count("\(corpora)/labelled/inbox-check.jsonl") == [200])
        #expect(try count("\(corpora)/worlds") == Array(repeating: 200, count: 10))
    }
}
