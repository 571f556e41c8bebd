import Foundation
import Messages
import Testing

@testable import Detection

@Suite("Training")
struct TrainingTests {
    private func detector() throws -> Detector {
        try SmallPack.detector([
            "en/health.yaml": """
            category: health
            rules:
              - {id: health.a, terms: [lupus, gout], fields: [allergies], examples: [My lupus.], counterexamples: [Lupus insurance.]}
              - {id: health.never, terms: [xyzzy], examples: [one], counterexamples: [other]}
            """
        ])
    }

    private func corpus() throws -> [LabelledMessage] {
        let lines = [
            #"{"id":"1","body":"I have lupus.","labels":["health"],"spans":[{"text":"have lupus","category":"health"}]}"#,
            #"{"id":"2","body":"I have gout. The lupus insurance.","labels":["health"],"spans":[{"text":"gout","category":"health"}]}"#,
            #"{"id":"3","body":"Your lupus insurance.","labels":[]}"#,
            #"{"id":"4","body":"An insurance.","labels":[]}"#,
            #"{"id":"5","kind":"form","fields":{"Allergies":"yes I have"},"labels":[]}"#,
            #"{"id":"6","kind":"form","fields":{"Other":"nothing"},"labels":[]}"#,
            #"{"id":"7","kind":"form","fields":{"Other":"nothing"},"labels":[]}"#,
            #"{"id":"8","kind":"form","fields":{"Other":"nothing"},"labels":[]}"#,
            #"{"id":"9","body":"My lupus is back, my lupus.","labels":["health"],"spans":[{"text":"My lupus","category":"health"}]}"#,
        ]
        let folder = try PackFolder(["corpus.jsonl": lines.joined(separator: "\n")])
        return try LabelledMessage.load(path: "\(folder.path)/corpus.jsonl")
    }

    @Test("Rates are counted in the fit worlds")
    func rates() throws {
        let training = try #require(Training(detector: try detector(), language: "en"))
        let result = training.fit(try corpus(), innocentMail: 3.5)
        // Candidates: 1, 2, 1, 0, one answer, none, none, none, 2; true: one each in 1, 2 and 9.
        #expect(result.messages == 9 && result.candidates == 7 && result.trueCandidates == 3)
        let rates = result.weights.rates
        #expect(abs(rates.trueShare - 3.0 / 7) < 1e-9)
        #expect(rates.truePerHolding == 1 && abs(rates.falsePerHolding - 2.0 / 3) < 1e-9)
        #expect(rates.perInnocentForm == 0.25 && rates.perInnocentEmail == 3.5)
        var counted = MailCandidates()
        training.count(mail("lupus and gout"), into: &counted)
        training.count(mail("nothing"), into: &counted)
        #expect(counted.messages == 2 && counted.perMail == 1)
    }

    @Test("What real mail holds is kept where it was not measured")
    func keptRates() throws {
        let training = try #require(Training(detector: try detector(), language: "en"))
        #expect(
            training.fit(try corpus(), innocentMail: nil).weights.rates.perInnocentEmail
                == CandidateRates().perInnocentEmail)
    }

    @Test("The same worlds give the same file")
    func deterministic() throws {
        let texts = try (0..<2).map { _ in
            try #require(Training(detector: try detector(), language: "en")).fit(try corpus(), innocentMail: 1).weights
                .text(header: "x")
        }
        #expect(texts[0] == texts[1])
    }

    @Test("Weights move towards the labels, and what no message holds is left out")
    func direction() throws {
        let weights = try #require(Training(detector: try detector(), language: "en")).fit(
            try corpus(), innocentMail: 1
        ).weights
        #expect((weights.features["topic.trade"] ?? 0) < -1.5)
        #expect(weights.rules["health.never"] == nil)
        #expect(weights.features.keys.allSatisfy { $0.contains(".") })
        #expect(
            weights.features.keys.contains { $0.hasSuffix("@health") }
                && !weights.features.keys.contains { $0.hasSuffix("@union") })
    }

    @Test("A strong pull leaves everything where it starts")
    func strength() throws {
        var training = try #require(Training(detector: try detector(), language: "en"))
        training.strength = 1e9
        let weights = training.fit(try corpus(), innocentMail: 1).weights
        #expect(weights.rules.isEmpty && weights.features.isEmpty && weights.terms.isEmpty)
    }

    @Test("There is no training of a language that is not there")
    func language() throws { #expect(Training(detector: try detector(), language: "xx") == nil) }
}
