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
}
