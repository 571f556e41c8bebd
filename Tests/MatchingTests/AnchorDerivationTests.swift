import Matching
import Seeded
import Testing

@Suite("Anchors out of a regex")
struct AnchorDerivationTests {
    static let certain: [(String, [String])] = [
        ("off sick\\b", ["off sick"]),
        ("off sick", ["off sick*"]),
        ("(?:signed off|off) sick\\b", ["off sick", "signed off sick"]),
        ("\\bdiabet(?:es|ic)\\b", ["diabetes", "diabetic"]),
        ("organi[sz]ation\\b", ["organisation", "organization"]),
        ("kidney stones?\\b", ["kidney stone", "kidney stones"]),
        ("(?:\\w+ ){0,3}sick\\b", ["sick"]),
        ("off (?:\\w+ ){0,3}sick leave\\b", ["sick leave"]),
        ("\\w*sickness benefit\\b", ["benefit"]),
        ("sick(?:ness)?", ["sick*", "sickness*"]),
        ("\\b(?:lupus|\\d+ gout)\\b", ["gout", "lupus"]),
        ("(?:dialysis ){1,3}unit\\b", ["dialysis dialysis dialysis unit", "dialysis dialysis unit", "dialysis unit"]),
        ("on[ -]?site\\b", ["on site", "onsite"]),
        ("HIV(?!-negative)\\b", ["hiv"]),
        ("(?i:Lupus)\\b", ["lupus"]),
        ("\\QA&E\\E visit\\b", ["a&e visit"]),
        ("lupus(?!\\w)", ["lupus"]),
        ("lupus(?#the disease)\\b", ["lupus"]),
        ("été\\b", ["été"]),
        ("糖尿病", ["糖尿病"]),
        ("^Religion:", ["religion"]),
        ("(?<name>lupus|gout)\\b", ["gout", "lupus"]),
    ]

    @Test("Words that stand in every match are found", arguments: certain)
    func derived(regex: String, anchors: [String]) {
        #expect(derivedAnchors(of: regex) == anchors)
    }

    @Test(
        "Where no word is certain there are none",
        arguments: [
            "", "\\w+", "(?:sick)?", "sick|\\d+", "\\w*sick\\w*", "(?:sick)*", "a?b?", ".*", "\\d+(?:sick|)",
            "(?R)sick", "(*ACCEPT)sick",
            "(?x)s i c k", "(?(1)sick|ill)", "\\g{1}sick", "h\\w+", "[", "(sick",
        ])
    func none(regex: String) {
        #expect(derivedAnchors(of: regex) == nil)
    }

    @Test("A regex nested very deeply is refused, not followed")
    func deep() {
        #expect(
            derivedAnchors(of: String(repeating: "(", count: 100_000) + "sick" + String(repeating: ")", count: 100_000))
                == nil)
    }

    /// Pieces of regexes beside a text that each matches.
    static let pieces: [(String, [String])] = [
        ("sick", ["sick", "Sick"]), (" ", [" ", "\n", "-", "\n> "]), ("\\w+", ["abc", "x1"]),
        ("(?:very )?", ["", "very "]), ("\\b", [""]),
        ("[sz]", ["s", "Z"]), ("(?:off|on the)", ["off", "on the"]), ("\\d{1,2}", ["1", "22"]), ("s?", ["", "s"]),
        ("(?:\\w+ ){0,2}", ["", "a ", "a b "]),
        ("[^.]{0,4}", ["", "a b", "!"]), ("\\s+", [" ", "\n\n"]), ("leave", ["leave"]), ("'", ["'"]), ("/", ["/"]),
        ("é", ["é"]),
    ]

    @Test("Whatever matches the whole regex from a word's start is found by its derived anchors", arguments: 0..<20)
    func sound(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed) + 5_000)
        for _ in 0..<40 {
            let chosen = (0..<Int.random(in: 1...6, using: &generator)).map { _ in Self.pieces.pick(&generator) }
            let regex = chosen.map(\.0).joined()
            guard derivedAnchors(of: regex) != nil else { continue }
            guard let matcher = try? MatchingTests.matcher(regex: regex) else { continue }
            // An anchor that stands wherever it can, so that only the regex decides.
            let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { String(UnicodeScalar($0)) + "*" }
            let everywhere = try MatchingTests.matcher(
                regex: regex, anchors: letters + ["é*"] + (0...9).map { "\($0)*" })
            for _ in 0..<10 {
                let text = " " + chosen.map { $0.1.pick(&generator) }.joined() + " "
                let wanted = everywhere.matches(in: Array(text.utf8))
                #expect(
                    Set(wanted).subtracting(matcher.matches(in: Array(text.utf8))).isEmpty,
                    "\(regex) \(text.debugDescription)")
            }
        }
    }
}
