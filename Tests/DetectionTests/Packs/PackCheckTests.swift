import Messages
import Testing

@testable import Detection

@Suite("Examples and counterexamples")
struct PackCheckTests {
    private func check(_ rules: String, more: [String: String] = [:]) throws -> PackCheck.Result {
        PackCheck(try SmallPack.detector(["en/health.yaml": "category: health\nrules:\n" + rules].merging(more) { $1 }))
            .run()
    }

    @Test("A rule that holds its examples and counterexamples passes")
    func passing() throws {
        let result = try check(
            """
              - {id: health.a, terms: [lupus, gout], prior: -1, examples: [I have lupus.], counterexamples: [A lupus insurance., Nothing.]}
              - {id: health.b, fields: [allergies], prior: 0.5, examples: [{field: Allergies, text: nuts}], counterexamples: [{field: Allergies, text: n/a}, {field: Name, text: nuts}]}
            """)
        #expect(result.mistakes == [])
        #expect(result.rules == 2 && result.terms == 2 && result.examples == 6)
    }

    @Test("Each failing example is named with its line, and what the rule gave it")
    func failing() throws {
        let result = try check(
            """
              - id: health.a
                terms: [lupus]
                prior: -1
                examples:
                  - I have lupus.
                  - My wife is ill.
                  - A lupus insurance.
                counterexamples:
                  - No word of it.
                  - I have lupus.
            """)
        #expect(result.mistakes.map(\.line) == [8, 9, 12])
        #expect(result.mistakes.allSatisfy { $0.file == "en/health.yaml" })
        let messages = result.mistakes.map(\.message)
        #expect(messages[0] == "rule health.a: an example fails: the rule does not hit it; at least 0.5 is asked")
        // Prior −1, topic −1.5 and near −0.75: 1 / (1 + e^3.25).
        #expect(messages[1] == "rule health.a: an example fails: the rule gives it 0.037; at least 0.5 is asked")
        // Prior −1, person 1 and near 0.5: 1 / (1 + e^−0.5).
        #expect(messages[2] == "rule health.a: a counterexample fails: the rule gives it 0.622; below 0.5 is asked")
    }

    @Test("Another rule's hit does not help")
    func ownHits() throws {
        let result = try check(
            """
              - {id: health.a, terms: [lupus], prior: 2, examples: [My lupus], counterexamples: [x]}
              - {id: health.b, terms: [gout], prior: 2, examples: [My lupus], counterexamples: [My lupus]}
            """)
        #expect(result.mistakes.map(\.line) == [4])
    }

    @Test("Flags are tried at even odds, and rules of `any` in every language")
    func flagsAndAny() throws {
        let flags = """
            flags:
              danger:
                rules:
                  - {id: danger.a, terms: [harm], prior: 0.1, examples: [harm], counterexamples: [harm at all]}
            """
        let any = SmallPack.file("health", SmallPack.rule("health.any", "terms: [one], prior: 1"))
        let result = try check(
            SmallPack.rule("health.a", "terms: [one], prior: 1"),
            more: ["en/flags.yaml": flags, "any/health.yaml": any])
        #expect(result.rules == 3)
        #expect(result.mistakes.map(\.file) == ["en/flags.yaml"])
    }
}
