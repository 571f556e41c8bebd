import Matching
import Testing

@Suite("Phrases in which a term does not count")
struct ExclusionTests {
    private func pieces(_ term: String, _ exclusions: [String], _ text: String) throws -> [String] {
        var builder = MatcherBuilder()
        try builder.addTerm(term, pattern: 0, exclusions: exclusions)
        return try builder.build().pieces(of: text)
    }

    @Test("A match within an exclusion is dropped, others are kept")
    func contained() throws {
        let text = "A stroke of luck. My stroke. Breast\n> stroke, backstroke, heat-stroke; stroke of\nluck"
        #expect(try pieces("stroke", ["stroke of luck", "breast stroke", "heat stroke"], text) == ["stroke"])
    }

    @Test("A match that overlaps an exclusion in part is dropped")
    func overlapping() throws {
        #expect(try pieces("heart attack", ["attack ads"], "heart attack ads, heart attack") == ["heart attack"])
    }

    @Test("An exclusion without the term counts where only a separator lies between")
    func adjacent() throws {
        #expect(
            try pieces("union", ["european", "jack"], "European Union; union jack, union-Jack; union, jack; my union")
                == ["union", "union"])
    }

    @Test("An exclusion with the term says nothing of a second match beside it")
    func besides() throws {
        #expect(try pieces("union", ["european union"], "trade union European Union") == ["union"])
    }

    @Test("An exclusion is whole words, and may end in a star")
    func wholeWords() throws {
        #expect(
            try pieces("race", ["race cond*", "arms race"], "race conditions, race con, farms race") == [
                "race", "race",
            ])
    }

    @Test("Exclusions belong to their term only")
    func ownTerm() throws {
        var builder = MatcherBuilder()
        try builder.addTerm("mass", pattern: 0, exclusions: ["mass market"])
        try builder.addTerm("mass", pattern: 1)
        let found = try builder.build().matches(in: Array("mass market".utf8))
        #expect(found == [Match(pattern: 1, start: 0, end: 4)])
    }

    @Test("Exclusions are seen outside of the range that is searched")
    func outsideOfRange() throws {
        var builder = MatcherBuilder()
        try builder.addTerm("depression", pattern: 0, exclusions: ["great depression"])
        let matcher = try builder.build()
        #expect(matcher.matches(in: Array("great depression".utf8), range: 6..<16).isEmpty)
        #expect(matcher.matches(in: Array("grand depression".utf8), range: 6..<16).count == 1)
    }
}
