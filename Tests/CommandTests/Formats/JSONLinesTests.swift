import Testing

@Suite("formats: JSON Lines") struct JSONLinesTests {
    let scratch: Scratch
    let inward = Tool()

    init() throws { scratch = try Scratch() }

    @Test(
        "every record keeps to docs/record.schema.json",
        arguments: [[], ["--all"], ["--all", "--reveal"], ["--pseudonyms"]])
    func schema(flags: [String]) throws {
        let mbox = try scratch.write("box.mbox", Samples.mbox)
        let forms = try scratch.write("forms.jsonl", Samples.forms)
        let outcome = try inward.run(
            ["scan", "--format", "jsonl", "--store", scratch("store")] + flags + [mbox, forms])
        let validator = try SchemaValidator(path: Repository.recordSchema)
        #expect(outcome.lines.count >= 6)
        for line in outcome.lines {
            let mistakes = validator.mistakes(in: try JSON.read(line.utf8))
            #expect(mistakes.isEmpty)
        }
    }

    @Test("the validator of these tests finds what is wrong")
    func validator() throws {
        let validator = try SchemaValidator(path: Repository.recordSchema)
        let outcome = try inward("scan", "-", input: Mails.bytes(Mails.health))
        let good = try #require(outcome.lines.first)
        #expect(validator.mistakes(in: try JSON.read(good.utf8)).isEmpty)
        let spoiled = [
            ("\"index\":0", "\"index\":-1"), ("\"index\":0", "\"index\":0.5"),
            ("\"kind\":\"email\"", "\"kind\":\"mail\""),
            ("\"offset\":0,", ""), ("\"flags\":[]", "\"flags\":[\"x\"]"),
            ("\"flags\":[]", "\"flags\":[\"child\",\"child\"]"),
            ("\"health\":", "\"wealth\":"), ("\"kind\"", "\"id\":\"7\",\"kind\""),
            ("\"part\":\"1\"", "\"part\":\"one\""),
            ("\"explicit\":true", "\"explicit\":1"), ("\"problems\":[]", "\"problems\":[\"\"]"),
            ("\"bytes\"", "\"more\":1,\"bytes\""),
        ]
        for (right, wrong) in spoiled {
            let bad = good.replacing(right, with: wrong)
            #expect(bad != good)
            #expect(!validator.mistakes(in: try JSON.read(bad.utf8)).isEmpty)
        }
    }

    @Test("start and end are the scalars of the finding in its decoded place")
    func positions() throws {
        let body = "Zoë 👩‍💻 schrieb: I have diabetes."
        let outcome = try inward(
            "scan", "--reveal", "-", input: Mails.bytes(body, headers: ["Content-Type: text/plain; charset=utf-8"]))
        let finding = try #require(try JSON.read(outcome.output)["findings"]?[0])
        let scalars = Array(body.unicodeScalars)
        let (start, end) = (Int(finding["start"]?.number ?? 0), Int(finding["end"]?.number ?? 0))
        try #require(start < end && end <= scalars.count)
        #expect(String(String.UnicodeScalarView(scalars[start..<end])) == "diabetes")
        #expect(finding["excerpt"]?.string == "diabetes")
    }

    @Test("masked, a finding is its category in brackets, the subject [masked], evidence families without words")
    func masked() throws {
        let outcome = try inward("scan", "-", input: Mails.bytes(Mails.health))
        let record = try JSON.read(outcome.output)
        #expect(record["subject"]?.string == "[masked]")
        #expect(record["findings"]?[0]?["excerpt"]?.string == "[health]")
        for evidence in record["findings"]?[0]?["evidence"]?.array ?? [] {
            #expect(evidence["words"] == nil)
            #expect(evidence["feature"]?.string?.contains(".") == false)
        }
    }
}
