import Foundation
import Messages
import Testing

@testable import Detection

@Suite("From features to log-odds")
struct ScorerTests {
    private func logOdds(_ text: String, weights: String? = nil) throws -> Double {
        var files = [
            "en/cues.yaml": SmallPack.cues,
            "en/health.yaml": SmallPack.file(
                "health", SmallPack.rule("health.a", "terms: [lupus, gout], prior: -0.5"),
                SmallPack.rule("health.b", "pattern: 'signed off sick', terms: [flu]")),
        ]
        files["en/weights.yaml"] = weights
        let folder = try PackFolder(files)
        let detector = try Detector(patterns: .load(path: folder.path))
        return try #require(detector.judged(mail(text)).first).logOdds
    }

    @Test("Without weights: prior and the starting weights of what holds")
    func unfitted() throws {
        #expect(abs(try logOdds("lupus") + 0.5) < 1e-9)
        // person.first 1, near half of it again.
        #expect(abs(try logOdds("I have lupus") - (-0.5 + 1 + 0.5)) < 1e-9)
        #expect(abs(try logOdds("insurance for lupus") - (-0.5 - 1.5 - 0.75)) < 1e-9)
    }

    /// The plugs of the small pack, as a fitted file names them.
    private static let plugs =
        "version: 1\nplugs: " + """
            {propose.anchors: 1, propose.answers: 1, propose.sentences: 1, evidence.person: 1, evidence.denial: 1, evidence.topic: 1,
              evidence.clinical: 1, evidence.place: 1, evidence.bulk: 1, evidence.company: 1, evidence.span: 1, evidence.message: 1,
              evidence.sentence: 1}

            """

    @Test("With weights: rule, term, feature, and what the category adds")
    func fitted() throws {
        let text =
            Self.plugs + """
                rules: {health.a: 0.25}
                terms: {"health.a: gout": 0.125}
                features: {person.first: 2, person.first@health: 0.5, person.first@union: 9, person.first.near: 0}
                """
        #expect(abs(try logOdds("lupus", weights: text) - 0.25) < 1e-9)
        #expect(abs(try logOdds("gout", weights: text) - 0.375) < 1e-9)
        #expect(abs(try logOdds("I have gout", weights: text) - (0.375 + 2.5)) < 1e-9)
        // A rule without fitted weight keeps its prior; terms are numbered through patterns.
        #expect(abs(try logOdds("flu", weights: text)) < 1e-9)
        #expect(abs(try logOdds("signed off sick", weights: text)) < 1e-9)
    }

    @Test("Confidence is the probability in the stated mailbox")
    func confidence() throws {
        let text =
            Self.plugs + """
                rules: {health.a: 1}
                rates: {true-share: 0.5, true-per-holding: 1, false-per-holding: 1, per-innocent-email: 2, per-innocent-form: 1}
                """
        let folder = try PackFolder([
            "en/cues.yaml": SmallPack.cues, "en/weights.yaml": text,
            "en/health.yaml": SmallPack.file("health", SmallPack.rule("health.a", "terms: [lupus]")),
        ])
        let detector = try Detector(patterns: .load(path: folder.path))
        // p = 0.2: q = 0.2 / (0.4 + 1.6) = 0.1, so odds of e · (1/9) / 1.
        let expected = exp(1.0) / 9 / (1 + exp(1.0) / 9)
        let finding = try #require(detector.assess(mail("lupus"), prevalence: 0.2).findings.first)
        #expect(abs(finding.confidence - expected) < 1e-9)
        #expect(detector.assess(mail("lupus"), floor: expected + 0.01, prevalence: 0.2).findings.isEmpty)
        #expect(detector.assess(mail("lupus"), floor: expected - 0.01, prevalence: 0.2).findings.count == 1)
    }
}
