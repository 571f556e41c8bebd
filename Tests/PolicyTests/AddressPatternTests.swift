import Seeded
import Testing

@testable import Policy

@Suite("Address patterns")
struct AddressPatternTests {
    @Test(
        "a pattern means what it says",
        arguments: [
            ("dpo@*", "dpo@office.example", true), ("dpo@*", "dpo+complaint@office.example", true),
            ("dpo@*", "DPO+x+y@OFFICE.example.", true), ("dpo@*", "dpox@office.example", false),
            ("dpo@*", "x+dpo@office.example", false), ("dpo@*", "dpo", true),
            ("*@ico.org.uk", "case.work@ico.org.uk", true), ("*@ico.org.uk", "a@mail.ico.org.uk", false),
            ("*@ico.org.uk", "a@ico.org.uk.evil.example", false), ("*@ico.org.uk", "a@evilico.org.uk", false),
            ("*@*.example", "a@b.example", true), ("*@*.example", "a@b.c.example", true),
            ("*@*.example", "a@example", false), ("a@b.example", "A@B.example", true),
            ("a+b@c.example", "a+b@c.example", true), ("a+b@c.example", "a@c.example", false),
            ("a+b@c.example", "a+b+c@c.example", false), ("whistle*@*", "whistleblowing@office.example", true),
            ("whistle*@*", "thewhistle@office.example", false), ("*@bücher.example", "x@xn--bcher-kva.example", true),
            ("*@xn--bcher-kva.example", "x@BÜCHER.example", true), ("*@*", "anyone@anywhere.example", true),
        ])
    func table(pattern: String, address: String, expected: Bool) throws {
        #expect(try #require(AddressPattern(pattern)).matches(Address(address)) == expected)
    }

    @Test(
        "what is no pattern is refused",
        arguments: ["", "@", "dpo", "dpo@", "@x", "a@b@c", "a b@c", "a@b c", "\"\"@x", "a@."])
    func refused(text: String) {
        #expect(AddressPattern(text) == nil)
    }

    @Test("stars agree with a plain recursive matcher")
    func property() throws {
        var generator = SeededGenerator(seed: 7)
        var hits = 0
        for _ in 0..<20_000 {
            let pattern = word(of: "ab*", upTo: 6, &generator)
            let local = word(of: "ab", upTo: 8, &generator)
            let compiled = try #require(AddressPattern(pattern + "@x"))
            let expected = naive(Array(pattern)[...], Array(local)[...])
            hits += expected ? 1 : 0
            #expect(compiled.matches(Address(local + "@x")) == expected, "\(pattern) \(local)")
        }
        #expect(hits > 1_000)
    }

    @Test("many stars against a long address come to an end")
    func hostile() throws {
        let pattern = try #require(AddressPattern(String(repeating: "a*", count: 30) + "b@x"))
        #expect(!pattern.matches(Address(String(repeating: "a", count: 50_000) + "@x")))
    }

    private func word(of letters: String, upTo length: Int, _ generator: inout SeededGenerator) -> String {
        let letters = Array(letters)
        let count = Int.random(in: 1...length, using: &generator)
        return String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
    }

    private func naive(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return naive(pattern.dropFirst(), text) || (!text.isEmpty && naive(pattern, text.dropFirst()))
        }
        return text.first == first && naive(pattern.dropFirst(), text.dropFirst())
    }
}
