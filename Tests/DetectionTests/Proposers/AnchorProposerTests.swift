import Messages
import Testing

@testable import Detection

@Suite("Terms and patterns as proposers")
struct AnchorProposerTests {
    private func hits(_ keys: String, _ text: String) throws -> [String] {
        try SmallPack.detector(health: SmallPack.rule("health.a", keys)).hits(mail(text))
    }

    @Test(
        "Terms are found as whole words, in any case, over any spacing",
        arguments: [
            ("I have Asthma.", ["Asthma"]), ("asthmatic", []), ("TYPE-2\n  diabetes", ["TYPE-2\n  diabetes"]),
            ("on dialysis", ["dialysis"]), ("great depression and depression", ["depression"]),
            ("a stroke of luck", []),
        ] as [(String, [String])])
    func terms(_ text: String, _ words: [String]) throws {
        let terms = "terms: [asthma, type 2 diabetes, dialys*, depression ! great depression, stroke ! stroke of luck]"
        #expect(try hits(terms, text) == words)
    }

    @Test(
        "Accents and typographic marks matter neither in texts nor in packs",
        arguments: ["my fiancé", "my fiance", "my fiance\u{301}", "MY FIANCÉ"])
    func accents(_ text: String) throws {
        for keys in ["terms: [fiancé]", "terms: [fiance]", "pattern: 'my fianc[ée]\\b'", "pattern: 'my fiancé'"] {
            #expect(try hits(keys, text).count == 1, "\(keys)")
        }
        #expect(try hits("terms: ['can’t work']", "I can't work and can’t work").count == 2)
        #expect(try hits("terms: ['lupus ! café lupus']", "the Cafe Lupus") == [])
    }

    @Test("Terms match only as written where case counts")
    func caseSensitive() throws {
        #expect(try hits("terms: [MS, AIDS], case: sensitive", "Ms Jones aids MS and AIDS") == ["MS", "AIDS"])
    }

    @Test("Patterns are found where their anchors stand")
    func patterns() throws {
        let keys = "pattern: ['signed off (?:\\w+ ){0,3}sick', 'off work with (?:my|a) back']"
        #expect(
            try hits(keys, "I was signed off for two weeks sick. He is off work with a back.") == [
                "signed off for two weeks sick", "off work with a back",
            ])
    }

    @Test("Of one rule's overlapping hits one stays; of two rules' both")
    func overlapping() throws {
        #expect(try hits("terms: [diabetes, type 2 diabetes]", "type 2 diabetes") == ["type 2 diabetes"])
        let detector = try SmallPack.detector(
            health: SmallPack.rule("health.a", "terms: [diabetes]"),
            SmallPack.rule("health.b", "terms: [type 2 diabetes]"))
        #expect(Set(detector.hits(mail("type 2 diabetes"))) == ["type 2 diabetes", "diabetes"])
    }

    @Test("All segments are read, and a candidate carries what its rule says")
    func segments() throws {
        let detector = try SmallPack.detector(
            health: SmallPack.rule(
                "health.a", "terms: [lupus], prior: -1, explicit: false, polarity: negated, about: other"))
        let judged = detector.judged(mail("no, my lupus", subject: "Lupus"))
        #expect(judged.map(\.candidate.segment) == [0, 1])
        #expect(judged.allSatisfy { $0.polarity == .negated && $0.about == .other && !$0.candidate.explicit })
        #expect(judged.allSatisfy { $0.candidate.source == "health.a" && $0.candidate.prior == -1 })
    }
}
