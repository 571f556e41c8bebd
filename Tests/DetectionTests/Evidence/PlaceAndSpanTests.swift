import Messages
import Testing

@testable import Detection

@Suite("Where a hit stands and how it is written")
struct PlaceAndSpanTests {
    private func features(_ message: Message, family: String, _ keys: String = "terms: [lupus]") throws -> [String] {
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", keys))
        return try #require(detector.judged(message).first).features.filter { $0.hasPrefix(family + ".") }.sorted()
    }

    @Test(
        "Places are features",
        arguments: [
            (.body, []), (.subject, ["place.subject"]), (.header("Comments"), ["place.header"]),
            (.attachment(1), ["place.attachment"]), (.field("Note"), ["place.field", "place.form"]),
        ] as [(Place, [String])])
    func places(_ place: Place, _ expected: [String]) throws {
        var message = Message(kind: place == .field("Note") ? .form : .email, raw: Bytes())
        message.segments = [segment(place, "my lupus")]
        #expect(try features(message, family: "place") == expected)
    }

    @Test("A whole answer is one")
    func answer() throws {
        let found = try features(form(("Allergies", "nuts")), family: "place", "fields: [allergies]")
        #expect(found == ["place.answer", "place.field", "place.form"])
    }

    @Test(
        "Regions are features of the hits inside",
        arguments: [
            (.quote(depth: 2), "place.quote"), (.attribution, "place.attribution"), (.signature, "place.signature"),
            (.disclaimer, "place.disclaimer"), (.hidden, "place.hidden"), (.heading, "place.heading"),
            (.machine, "place.machine"),
        ] as [(Region.Kind, String)])
    func regions(_ kind: Region.Kind, _ feature: String) throws {
        let inside = mail("Hello\nmy lupus\nBye", regions: [Region(kind: kind, range: 6..<14)])
        #expect(try features(inside, family: "place") == [feature])
        let outside = mail("Hello\nmy lupus\nBye", regions: [Region(kind: kind, range: 0..<6)])
        #expect(try features(outside, family: "place") == [])
    }

    @Test(
        "The look of the span",
        arguments: [
            ("my lupus is", []), ("my type 2 diabetes is", ["span.many-words"]),
            ("my heart attack is", ["span.two-words"]),
            ("my LUPUS is", ["span.capitals"]), ("my lupus Foundation", ["span.name-follows"]),
            ("Lupus Foundation", ["span.in-name"]), ("lupus@example.org", ["span.in-address"]),
            ("www.lupus.org", ["span.in-address"]), ("/srv/lupus/", ["span.in-address"]), ("lupus. Then", []),
            ("lupus.", []), ("(lupus)", []), ("a=lupus", ["span.in-address"]),
        ] as [(String, [String])])
    func spans(_ text: String, _ expected: [String]) throws {
        let terms = "terms: [lupus, type 2 diabetes, heart attack]"
        #expect(try features(mail(text), family: "span", terms) == expected)
    }

    @Test("Two rules of a category on the same text are a feature of both")
    func doubled() throws {
        let detector = try SmallPack.detector([
            "en/health.yaml": SmallPack.file(
                "health", SmallPack.rule("health.a", "terms: [lupus]"), SmallPack.rule("health.b", "terms: [my lupus]")),
            "en/genetic.yaml": SmallPack.file("genetic", SmallPack.rule("genetic.a", "terms: [lupus]")),
        ])
        let doubled = detector.judged(mail("my lupus")).filter { $0.features.contains("span.doubled-rule") }
        #expect(Set(doubled.map(\.candidate.source)) == ["health.a", "health.b"])
    }
}
