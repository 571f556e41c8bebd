import Messages
import Testing

@testable import Detection

@Suite("Affirmed or negated")
struct PolarityTests {
    @Test(
        "Denials before and outcomes after a hit reach it within their clause",
        arguments: [
            ("I have lupus.", .affirmed), ("I do not have lupus.", .negated), ("I have no lupus.", .negated),
            ("I never had lupus.", .negated), ("A man without lupus.", .negated), ("It is not only lupus.", .affirmed),
            ("I no longer hide my lupus.", .affirmed), ("Lupus was ruled out.", .negated),
            ("The test for lupus came back negative.", .negated), ("lupus: none", .negated),
            ("No, I have lupus.", .affirmed), ("I am not well (lupus).", .affirmed),
            ("Not well; lupus it is.", .affirmed),
            ("There is no chance that I come to the office with lupus.", .affirmed),
            ("I have lupus, not a cold.", .affirmed),
            ("I have lupus and the test for the other thing came back negative.", .affirmed),
            ("He has no card. Lupus.", .affirmed), ("Lupus. None.", .affirmed),
        ] as [(String, Polarity)])
    func sentences(_ text: String, _ polarity: Polarity) throws {
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "terms: [lupus]"))
        #expect(detector.judged(mail(text)).map(\.polarity) == [polarity])
    }

    @Test("A rule that knows its polarity is not asked for denials")
    func ownPolarity() throws {
        let detector = try SmallPack.detector(
            health: SmallPack.rule("health.a", "terms: [clean record], polarity: negated"),
            SmallPack.rule("health.b", "terms: [teetotal], polarity: affirmed"))
        #expect(detector.judged(mail("I have a clean record.")).map(\.polarity) == [.negated])
        #expect(detector.judged(mail("I am not teetotal.")).map(\.polarity) == [.affirmed])
    }

    @Test("Without denial cues everything is affirmed")
    func noCues() throws {
        let detector = try SmallPack.detector([
            "en/cues.yaml": "families: {}",
            "en/health.yaml": SmallPack.file("health", SmallPack.rule("health.a", "terms: [lupus]")),
        ])
        #expect(detector.judged(mail("no lupus")).map(\.polarity) == [.affirmed])
    }
}
