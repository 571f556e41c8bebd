import Testing

@Suite("formats: CSV") struct CSVTests {
    let scratch: Scratch
    let inward = Tool()

    init() throws { scratch = try Scratch() }

    @Test("has one row a finding, and with --all one for a message without")
    func rows() throws {
        let path = try scratch.write("box.mbox", Samples.mbox)
        for flags in [[], ["--all"]] {
            let records = try Records.read(try inward.run(["scan", "--format", "jsonl"] + flags + [path]))
            let expected = records.flatMap { record in
                let findings = (record["findings"] as? [Any])?.count ?? 0
                return [String](repeating: "\(record["index"] ?? "")", count: max(1, findings))
            }
            let rows = try #require(CSV.read(try inward.run(["scan", "--format", "csv"] + flags + [path]).text))
            let header = try #require(rows.first)
            #expect(Set(header).count == header.count)
            #expect(rows.allSatisfy { $0.count == header.count })
            let index = try #require(header.firstIndex(of: "index"))
            #expect(rows.dropFirst().map { $0[index] } == expected)
        }
    }

    @Test("says the same of a finding as JSON Lines")
    func sameAsJSON() throws {
        let input = Array(Mails.mail(Mails.health).utf8)
        let record = try JSON.read(try inward("scan", "-", input: input).output)
        let rows = try #require(CSV.read(try inward("scan", "--format", "csv", "-", input: input).text))
        let cells = Dictionary(uniqueKeysWithValues: zip(try #require(rows.first), try #require(rows.last)))
        let finding = try #require(record["findings"]?[0])
        for name in ["rule", "category", "polarity", "about", "part", "where", "excerpt"] {
            #expect(cells[name] == finding[name]?.string)
        }
        for name in ["start", "end", "confidence"] { #expect(Double(cells[name] ?? "") == finding[name]?.number) }
        for name in ["source", "kind", "message_id", "from", "subject", "language", "disposition"] {
            #expect(cells[name] == record[name]?.string)
        }
    }

    @Test("commas, quotes and formulas in what a sender chose stay in their cell", arguments: ["=", "+", "-", "@"])
    func hostileCells(sign: String) throws {
        let id = "\(sign)HYPERLINK(\\\"http://x.example\\\",\\\"y\\\")"
        let line = "{\"id\":\"\(id)\",\"fields\":{\"message\":\"\(Mails.health)\"}}\n"
        let outcome = try inward("scan", "--format", "csv", "--input", "jsonl", "-", input: Array(line.utf8))
        let rows = try #require(CSV.read(outcome.text))
        let column = try #require(rows.first?.firstIndex(of: "id"))
        #expect(rows.count == 2)
        #expect(rows.last?[column] == "'\(sign)HYPERLINK(\"http://x.example\",\"y\")")
    }
}
