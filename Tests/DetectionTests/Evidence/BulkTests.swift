import Messages
import Testing

@testable import Detection

@Suite("Signs of mail to many")
struct BulkTests {
    @Test(
        "Headers are read by name and, where it matters, by value",
        arguments: [
            ("Subject: x", []), ("List-Id: <a.example.org>", ["bulk.list"]),
            ("LIST-POST: <mailto:a@example.org>", ["bulk.list"]),
            ("List-Id: a\r\nList-Post: b", ["bulk.list"]),
            ("list-unsubscribe: <https://example.org>", ["bulk.unsubscribe"]),
            ("Precedence: bulk", ["bulk.precedence"]), ("Precedence:  List\r\nX: y", ["bulk.precedence"]),
            ("Precedence: first-class", []), ("Auto-Submitted: auto-generated", ["bulk.automatic"]),
            ("Auto-Submitted: auto-replied; owner-email=a", ["bulk.automatic"]), ("Auto-Submitted: no", []),
            ("Auto-Submitted: No (a person)", []), ("X-List-Id: a", []),
        ] as [(String, [String])])
    func headers(_ header: String, _ expected: [String]) throws {
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "terms: [lupus]"))
        let raw = Bytes("From: a@example.org\r\n\(header)\r\n\r\nlupus\r\n")
        let message = Message.mail(RawMessage(source: "-", bytes: raw))
        let features = try #require(detector.judged(message).first).features.filter { $0.hasPrefix("bulk.") }
        #expect(features.sorted() == expected)
    }
}
