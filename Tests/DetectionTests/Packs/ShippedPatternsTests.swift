import Messages
import Testing

@testable import Detection

@Suite("The shipped rule packs")
struct ShippedPatternsTests {
    private static let detector = Result {
        try Detector(patterns: PatternFolder.load(path: repositoryFile("patterns")))
    }

    @Test("They are read and compiled, with all categories and flags")
    func compiles() throws {
        let detector = try Self.detector.get()
        let english = try #require(detector.patterns.packs.first { $0.language == "en" })
        let targets = Set(english.rules.map(\.target))
        #expect(Category.allCases.allSatisfy { targets.contains(.category($0)) })
        #expect(Flag.allCases.allSatisfy { targets.contains(.flag($0)) })
        #expect(!detector.patterns.publicNames.isEmpty && !detector.patterns.version.isEmpty)
        #expect(detector.patterns.quoteMarkers != .none)
    }

    @Test("What detection itself reads of the cues is there")
    func cues() throws {
        let cues = try #require(try Self.detector.get().patterns.packs.first { $0.language == "en" }).cues
        let groups = [
            ("denial", "before"), ("denial", "after"), ("denial", "not-denial"), ("answers", "nothing"),
            ("answers", "deny"),
        ]
        for (family, group) in groups {
            #expect(cues.group(family, group)?.cues.isEmpty == false, "\(family).\(group)")
        }
        #expect(cues.families.contains { $0.groups.contains { $0.about == .sender } })
        #expect(cues.families.contains { $0.groups.contains { $0.about == .other } })
    }

    @Test("An outright statement is found, a mention of the topic is not")
    func statements() throws {
        let detector = try Self.detector.get()
        let found = detector.assess(
            mail("Dear team, I was diagnosed with multiple sclerosis in March and have to see my consultant."))
        #expect((found.categories[.health] ?? 0) > 0.5)
        let mention = detector.assess(mail("Our new health insurance webinar is on Tuesday."))
        #expect((mention.categories[.health] ?? 0) < 0.5)
    }
}
