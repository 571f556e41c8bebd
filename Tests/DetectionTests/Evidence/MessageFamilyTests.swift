import Messages
import Testing

@testable import Detection

@Suite("What the whole message is like")
struct MessageFamilyTests {
    private func features(_ text: String) throws -> Set<String> {
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "terms: [lupus]"))
        return Set(try #require(detector.judged(mail(text)).first).features.filter { $0.hasPrefix("message.") })
    }

    @Test(
        "How often the groups marked `message` stand in it: never, a few times, often",
        arguments: [
            ("lupus", "none"), ("I have lupus", "some"), ("lupus. I. I", "some"), ("lupus. I. My. Me", "many"),
        ])
    func counts(_ text: String, _ many: String) throws {
        let found = try features(text)
        #expect(found.contains("message.person.first.\(many)"))
        #expect(found.filter { $0.hasPrefix("message.person.first.") }.count == 1)
        #expect(!found.contains { $0.hasPrefix("message.person.kin") })
    }

    @Test(
        "Short and long messages",
        arguments: [(299, "short"), (300, nil), (2_000, nil), (2_001, "long")] as [(Int, String?)])
    func size(_ size: Int, _ feature: String?) throws {
        let found = try features("lupus" + String(repeating: ".", count: size - 5))
        #expect(found.intersection(["message.short", "message.long"]) == Set(feature.map { ["message.\($0)"] } ?? []))
    }

    @Test("Only the first part of a long message is counted")
    func sample() throws {
        let text = "lupus. " + String(repeating: "word ", count: 1_000) + "I I I I"
        #expect(try features(text).contains("message.person.first.none"))
    }
}
