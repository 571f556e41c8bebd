import Testing

@Suite("formats: SARIF") struct SARIFTests {
    let scratch: Scratch
    let inward = Tool()

    init() throws { scratch = try Scratch() }

    @Test(
        "is one log with a result for each finding, whatever else is in the input",
        arguments: [[], ["--all"], ["--categories", "politics"]])
    func log(flags: [String]) throws {
        let path = try scratch.write("the box, ü.mbox", Samples.mbox)
        let outcome = try inward.run(["scan", "--format", "sarif"] + flags + [path])
        let log = try JSON.read(outcome.output)
        #expect(log["version"]?.string == "2.1.0")
        #expect(log["$schema"]?.string?.hasSuffix("sarif-2.1.0.json") == true)
        #expect(log["runs"]?.array?.count == 1)
        let run = try #require(log["runs"]?[0])
        #expect(run["tool"]?["driver"]?["name"]?.string == "inward")
        #expect(run["columnKind"]?.string == "unicodeCodePoints")
        let results = try #require(run["results"]?.array)
        let records = try Records.read(try inward.run(["scan", "--format", "jsonl"] + flags + [path]))
        #expect(results.count == records.reduce(0) { $0 + (($1["findings"] as? [Any])?.count ?? 0) })
        for result in results { expectResult(result) }
    }

    private func expectResult(_ result: JSON) {
        #expect(result["message"]?["text"]?.string?.isEmpty == false)
        #expect(result["ruleId"]?.string?.isEmpty == false)
        #expect(["none", "note", "warning", "error"].contains(result["level"]?.string ?? ""))
        let location = result["locations"]?[0]?["physicalLocation"]
        #expect(location?["artifactLocation"]?["uri"]?.string?.hasSuffix("/the%20box%2C%20%C3%BC.mbox") == true)
        #expect(location?["region"]?["byteOffset"]?.number ?? -1 >= 0)
        #expect(location?["region"]?["byteLength"]?.number ?? -1 > 0)
    }

    @Test("several files with a finding each make one log")
    func severalFiles() throws {
        let paths = try (0..<4).map {
            try scratch.write("\($0).eml", Mails.bytes($0 == 1 ? Mails.plain : Mails.health))
        }
        let log = try JSON.read(try inward.run(["scan", "--format", "sarif", "--all"] + paths).output)
        #expect(log["runs"]?[0]?["results"]?.array?.count == 3)
    }
}
