import Messages
import Testing

@testable import Detection

@Suite("From candidates to findings")
struct FindingTests {
    private func detector() throws -> Detector {
        try SmallPack.detector([
            "en/health.yaml": SmallPack.file(
                "health", SmallPack.rule("health.a", "terms: [lupus, gout], prior: 0.5"),
                SmallPack.rule("health.b", "terms: [my lupus], prior: 3"),
                SmallPack.rule("health.weak", "terms: [tired], prior: -2.5")),
            "en/religion.yaml": SmallPack.file("religion", SmallPack.rule("religion.a", "terms: [mass], prior: 1")),
            "en/flags.yaml": """
            flags:
              danger:
                rules:
                  - {id: danger.a, terms: [harm], prior: -1, examples: [one], counterexamples: [other]}
              child:
                rules:
                  - {id: child.a, terms: [pupil], examples: [one], counterexamples: [other]}
            """,
        ])
    }

    private func words(_ text: String, floor: Double = 0.05) throws -> [String] {
        let message = mail(text)
        return try detector().assess(message, floor: floor).findings.map {
            message.segments[$0.segment].text.slice($0.bytes).string
        }
    }

    @Test(
        "Hits of a category that stand close together in a sentence are one finding",
        arguments: [
            ("I have lupus and gout.", ["lupus and gout"]), ("I have lupus. I have gout.", ["lupus", "gout"]),
            ("I have lupus but, to go by what all of my doctors and nurses say, gout.", ["lupus", "gout"]),
            ("I have lupus, my wife has gout.", ["lupus", "gout"]), ("I have lupus but no gout.", ["lupus", "gout"]),
            ("I have lupus and go to mass.", ["lupus", "mass"]), ("It is my lupus.", ["my lupus"]),
        ])
    func merging(_ text: String, _ expected: [String]) throws { #expect(try words(text) == expected) }

    @Test("The more confident of two says what a finding is")
    func best() throws {
        let finding = try #require(try detector().assess(mail("It is my lupus.")).findings.first)
        #expect(finding.rule == "health.b" && finding.evidence[0].feature == "health.b")
    }

    @Test("A hit much weaker than its neighbour is no part of it")
    func weak() throws {
        #expect(try words("lupus and tired") == ["lupus", "tired"])
        #expect(try words("lupus and tired", floor: 0.5) == ["lupus"])
    }

    @Test("Findings stand in the order of the message, and a category has its best one's confidence")
    func order() throws {
        let assessment = try detector().assess(mail("Mass. I have gout.\n\nThe lupus of old.", subject: "Lupus"))
        #expect(assessment.findings.map(\.category) == [.health, .religion, .health, .health])
        #expect(assessment.findings.map(\.segment) == [0, 1, 1, 1])
        #expect(assessment.findings.map(\.place) == [.subject, .body, .body, .body])
        let health = assessment.findings.filter { $0.category == .health }.map(\.confidence)
        #expect(assessment.categories == [.health: health.max() ?? 0, .religion: assessment.findings[1].confidence])
    }

    @Test("Ranges count bytes of the text and Unicode scalars")
    func ranges() throws {
        let message = mail("Größe 😀 e\u{301}: ｌｕｐｕｓ now")
        let finding = try #require(try detector().assess(message).findings.first)
        #expect(message.segments[0].text.slice(finding.bytes).string == "ｌｕｐｕｓ")
        let scalars = Array(message.segments[0].text.string.unicodeScalars)
        #expect(String(String.UnicodeScalarView(scalars[finding.scalars])) == "ｌｕｐｕｓ")
        #expect(finding.part == "1")
    }

    @Test("Only the categories that are asked for")
    func categories() throws {
        var options = Detector.Options()
        options.categories = [.religion]
        options.prevalence = Prevalence(0.5)
        let detector = try detector()
        let assessment = detector.assess(mail("lupus, mass"), options: options, scratch: DetectorScratch())
        #expect(assessment.findings.map(\.category) == [.religion])
    }

    @Test("Flags hold at even odds, at every prevalence", arguments: [0.001, 0.5])
    func flags(_ prevalence: Double) throws {
        func flags(_ text: String) throws -> Set<Flag> {
            try detector().assess(mail(text), prevalence: prevalence).flags
        }
        #expect(try flags("a pupil") == [.child])
        #expect(try flags("harm") == [])
        #expect(try flags("I harm my pupil") == [.danger, .child])
        #expect(try flags("insurance for a pupil") == [])
        #expect(try detector().assess(mail("a pupil")).findings.isEmpty)
    }

    @Test("A message without hits is empty")
    func nothing() throws {
        for message in [mail(""), mail("Nothing here."), Message(kind: .email, raw: Bytes())] {
            let assessment = try detector().assess(message)
            #expect(assessment.findings.isEmpty && assessment.categories.isEmpty && assessment.flags.isEmpty)
            #expect(assessment.isComplete)
        }
    }
}
