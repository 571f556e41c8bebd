import Foundation
import Testing

@Suite("golden: outputs") struct OutputTests {
    let scratch: Scratch
    let inward = Tool(folder: Repository.fixtures)

    init() throws { scratch = try Scratch() }

    /// Runs lines and compares all that came of them.
    private func expect(_ lines: [[String]], _ name: String, at location: SourceLocation = #_sourceLocation) throws {
        let text = try lines.map { Golden.transcript($0, try inward.run($0)) }.joined(separator: "\n")
        try Golden.expect(text, name, at: location)
    }

    @Test("patterns list and check")
    func patterns() throws {
        try expect(
            [["patterns", "list", "--patterns", "patterns"], ["patterns", "check", "--patterns", "patterns"]],
            "patterns")
    }

    @Test("patterns check names file and line of what fails")
    func brokenPatterns() throws {
        let broken = ["failing", "unknown-key", "no-example", "no-anchor"]
        try expect(broken.map { ["patterns", "check", "--patterns", "broken-patterns/\($0)"] }, "patterns-broken")
    }

    @Test("explain shows findings, denials and what is no finding, with the evidence")
    func explain() throws {
        try expect(
            [
                ["explain", "--patterns", "patterns", "I have diabetes and pay my union dues. I was never convicted."],
                ["explain", "--patterns", "patterns", "--prevalence", "0.01", "My son has asthma."],
                ["explain", "--patterns", "patterns", "The chairs are here."],
                ["explain", "--patterns", "patterns", "--field", "Diet", "gluten free"],
                [
                    "explain", "--patterns", "patterns", "--categories", "union",
                    "I have diabetes and pay my union dues.",
                ],
                ["explain", "--patterns", "patterns", "I want to end my life."],
            ], "explain")
    }

    @Test("policy show and check")
    func policy() throws {
        try expect(
            [
                ["policy", "check", "--policy", "patterns/policy.yaml"],
                ["policy", "show", "--policy", "patterns/policy.yaml"],
            ], "policy")
    }

    @Test("policy check names every mistake with its file and line")
    func policyMistakes() throws {
        try expect(
            [["policy", "check", "--policy", "mistakes.yaml"], ["policy", "check", "--policy", "no-such.yaml"]],
            "policy-mistakes")
    }

    @Test("a scan as text, and its cases in the queue")
    func queue() throws {
        let store = scratch("store")
        let scan = ["scan", "--queue", "--format", "text", "--store", store, "box.mbox"]
        var text = Golden.transcript(scan, try inward.run(scan))
        for words in [
            ["queue", "list"], ["queue", "next"], ["queue", "list", "--queue", "none"], ["queue", "claim", "2"],
        ] {
            let arguments = words + ["--store", store]
            text += "\n" + Golden.transcript(arguments, try inward.run(arguments))
        }
        let numbers = try CaseList(inward, store).numbers
        // The more urgent first, by the deadlines of the fixture's policy.
        #expect(try CaseList(inward, store).entries.map { $0["level"] } == ["2", "1"])
        let show = ["case", "show", numbers[0], "--depth", "snippet", "--reason", "duty", "--store", store]
        text += "\n" + Golden.transcript(show, try inward.run(show))
        try Golden.expect(try settled(text, numbers), "queue")
    }

    /// Without what is another in every run: case numbers, times, the store's place.
    private func settled(_ text: String, _ numbers: [String]) throws -> String {
        var text = numbers.reduce(text) { $0.replacing($1, with: "CASE-NO") }
        text = text.replacing(scratch.path, with: "SCRATCH")
        text = text.replacing(try Regex(#"\d{4}-\d\d-\d\d \d\d:\d\dZ"#), with: "YYYY-MM-DD HH:MMZ")
        text = text.replacing(try Regex(#"\d{4}-\d\d-\d\d"#), with: "YYYY-MM-DD")
        return text.replacing(try Regex(#"in \d+\.\d s\n"#), with: "in N.N s\n")
    }
}
