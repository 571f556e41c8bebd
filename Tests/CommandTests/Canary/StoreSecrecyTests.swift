import Foundation
import Testing

@Suite("store: nothing of a message stands in the clear") struct StoreSecrecyTests {
    let scratch: Scratch
    let inward = Tool()

    init() throws { scratch = try Scratch() }

    /// What a message has that names people and things: all to be sealed.
    static let marks = [
        "uniquesender", "uniquehost", "uniquerecipient", "uniqueoffice", "uniquesubject", "uniqueidentifier",
        "uniquefile", "uniqueword",
        "uniquename", "uniquefield", "uniqueform", "uniqueremark", "uniquesource", "uniquedestination",
    ]

    private static func mail(_ number: Int) -> String {
        Mails.mail(
            "--b\n\nI have diabetes. uniqueword\n--b\nContent-Type: application/pdf; name=uniquefile.pdf\n\nx\n--b--\n",
            from: "Uniquename <uniquesender@uniquehost.example>", to: "uniquerecipient@uniqueoffice.example",
            subject: "uniquesubject",
            id: "<uniqueidentifier-\(number)@uniquehost.example>",
            headers: ["Content-Type: multipart/mixed; boundary=b"])
    }

    private func expectSealed(at location: SourceLocation = #_sourceLocation) {
        let files = scratch.everyFile().filter { $0.key.hasPrefix("store/") }
        #expect(!files.isEmpty, sourceLocation: location)
        for (name, bytes) in files {
            let lower = Data(bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
            let found = Self.marks.filter { lower.range(of: Data($0.utf8)) != nil || name.lowercased().contains($0) }
            #expect(found == [], "in \(name)", sourceLocation: location)
        }
    }

    @Test("while a scan writes: database, write-ahead log and blobs")
    func whileWriting() throws {
        let path = try scratch.write("uniquesource.mbox", Mails.mbox((0..<600).map(Self.mail)))
        let running = try inward.start(["scan", "--queue", "--store", scratch("store"), path], holdsOutput: true)
        // The cases are committed before their records, which fill the pipe, are written.
        running.waitForFullPipe()
        #expect(scratch.everyFile().keys.contains("store/inward.sqlite-wal"))
        expectSealed()
        #expect(running.finish().status == 1)
        expectSealed()
    }

    @Test("after forms, looks, verdicts and decisions with a free text")
    func afterCasework() throws {
        let store = scratch("store")
        let form =
            #"{"id":"uniqueform","from":"uniquesender@uniquehost.example","subject":"uniquesubject","fields":{"uniquefield":"I have diabetes. uniqueword"}}"#
        let forms = try scratch.write("uniquesource.jsonl", form + "\n")
        _ = try inward("scan", "--queue", "--store", store, forms)
        let arguments = [
            "filter", "--on-quarantine", "vault", "--sender", "uniquesender@uniquehost.example", "--recipient",
            "uniquerecipient@uniqueoffice.example",
        ]
        let filtered = Self.mail(1) + String(repeating: "uniqueword\n", count: 10_000)
        #expect(try inward.run(arguments + ["--store", store], input: Array(filtered.utf8)).status == 99)
        let cases = try CaseList(inward, store).entries
        #expect(cases.count == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: store + "/blobs").count == 1)
        for entry in cases {
            let number = try #require(entry["case"])
            _ = try inward("case", "claim", number, "--store", store)
            _ = try inward("case", "show", number, "--depth", "message", "--reason", "duty", "--store", store)
            _ = try inward("case", "verdict", number, "1", "right", "--store", store)
            let place = entry["source"] == "filter" ? ["--to", scratch("uniquedestination.eml")] : []
            let outcome = try inward.run(
                ["case", "decide", number, "release", "--why", "not-needed", "--text-file", "-", "--store", store]
                    + place,
                input: Array("uniqueremark".utf8))
            #expect(outcome.status == 0)
            expectSealed()
        }
    }

    @Test("folders are open to their owner alone, and so are the files in them")
    func modes() throws {
        let path = try scratch.write("a.eml", Self.mail(1) + String(repeating: "x\n", count: 50_000))
        _ = try inward("scan", "--queue", "--store", scratch("store"), path)
        for name in ["store"] + scratch.everyPath(below: "store") {
            let attributes = try FileManager.default.attributesOfItem(atPath: scratch(name))
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600))
        }
    }
}
