import Matching
import Seeded
import Testing

@Suite("A matcher kept as bytes")
struct ArchiveTests {
    private static let text = Array(
        "My wife's diabetes, diabetic; off\n> sick naïve garçon 糖尿病です union jack, union member nr 12; IC 5 AIDS aids ice"
            .utf8)

    /// Terms of every kind: whole words, phrases, beginnings, exclusions, case, other scripts; regexes with companions and without.
    private func matcher() throws -> Matcher {
        var builder = MatcherBuilder(frequencies: WordFrequencies(["my": 9_000, "union": 40]))
        for (index, term) in ["diabetes", "diab*", "off sick", "糖尿病", "wife", "union member", "un*"].enumerated() {
            try builder.addTerm(term, pattern: Int32(index))
        }
        try builder.addTerm("AIDS", pattern: 10, caseSensitive: true)
        try builder.addTerm("union", pattern: 11, exclusions: ["union jack"])
        for (index, regex) in [
            "\\bmy (?:wife|husband)'s \\w+\\b", "naïve \\w+", "diabet(?:es|ic)\\b", "(?:off|signed) (?:sick|ill)",
            "\\bIC ?[1-9]\\b", "\\bmy [\\w ,';>\\n]{0,80}union",
        ].enumerated() {
            try builder.addRegex(regex, pattern: Int32(20 + index))
        }
        try builder.addRegex("Union", pattern: 30, caseSensitive: true)
        return try builder.build()
    }

    @Test("Read again it finds the same, and is the same bytes")
    func roundTrip() throws {
        let matcher = try matcher()
        let archive = matcher.archive()
        let again = try #require(Matcher(archive: archive))
        #expect(again.archive() == archive)
        let found = matcher.matches(in: Self.text)
        #expect(found.count > 10 && Set(found.map(\.pattern)).isSuperset(of: [0, 1, 2, 3, 10, 20, 21, 22, 23, 24]))
        // Often enough for machine code to be made on the way.
        for _ in 0..<30 { #expect(again.matches(in: Self.text) == found) }
    }

    @Test("Bytes that end too soon are refused")
    func truncated() throws {
        let archive = try matcher().archive()
        for length in stride(from: 0, to: archive.count, by: 7) {
            #expect(Matcher(archive: Array(archive.prefix(length))) == nil)
        }
        #expect(Matcher(archive: archive + [0]) == nil)
    }

    @Test("Bytes that were changed are refused, or make a matcher that reads nothing outside of its tables")
    func changed() throws {
        let archive = try matcher().archive()
        var generator = SeededGenerator(seed: 11)
        var refused = 0
        for _ in 0..<3_000 {
            var bytes = archive
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[place] ^= UInt8.random(in: 1...255, using: &generator)
            guard let matcher = Matcher(archive: bytes) else {
                refused += 1
                continue
            }
            _ = matcher.matches(in: Self.text)
        }
        #expect(refused > 100)
    }
}
