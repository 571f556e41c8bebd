import Matching
import Testing

@Suite("Regular expressions")
struct RegexTests {
    struct Example: CustomTestStringConvertible, Sendable {
        var regex: String
        var anchors: [String] = []
        var text: String
        var pieces: [String]
        var testDescription: String { "\(regex) in \(text)" }
    }

    static let texts: [Example] = [
        Example(
            regex: "(?:signed off|off) sick\\b", text: "I am Signed off sick, off sick, takeoff sick, off sickly",
            pieces: ["Signed off sick", "off sick"]),
        Example(
            regex: "signed off (?:\\w+ ){0,3}sick", text: "signed off by\n> my doctor sick",
            pieces: ["signed off by\n> my doctor sick"]),
        Example(regex: "diabet(?:es|ic)", text: "Diabetes, diabetics; prediabetes", pieces: ["Diabetes", "diabetic"]),
        Example(regex: "\\bmy (?:wife|husband)'s \\w+\\b", text: "My wife's illness", pieces: ["My wife's illness"]),
        Example(regex: "naïve \\w+", text: "a naïve garçon", pieces: ["naïve garçon"]),
        Example(regex: "(?<=not )\\bunion\\b", text: "not union, union", pieces: ["union"]),
        Example(regex: "\\bunion\\b(?! jack)", text: "union jack, union\njack, union", pieces: ["union"]),
        Example(regex: "^union", text: "union union\nunion", pieces: ["union", "union"]),
        Example(regex: "union$", text: "union union\nunion", pieces: ["union", "union"]),
        Example(regex: "dose.{1,9}mg", text: "dose: 5\nmg", pieces: ["dose: 5\nmg"]),
        Example(
            regex: "[a-z]+ mass", anchors: ["mass"], text: "sunday mass and christmas mass",
            pieces: ["sunday mass", "christmas mass"]),
        Example(regex: "\\d{3} \\w+", anchors: ["nhs*"], text: "943 nhs 476 number", pieces: ["943 nhs"]),
        Example(regex: "糖尿病(?:です|だ)", text: "私は糖尿病です", pieces: ["糖尿病です"]),
    ]

    @Test("What a regex matches", arguments: texts)
    func examples(_ example: Example) throws {
        #expect(try matcher(regex: example.regex, anchors: example.anchors).pieces(of: example.text) == example.pieces)
    }

    @Test("Letters count as written where a regex asks for it")
    func caseSensitive() throws {
        #expect(
            try matcher(regex: "\\bMS (?:clinic|nurse)", caseSensitive: true).pieces(
                of: "MS clinic, ms nurse, Ms Nurse") == ["MS clinic"])
    }

    @Test("A match lies no further than the window from its anchor", arguments: [(200, 1), (300, 0)])
    func windowBefore(count: Int, matches: Int) throws {
        let matcher = try matcher(regex: "\\bs\\w{4}[^!]*sick", anchors: ["sick"])
        #expect(matcher.pieces(of: "start" + String(repeating: " ", count: count) + "sick").count == matches)
    }

    @Test("A match ends no further than the window behind its anchor", arguments: [(480, 1), (520, 0)])
    func windowAfter(count: Int, matches: Int) throws {
        let matcher = try matcher(regex: "sick[^!]*end", anchors: ["sick"])
        let text = "sick" + String(repeating: " é", count: count / 3) + "end"
        #expect(matcher.pieces(of: text).count == matches)
    }

    @Test("A word that the window cuts off does not end a match")
    func cutWord() throws {
        let matcher = try matcher(regex: "sick \\w+\\b", anchors: ["sick"])
        #expect(matcher.pieces(of: "sick " + String(repeating: "x", count: 600)).isEmpty)
        #expect(matcher.pieces(of: "sick " + String(repeating: "x", count: 400)).count == 1)
    }

    @Test("Windows are cut between characters, wherever the anchor stands")
    func cutCharacters() throws {
        let matcher = try matcher(regex: ".sick.", anchors: ["sick"])
        for count in 0...12 {
            let text =
                String(repeating: "a", count: count) + String(repeating: "é€😀", count: 90) + " sick "
                + String(repeating: "😀", count: 200)
            #expect(matcher.pieces(of: text) == [" sick "])
        }
    }

    @Test("Matches of one regex do not overlap; another regex has its own")
    func overlap() throws {
        var builder = MatcherBuilder()
        try builder.addRegex("sick \\w+ sick", pattern: 0, anchors: ["sick"])
        try builder.addRegex("sick \\w+", pattern: 1, anchors: ["sick"])
        let found = try builder.build().matches(in: Array("sick and sick and sick".utf8))
        #expect(
            found == [
                Match(pattern: 0, start: 0, end: 13), Match(pattern: 1, start: 0, end: 8),
                Match(pattern: 1, start: 9, end: 17),
            ])
    }

    @Test("A match within a range does not run out of it, and lookbehinds see what stands before")
    func ranges() throws {
        let text = Array("I am not off sick today and tomorrow".utf8)
        let greedy = try matcher(regex: "off sick.*")
        #expect(greedy.matches(in: text, range: 5..<23) == [Match(pattern: 0, start: 9, end: 23)])
        let behind = try matcher(regex: "(?<!not )\\boff sick\\b", anchors: ["off sick"])
        #expect(behind.matches(in: text, range: 9..<17).isEmpty)
        #expect(greedy.matches(in: text, range: 9..<16).isEmpty)
    }

    @Test("Bytes that are no UTF-8 around an anchor do no harm")
    func invalidBytes() throws {
        let matcher = try matcher(regex: "\\w+ sick \\w+", anchors: ["sick"])
        for byte in [0x80, 0xC3, 0xE2, 0xF0, 0xFF] as [UInt8] {
            let noise = [UInt8](repeating: byte, count: 300)
            #expect(
                matcher.matches(in: noise + Array(" a sick b ".utf8) + noise) == [
                    Match(pattern: 0, start: 301, end: 309)
                ])
        }
    }

    static let faulty: [(String, String)] = [
        ("(", "offset 1"), ("a{2", "anchors"), ("[z-a] off sick", "offset"), ("\\w+ \\d+", "anchors"),
        ("(?:off sick)?", "anchors"),
        ("\\C off", "not valid"), ("(*UTF)off sick", "option"), (String(repeating: "off sick ", count: 500), "4096"),
        ("off sick|\\d+", "anchors"), ("h(?:x|\\w)", "anchors"),
    ]

    @Test("Regexes that are not valid or give no anchor are refused with a reason", arguments: faulty)
    func refused(regex: String, reason: String) {
        let error = #expect(throws: PatternError.self) { try matcher(regex: regex) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }
}
