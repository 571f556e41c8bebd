import Seeded
import Testing

@testable import Matching

@Suite("The shape of a text")
struct TextShapeTests {
    /// The same, character by character.
    private static func naive(_ text: [UInt8]) -> TextShape {
        var shape: TextShape = text.contains { $0 >= 0x80 } ? .beyondASCII : []
        func isWord(_ index: Int) -> Bool {
            text.indices.contains(index) && (text[index] >= 0x80 || TextView.isASCIIWord(text[index]))
        }
        func isLetter(_ index: Int) -> Bool { (text[index] | 0x20) &- 0x61 < 26 }
        for start in text.indices where start + 6 < text.count {
            let letters = (0..<4).map { start + $0 * 2 }
            let marks = [text[start + 1], text[start + 3], text[start + 5]]
            guard letters.allSatisfy(isLetter), Set(marks).count == 1, !isWord(start + 1), !isWord(start - 1),
                !isWord(start + 7)
            else { continue }
            shape.insert(.spacedLetters)
        }
        return shape
    }

    @Test("Nothing is missed, and what is only feared is rare")
    func random() {
        var generator = SeededGenerator(seed: 20_261_125)
        let alphabets = ["a b.c-1_", "ab .", "a  é", "abc 12"].map { Array($0.utf8) }
        var feared = 0
        for _ in 0..<4_000 {
            let alphabet = alphabets.pick(&generator)
            let text = (0..<Int.random(in: 0...200, using: &generator)).map { _ in alphabet.pick(&generator) }
            let shape = TextShape(of: text.span.bytes)
            let expected = Self.naive(text)
            #expect(shape.isSuperset(of: expected))
            #expect(shape.contains(.beyondASCII) == expected.contains(.beyondASCII))
            if shape != expected { feared += 1 }
        }
        #expect(feared < 400)
    }

    @Test("A spaced word is seen wherever it stands", arguments: 0..<130)
    func everywhere(place: Int) {
        let text = Array((String(repeating: "x", count: place) + " d.i.a.b.e.t.e.s").utf8)
        #expect(TextShape(of: text.span.bytes) == .spacedLetters)
        let high = [UInt8](repeating: 0x20, count: place) + [0xC3]
        #expect(TextShape(of: high.span.bytes) == .beyondASCII)
    }

    @Test(
        "Rows of single digits and short words are nothing", arguments: ["1 2 3 4 5 6", "a b-c d", "is it in on", ""])
    func ordinary(_ text: String) {
        #expect(TextShape(of: Array(text.utf8).span.bytes) == [])
    }
}
