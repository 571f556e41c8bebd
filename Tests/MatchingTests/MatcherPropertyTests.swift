import Matching
import Seeded
import Testing

@Suite("Terms against a plain reference")
struct MatcherPropertyTests {
    private static let letters: [String] = ["a", "b", "A", "e", "é", "ß", "1", "s", "S"]
    private static let separators: [String] = [
        " ", " ", " ", "-", "\n", "\r\n", "\t", "\n> ", "  ", ">", ".", ",", "'", "+", "/", "#", "€", "—", "“", "😀",
        "\u{A0}", "«", "。", "_",
    ]
    private static let unspaced: [String] = ["字", "の", "ก", "한", "𠮷", "ខ", "က", "ລ"]

    private static func word(_ generator: inout SeededGenerator, upTo length: Int) -> String {
        (0..<Int.random(in: 1...length, using: &generator)).map { _ in letters.pick(&generator) }.joined()
    }

    private static func term(_ generator: inout SeededGenerator) -> String {
        let joints = [" ", " ", " ", "-", "/", "'", "+", "é", ">", "."]
        var text = word(&generator, upTo: 3)
        for _ in 0..<Int.random(in: 0...3, using: &generator) where Bool.random(using: &generator) {
            text += joints.pick(&generator) + word(&generator, upTo: 2)
        }
        switch Int.random(in: 0...12, using: &generator) {
        case 0: return text + "*"
        case 1: return "+" + text
        case 2: return text + "++"
        case 3: return "#" + text + "*"
        case 4: return unspaced.pick(&generator) + text
        case 5: return text + unspaced.pick(&generator)
        case 6: return unspaced.pick(&generator)
        case 7: return unspaced.pick(&generator) + unspaced.pick(&generator)
        case 8: return "-" + text
        case 9: return text + "aabbaabb"
        case 10: return "aabbaabb" + text
        default: return text
        }
    }

    private static func text(_ generator: inout SeededGenerator, _ terms: [NaiveMatcher.NaiveTerm], length: Int)
        -> String
    {
        var text = ""
        while text.utf8.count < length {
            switch Int.random(in: 0...9, using: &generator) {
            case 0...3: text += word(&generator, upTo: 4)
            case 4...6: text += separators.pick(&generator)
            case 7: text += unspaced.pick(&generator)
            default:
                let term = terms.pick(&generator).text.replacing("*", with: "")
                text += term.split(separator: " ", omittingEmptySubsequences: false).joined(
                    separator: separators.pick(&generator))
            }
        }
        while text.utf8.count > length { text.unicodeScalars.removeLast() }
        return text
    }

    private static func terms(_ generator: inout SeededGenerator, _ count: Int) -> [NaiveMatcher.NaiveTerm] {
        (0..<count).map { index in
            NaiveMatcher.NaiveTerm(
                text: term(&generator), pattern: Int32(index / 2),
                caseSensitive: Int.random(in: 0...5, using: &generator) == 0)
        }
    }

    private static func matcher(_ terms: [NaiveMatcher.NaiveTerm]) throws -> Matcher {
        var builder = MatcherBuilder()
        for term in terms { try builder.addTerm(term.text, pattern: term.pattern, caseSensitive: term.caseSensitive) }
        return try builder.build()
    }

    @Test("Random terms in random texts of every length to 200 match as the reference says", arguments: 0..<24)
    func everyLength(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let terms = Self.terms(&generator, Int.random(in: 1...40, using: &generator))
        let matcher = try Self.matcher(terms)
        let naive = NaiveMatcher(terms: terms)
        let scratch = MatcherScratch()
        for length in 0...200 {
            let text = Self.text(&generator, terms, length: length)
            #expect(
                matcher.matches(in: Array(text.utf8), scratch: scratch) == naive.matches(in: text),
                "\(text.debugDescription)")
        }
    }

    @Test("A term is found at every offset around the borders of blocks, whatever stands around it")
    func everyOffset() throws {
        let words = [
            "a", "ab", "abcdefg", "abcdefgh", "abcdefghi", "ab cd", "ab*", "字b", "c++", "+ve", "cd ef gh ij", "é",
            "-ve",
        ]
        let terms = words.enumerated().map { NaiveMatcher.NaiveTerm(text: $1, pattern: Int32($0)) }
        let matcher = try Self.matcher(terms)
        let naive = NaiveMatcher(terms: terms)
        let scratch = MatcherScratch()
        for word in words.map({ $0.replacing("*", with: "") }) {
            for filler in [" ", "x", "é", "字", "😀"] {
                for count in Array(0...10) + Array(50...70) + Array(108...116) {
                    let before = String(repeating: filler, count: count / filler.utf8.count)
                    for text in [before + word + filler, before + " " + word + " " + before] {
                        #expect(matcher.matches(in: Array(text.utf8), scratch: scratch) == naive.matches(in: text))
                    }
                }
            }
        }
    }

    @Test("A search within a range reports exactly the matches of the whole text that lie in it", arguments: 0..<12)
    func ranges(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed) + 1_000)
        let terms = Self.terms(&generator, 30)
        let matcher = try Self.matcher(terms)
        let scratch = MatcherScratch()
        for _ in 0..<60 {
            let text = Array(Self.text(&generator, terms, length: Int.random(in: 0...260, using: &generator)).utf8)
            let all = matcher.matches(in: text, scratch: scratch)
            let ends = [
                Int.random(in: 0...text.count, using: &generator), Int.random(in: 0...text.count, using: &generator),
            ].sorted()
            // A shorter match may stand in the range where the longest of its pattern does not.
            let within = all.filter { $0.start >= ends[0] && $0.end <= ends[1] }
            let found = matcher.matches(in: text, range: ends[0]..<ends[1], scratch: scratch)
            #expect(Set(within).isSubset(of: Set(found)))
            for match in Set(found).subtracting(within) {
                #expect(match.start >= ends[0] && match.end <= ends[1])
                #expect(all.contains { $0.pattern == match.pattern && $0.start == match.start && $0.end > ends[1] })
            }
        }
    }

    @Test("Bytes that are no UTF-8 are searched without harm, and the terms between them found", arguments: 0..<8)
    func anyBytes(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed) + 2_000)
        let matcher = try Self.matcher(
            Self.terms(&generator, 40) + [NaiveMatcher.NaiveTerm(text: "needle", pattern: 99)])
        let scratch = MatcherScratch()
        let bytes: [UInt8] = [
            0xE3, 0x81, 0x82, 0xF0, 0x9F, 0x98, 0xC2, 0xA0, 0xFF, 0x80, 0x41, 0x20, 0x00, 0xE2, 0xED, 0xEF, 0xBF,
        ]
        for length in 0...300 {
            let noise = (0..<length).map { _ in bytes.pick(&generator) }
            let text = noise + Array(" needle ".utf8) + noise
            let found = matcher.matches(in: text, scratch: scratch)
            #expect(found.contains(Match(pattern: 99, start: Int32(length + 1), end: Int32(length + 7))))
            #expect(found.allSatisfy { $0.start >= 0 && $0.start < $0.end && $0.end <= text.count })
        }
    }
}
