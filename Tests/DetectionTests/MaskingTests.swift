import Messages
import Testing

@testable import Detection

@Suite("Masking")
struct MaskingTests {
    private let masked = Masking(reveal: false, publicNames: ["comments", "diet"])
    private let revealed = Masking(reveal: true, publicNames: [])

    private func message() -> Message {
        var message = Message(kind: .form, raw: Bytes())
        message.segments = [
            segment(.subject, "About zanzibar"), segment(.header("X-Zanzibar"), "zanzibar"),
            segment(.header("Comments"), "zanzibar"), segment(.field("Zanzibar"), "one"),
            segment(.field("Diet"), "two"),
            segment(.field("Zanzibar"), "three"), segment(.field("zanzibar.more"), "four"),
            segment(.body, "I have zanzibar fever"), segment(.attachment(2), "zanzibar"),
        ]
        return message
    }

    private func finding(_ segment: Int, _ bytes: Range<Int> = 0..<3) -> Finding {
        Finding(
            rule: "health.a", category: .health, polarity: .affirmed, about: .sender, explicit: true, confidence: 0.9,
            segment: segment, place: message().segments[segment].place, part: "1", bytes: bytes, scalars: bytes,
            evidence: [
                Evidence(family: "rule", feature: "health.a", weight: 1),
                Evidence(family: "person", feature: "person.first", weight: 0.5, bytes: 0..<1),
                Evidence(family: "person", feature: "person.first.near", weight: 0.25, bytes: 0..<1),
                Evidence(family: "topic", feature: "topic.trade", weight: -1, bytes: 7..<15),
            ])
    }

    @Test("Nothing of the message is shown, whatever its length or place")
    func nothing() {
        let message = message()
        for index in message.segments.indices {
            let finding = finding(index)
            let shown = [
                masked.excerpt(of: finding, in: message), masked.place(of: finding, in: message),
                masked.subject(of: message) ?? "", "\(masked.evidence(of: finding, in: message))",
            ]
            #expect(!shown.joined().lowercased().contains("zanzibar"))
            #expect(shown[0] == "[health]" && shown[2] == "[masked]")
        }
    }

    @Test(
        "Places: fields and headers by number, public ones by name",
        arguments: [
            (0, "subject"), (1, "header:1"), (2, "header:Comments"), (3, "field:1"), (4, "field:Diet"), (5, "field:1"),
            (6, "field:3"), (7, "body"), (8, "attachment:2"),
        ])
    func places(_ segment: Int, _ place: String) {
        #expect(masked.place(of: finding(segment), in: message()) == place)
    }

    @Test("Evidence is families with their sums, without words")
    func evidence() {
        let shown = masked.evidence(of: finding(7), in: message())
        #expect(
            shown == [
                ShownEvidence(feature: "rule", weight: 1, words: nil),
                ShownEvidence(feature: "person", weight: 0.75, words: nil),
                ShownEvidence(feature: "topic", weight: -1, words: nil),
            ])
    }

    @Test("Revealed, everything is there")
    func revealing() {
        let message = message()
        let finding = finding(7, 7..<15)
        #expect(revealed.excerpt(of: finding, in: message) == "zanzibar")
        #expect(revealed.subject(of: message) == "About zanzibar")
        #expect(revealed.place(of: self.finding(6), in: message) == "field:zanzibar.more")
        let shown = revealed.evidence(of: finding, in: message)
        #expect(shown.map(\.feature) == ["health.a", "person.first", "person.first.near", "topic.trade"])
        #expect(shown.map(\.words) == [nil, "I", "I", "zanzibar"])
    }

    @Test("A message without a subject has none, masked or not")
    func noSubject() {
        #expect(masked.subject(of: mail("x")) == nil && revealed.subject(of: mail("x")) == nil)
        #expect(masked.subject(of: mail("x", subject: "")) == "[masked]")
    }

    @Test("Very many fields are numbered in one pass each")
    func manyFields() {
        var message = Message(kind: .form, raw: Bytes())
        message.segments = (0..<2_000).map { segment(.field("name \($0)"), "x") }
        let last = Finding(
            rule: "health.a", category: .health, polarity: .affirmed, about: .sender, explicit: true, confidence: 0.9,
            segment: 1_999, place: .field("name 1999"), part: "", bytes: 0..<1, scalars: 0..<1, evidence: [])
        #expect(masked.place(of: last, in: message) == "field:2000")
    }
}
