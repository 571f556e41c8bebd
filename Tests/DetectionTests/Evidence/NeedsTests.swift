import Messages
import Testing

@testable import Detection

@Suite("What a rule needs around a hit, and what forbids it")
struct NeedsTests {
    @Test(
        "A hit counts only with a cue of one of the families in its sentence",
        arguments: [
            ("I carry my card.", true), ("He carries a card.", true), ("A card was found.", false),
            ("A card was found. I saw it.", false), ("I was there. A card was found.", false),
            ("The clinic found a card.", true),
        ])
    func needs(_ text: String, _ isHit: Bool) throws {
        let rule = SmallPack.rule("health.a", "terms: [card], needs: [person, clinical]")
        #expect(try SmallPack.detector(health: rule).hits(mail(text)).isEmpty != isHit)
    }

    @Test(
        "A phrase of `unless` in the sentence takes the hit away",
        arguments: [
            ("my union", true), ("my student union", false), ("the Student  Union is my union", false),
            ("The student union met. I joined my union.", true), ("My café union", false), ("students union", true),
        ])
    func unless(_ text: String, _ isHit: Bool) throws {
        let rule = SmallPack.rule("health.a", "terms: [union], unless: [student union, cafe union]")
        #expect(try SmallPack.detector(health: rule).hits(mail(text)).isEmpty != isHit)
    }

    @Test("A phrase of `unless` counts inside of a cue too, and hides none")
    func unlessAndCues() throws {
        let rules = [
            SmallPack.rule("health.a", "terms: [union], unless: [my insurance]"),
            SmallPack.rule("health.b", "terms: [lupus], needs: [topic]"),
        ]
        let detector = try SmallPack.detector(health: rules[0], rules[1])
        #expect(detector.hits(mail("union and my insurance")).isEmpty)
        #expect(detector.hits(mail("lupus and my insurance")) == ["lupus"])
    }

    @Test("`unless` of one rule is not that of another")
    func ownUnless() throws {
        let detector = try SmallPack.detector(
            health: SmallPack.rule("health.a", "terms: [union], unless: [student]"),
            SmallPack.rule("health.b", "terms: [union], unless: [credit]"))
        let judged = detector.judged(mail("student union"))
        #expect(judged.map(\.candidate.source) == ["health.b"])
    }
}
