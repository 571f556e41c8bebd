import Messages
import Testing

@testable import Detection

@Suite("Cues around a hit")
struct CueFamilyTests {
    private func features(_ text: String, _ keys: String = "terms: [lupus]") throws -> [String] {
        let judged = try SmallPack.detector(health: SmallPack.rule("health.a", keys)).judged(mail(text))
        return try #require(judged.first).features
    }

    @Test(
        "A cue is a feature in the sentence, and another near the hit",
        arguments: [
            ("I have lupus.", ["person.first", "person.first.near"]),
            ("I have been told by many other people that it is lupus.", ["person.first"]),
            ("lupus was found by my team.", ["person.first", "person.first.near"]),
            ("Nothing of it. The lupus there.", []), ("The lupus there. I know.", []),
            ("I was there. The lupus is back.", ["person.first.previous"]),
            ("I was there.\n\nThe lupus is back.", []),
            ("My wife and I have lupus.", ["person.kin", "person.kin.near", "person.first", "person.first.near"]),
            ("My insurance covers lupus.", ["person.first", "person.first.near", "topic.trade", "topic.trade.near"]),
            ("An insurance.  The lupus is back.", []),
        ] as [(String, [String])])
    func places(_ text: String, _ expected: [String]) throws {
        let found = try features(text).filter { $0.hasPrefix("person.") || $0.hasPrefix("topic.") }
        #expect(found.sorted() == expected.sorted())
    }

    @Test("A group counts once, however often its cues stand there")
    func once() throws {
        let found = try features("I, me, my, I, me and my lupus, I, me, my")
        #expect(found.filter { $0.hasPrefix("person.first") } == ["person.first", "person.first.near"])
        #expect(Set(found).count == found.count)
    }

    @Test("A group with very many siblings counts once too")
    func manyGroups() throws {
        let groups = (0..<40).map { "      g\($0): {weight: 1, cues: [cue\($0)]}\n" }.joined()
        let detector = try SmallPack.detector([
            "en/cues.yaml": "families:\n  many:\n    groups:\n\(groups)",
            "en/health.yaml": SmallPack.file("health", SmallPack.rule("health.a", "terms: [lupus]")),
        ])
        let judged = try #require(detector.judged(mail("cue39 cue39 lupus cue39 cue0")).first)
        #expect(
            judged.features.filter { $0.hasPrefix("many.") }.sorted()
                == ["many.g0", "many.g0.near", "many.g39", "many.g39.near"])
    }

    @Test("A family for rules that name it is looked for by no others")
    func only() throws {
        #expect(try !features("the clinic, lupus").contains("clinical.care"))
        #expect(try features("the clinic, lupus", "terms: [lupus], context: [clinical]").contains("clinical.care"))
    }

    @Test("A cue inside the hit is none, but for whole answers")
    func inside() throws {
        #expect(try !features("my lupus", "terms: [my lupus]").contains("person.first"))
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "fields: [allergies]"))
        #expect(detector.judged(form(("Allergies", "my nuts")))[0].features.contains("person.first.near"))
    }

    @Test("Evidence says where the cue stands")
    func evidence() throws {
        let message = mail("Já, I have lupus.")
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "terms: [lupus]"))
        let finding = try #require(detector.assess(message).findings.first)
        let first = try #require(finding.evidence.first { $0.feature == "person.first" })
        #expect(first.family == "person" && first.weight == 1)
        #expect(first.bytes.map { message.segments[0].text.slice($0).string } == "I")
        #expect(finding.evidence[0] == Evidence(family: "rule", feature: "health.a", weight: 0))
        let weights = finding.evidence.dropFirst().map { abs($0.weight) }
        #expect(weights == weights.sorted(by: >))
    }
}
