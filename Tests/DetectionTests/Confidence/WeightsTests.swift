import Foundation
import Testing

@testable import Detection

@Suite("Weights file")
struct WeightsTests {
    private func load(_ text: String) throws -> Weights {
        let folder = try PackFolder(["en/weights.yaml": text])
        return try Weights.load(path: "\(folder.path)/en/weights.yaml", name: "en/weights.yaml")
    }

    @Test("What is written is read again, whatever the words")
    func roundTrip() throws {
        var weights = Weights()
        weights.plugs = ["propose.anchors": 1, "evidence.person": 3]
        weights.rules = ["health.a": -1.25, "model.question": 0.5]
        weights.terms = ["health.a: x: y \"z\" \\ # {}": 1.5, "health.a: é 'q'": -0.001, "health.b: - no": 2]
        weights.features = ["person.first": 0.75, "person.first@health": -0.25]
        weights.fit = [("worlds", "10: w01 \"x\""), ("date # of", "2026-05-01")]
        weights.rates.trueShare = 0.375
        weights.rates.perInnocentForm = 2.5
        let read = try load(weights.text(header: "Fitted.\nBy nobody"))
        #expect(read.plugs == weights.plugs && read.rules == weights.rules && read.terms == weights.terms)
        #expect(read.features == weights.features && read.rates == weights.rates)
        #expect(read.fit.map(\.0) == weights.fit.map(\.0) && read.fit.map(\.1) == weights.fit.map(\.1))
        #expect(weights.text(header: "Fitted.\nBy nobody").hasPrefix("# Fitted.\n# By nobody\nversion: 1\n"))
    }

    @Test("Weights of nothing are a file too")
    func empty() throws {
        let read = try load(Weights().text(header: ""))
        #expect(read.plugs.isEmpty && read.rules.isEmpty && read.fit.isEmpty && read.rates == CandidateRates())
    }

    @Test("Lines are sorted, with three decimals")
    func order() {
        var weights = Weights()
        weights.rules = ["b": 1.23456, "a": -2, "c": 0]
        #expect(weights.text(header: "x").contains("rules:\n  \"a\": -2.000\n  \"b\": 1.235\n  \"c\": 0.000\n"))
    }

    @Test(
        "Mistakes have file and line",
        arguments: [
            ("version: 2", 1, "'version:' should be 1"), ("version: 1\nrules:\n  a: x", 3, "should be a number"),
            ("version: 1\nplugs:\n  a: 1.5", 3, "should be a whole number"),
            ("version: 1\nrule: {}", 2, "did you mean 'rules'?"),
            ("version: 1\nrules:\n  a: .nan", 3, "should be a number"),
            ("version: 1\nrules: {a: 1, a: 2}", 2, "stands twice"),
        ])
    func mistakes(_ text: String, _ line: Int, _ message: String) {
        let found = mistake { _ = try load(text) }
        #expect(found?.file == "en/weights.yaml" && found?.line == line)
        #expect(found?.message.contains(message) == true)
    }

    @Test("A cue family added by hand needs no new fit, one taken away does")
    func cueFamilies() throws {
        let folder = try PackFolder([
            "en/cues.yaml": SmallPack.cues,
            "en/health.yaml": SmallPack.file("health", SmallPack.rule("health.a", "terms: [lupus]")),
        ])
        func detector() throws -> Detector { try Detector(patterns: .load(path: folder.path)) }
        let training = try #require(Training(detector: try detector(), language: "en"))
        let text = training.fit([], innocentMail: nil).weights.text(header: "x")
        try folder.write("en/weights.yaml", Data(text.utf8))
        let added = "families:\n  new:\n    groups:\n      g: {weight: 3, cues: [lately]}\n"
        let families = SmallPack.cues.replacingOccurrences(of: "families:\n", with: added)
        try folder.write("en/cues.yaml", Data(families.utf8))
        let judged = try detector().judged(mail("lately lupus"))
        #expect(judged[0].features.contains("new.g") && judged[0].logOdds >= 3)
        let fewer = SmallPack.cues.replacingOccurrences(of: "  topic:", with: "  subject:")
        try folder.write("en/cues.yaml", Data(fewer.utf8))
        #expect(
            mistake { _ = try detector() }?.message.contains("evidence.topic version 1, but it is not here") == true)
    }

    @Test("Weights are left aside where that is asked for")
    func withoutWeights() throws {
        let folder = try PackFolder(["en/weights.yaml": "version: 7"])
        #expect(mistake { _ = try PatternFolder.load(path: folder.path) } != nil)
        #expect(try PatternFolder.load(path: folder.path, weights: false).packs[0].weights == nil)
    }
}
