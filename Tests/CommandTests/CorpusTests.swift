import Foundation
import Testing

@Suite("corpus: a record for every message of real mail") struct CorpusTests {
    let inward = Tool()

    /// The folder of corpora, or nil and a line that says so.
    private func corpora(_ test: String) -> String? {
        let path = ProcessInfo.processInfo.environment["INWARD_CORPORA"]
        if path == nil { print("not run: \(test): INWARD_CORPORA is not set") }
        return path
    }

    @Test("an mbox has its records in order", arguments: [("ham.mbox", 4_150), ("spam.mbox", 1_896)])
    func mbox(name: String, count: Int) throws {
        guard let corpora = corpora("an mbox has its records in order: \(name)") else { return }
        let outcome = try inward("scan", "--format", "jsonl", "--all", "\(corpora)/mail/\(name)")
        #expect(outcome.errors.isEmpty)
        let records = try Records.read(outcome)
        #expect(records.count == count)
        #expect(records.map { $0["index"] as? Int } == Array(0..<count))
        let offsets = records.compactMap { $0["offset"] as? Int }
        #expect(offsets.count == count)
        #expect(zip(offsets, offsets.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("every .eml file has one record, of its whole length but for a From line")
    func mails() throws {
        guard let corpora = corpora("every .eml file has one record, of its whole length but for a From line") else {
            return
        }
        let folder = "\(corpora)/mime/eml"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let outcome = try inward("scan", "--format", "jsonl", "--all", folder)
        let records = try Records.read(outcome)
        let sizes = try names.reduce(into: [String: Int]()) { sizes, name in
            sizes["\(folder)/\(name)"] =
                try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int
        }
        #expect(records.count == names.count)
        for record in records {
            let end = (record["offset"] as? Int ?? 0) + (record["bytes"] as? Int ?? 0)
            #expect(end == sizes[record["source"] as? String ?? ""])
        }
    }

    @Test("records of real mail keep to the schema")
    func schema() throws {
        guard let corpora = corpora("records of real mail keep to the schema") else { return }
        let validator = try SchemaValidator(path: Repository.recordSchema)
        let outcome = try inward("scan", "--format", "jsonl", "--all", "\(corpora)/mime/eml")
        for line in outcome.lines {
            let mistakes = validator.mistakes(in: try JSON.read(line.utf8))
            #expect(mistakes.isEmpty)
        }
    }
}
