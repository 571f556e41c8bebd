import Foundation
import Messages
import Seeded
import Testing

@testable import Detection

@Suite("Normalised text, whatever it is made of")
struct NormalisingPropertyTests {
    private static let alphabet: [Unicode.Scalar] = [
        "a", "B", "c", " ", " ", ".", "-", "_", "*", "\n", "7", "é", "\u{301}", "а", "и", "е", "\u{200B}", "\u{AD}",
        "ß",
        "Ａ", "\u{A0}", "’", "糖", "ﬁ", "😀", "\u{2028}", "ο", "Ω", "\u{E000}", "\u{10FFFF}", "،", "…",
    ]

    private func texts(_ count: Int, of alphabet: [Unicode.Scalar]) -> [String] {
        var random = SeededGenerator(seed: 20_260_501)
        return (0..<count).map { _ in
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            return String(text)
        }
    }

    @Test("Every byte leads back to a character of the text, in order")
    func origins() {
        for text in texts(3_000, of: Self.alphabet) {
            let original = Bytes(text)
            let normalised = NormalisedText(original)
            let size = normalised.text.count
            var last = 0
            for position in 0..<size {
                let range = normalised.original(position..<position + 1)
                #expect(range.lowerBound >= last && range.upperBound >= range.lowerBound)
                #expect(range.lowerBound < original.count && range.upperBound <= original.count)
                #expect(original[range.lowerBound] & 0xC0 != 0x80)
                last = range.lowerBound
            }
            #expect(normalised.original(size..<size) == original.count..<original.count)
            #expect(String(validating: normalised.text.array, as: UTF8.self) != nil)
        }
    }

    @Test("Normalising twice is the same as once")
    func settled() {
        for text in texts(3_000, of: Self.alphabet) {
            let once = NormalisedText(Bytes(text)).text
            #expect(NormalisedText(once).text == once)
        }
    }

    @Test("Spaced words are those that a regular expression finds")
    func spacedWords() throws {
        let pattern = "(?<![A-Za-z0-9])[A-Za-z](?:([ ._*-])[A-Za-z](?![A-Za-z0-9]))(?:\\1[A-Za-z](?![A-Za-z0-9])){2,}"
        let reference = try NSRegularExpression(pattern: pattern)
        for text in texts(4_000, of: ["a", "b", "C", "d", "e", " ", " ", " ", ".", "-", "_", "*", "7", "\n"]) {
            var expected = text
            let found = reference.matches(in: text, range: NSRange(text.startIndex..., in: text))
            for match in found.reversed() {
                let range = try #require(Range(match.range, in: text))
                let letters = text[range].enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
                expected.replaceSubrange(range, with: String(letters))
            }
            #expect(NormalisedText(Bytes(text)).text.string == expected)
        }
    }

    @Test(
        "Long runs and long words cost one pass", arguments: ["a b c d  ", "d.i.a.b.e.t.e.s ", "о", "оa", "и\u{301}"])
    func longTexts(_ piece: String) {
        let text = String(repeating: piece, count: 400_000)
        let normalised = NormalisedText(Bytes(text))
        #expect(normalised.original(0..<normalised.text.count) == 0..<text.utf8.count)
    }
}
