import Messages
import Seeded
import Testing

@testable import Detection

@Suite("What else was found around a hit")
struct CompanyTests {
    private static let rules = [
        "en/health.yaml": SmallPack.file(
            "health", SmallPack.rule("health.weak", "terms: [weak, weak one]"),
            SmallPack.rule("health.strong", "terms: [strong], prior: 1"),
            SmallPack.rule("health.all", "terms: [weak one]")),
        "en/religion.yaml": SmallPack.file("religion", SmallPack.rule("religion.a", "terms: [other]")),
        "en/flags.yaml": "flags:\n  danger:\n    rules:\n    " + SmallPack.rule("danger.a", "terms: [flagged]"),
    ]

    private func company(_ text: String, of source: String) throws -> [String] {
        let judged = try SmallPack.detector(Self.rules).judged(mail(text))
        let first = try #require(judged.first { $0.candidate.source == source })
        return first.features.filter { $0.hasPrefix("company.") }.map { String($0.dropFirst(8)) }.sorted()
    }

    @Test(
        "Others in the sentence and in the message, of the category and of others",
        arguments: [
            ("weak", []), ("weak and weak", ["same-sentence"]), ("weak. Weak", ["same-message"]),
            ("weak. Weak. Weak. Weak", ["many-in-message", "same-message"]),
            ("weak and strong", ["same-sentence", "strong-in-sentence"]),
            ("weak. Strong", ["same-message", "strong-in-message"]), ("weak, other", ["other-in-sentence"]),
            ("weak. Other", ["other-in-message"]), ("weak one", []), ("weak, flagged", []),
        ] as [(String, [String])])
    func tables(_ text: String, _ expected: [String]) throws {
        #expect(try company(text, of: "health.weak") == expected)
    }

    @Test("A flag's hit has the categories for company")
    func flags() throws { #expect(try company("flagged, weak", of: "danger.a") == ["other-in-sentence"]) }

    @Test("Counting gives what comparing every two candidates gives")
    func reference() {
        var random = SeededGenerator(seed: 20_260_502)
        let message = MessageText(mail(String(repeating: "x", count: 300)))
        let targets: [Rule.Target] = [.category(.health), .category(.union), .flag(.danger)]
        for _ in 0..<300 {
            let candidates = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                let start = Int.random(in: 0..<60, using: &random)
                var candidate = Candidate(
                    target: targets[Int.random(in: 0..<3, using: &random)],
                    source: ["a", "b"][Int.random(in: 0..<2, using: &random)],
                    segment: Int.random(in: 0..<2, using: &random),
                    range: start..<start + Int.random(in: 1...20, using: &random),
                    prior: Bool.random(using: &random) ? 1 : 0)
                candidate.sentence = candidate.segment * 10 + start / 20
                return candidate
            }
            var found = [Set<Int>](repeating: [], count: candidates.count)
            CompanyFamily().examine(candidates, in: message) { found[$0].insert($1.feature) }
            #expect(found == candidates.indices.map { naive($0, candidates) })
        }
    }

    /// The features of a candidate by comparing it with every other.
    private func naive(_ position: Int, _ candidates: [Candidate]) -> Set<Int> {
        let one = candidates[position]
        let rest = candidates.indices.filter { $0 != position }.map { candidates[$0] }
        let same = rest.filter {
            $0.target == one.target && !($0.segment == one.segment && $0.range.overlaps(one.range))
        }
        let others = rest.filter {
            if case .category = $0.target { return $0.target != one.target }
            return false
        }
        let near = same.filter { $0.sentence == one.sentence }
        let far = same.filter { $0.sentence != one.sentence }
        let holds = [
            !near.isEmpty, !far.isEmpty, far.count > 2, near.contains { $0.prior >= 0.5 },
            far.contains { $0.prior >= 0.5 }, others.contains { $0.sentence == one.sentence },
            others.contains { $0.sentence != one.sentence },
        ]
        return Set(holds.indices.filter { holds[$0] })
    }
}
