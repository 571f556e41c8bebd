import Matching
import Testing

@Suite("What a term matches")
struct TermTests {
    struct Example: CustomTestStringConvertible, Sendable {
        var term: String
        var text: String
        var pieces: [String]
        var testDescription: String { "\(term) in \(text)" }

        init(_ term: String, _ text: String, _ pieces: [String]) {
            self.term = term
            self.text = text
            self.pieces = pieces
        }
    }

    static let wordExamples: [Example] = [
        Example("gene", "general gene Gene. genes eugene gene", ["gene", "Gene", "gene"]),
        Example("gene", "gene", ["gene"]),
        Example("ms", "MS, ms; Ms's _ms_ ms2 2ms", ["MS", "ms", "Ms", "ms"]),
        Example("45", "45 145 45% £45", ["45", "45", "45"]),
        Example(
            "antidisestablishmentarian", "an Antidisestablishmentarian antidisestablishmentarians",
            ["Antidisestablishmentarian"]),
        Example("café", "Café cafés CAFé cafe", ["Café", "CAFé"]),
        Example("o'brien", "O'Brien OBrien o-brien", ["O'Brien"]),
        Example("a/c", "A/C a/c's ba/c a/cd", ["A/C", "a/c"]),
        Example("c++", "C++, c+++ vc++ c++11", ["C++", "c++", "c++"]),
        Example("+ve", "HIV +ve, HIV+ve, +very", ["+ve", "+ve"]),
        Example("-ve", "rhesus -ve", ["-ve"]),
        Example("#metoo", "##MeToo #metoos", ["#MeToo"]),
        Example("u.s.", "the U.S. and u.s.", ["U.S.", "u.s."]),
    ]

    static let separatorExamples: [Example] = [
        Example("off sick", "off sick", ["off sick"]),
        Example("off sick", "off-sick off  sick off\tsick", ["off-sick", "off  sick", "off\tsick"]),
        Example("off sick", "off\nsick off\r\nsick", ["off\nsick", "off\r\nsick"]),
        Example(
            "off sick", "off\n> sick off \r\n>> sick off\n> > sick",
            ["off\n> sick", "off \r\n>> sick", "off\n> > sick"]),
        Example("off-sick", "off sick off-sick off --- sick", ["off sick", "off-sick", "off --- sick"]),
        Example("off sick", "off        sick", ["off        sick"]),
        Example("off sick", "off         sick", []),
        Example("off sick", "off\n              sick", ["off\n              sick"]),
        Example("off sick", "off\n               sick", []),
        Example("off sick", "off > sick off. sick off, sick offsick off_sick", []),
        Example("off sick", "takeoff sick off sickness", []),
        Example("  off   sick ", "off sick", ["off sick"]),
        Example("bmi > 40", "BMI > 40, bmi\n>  40", ["BMI > 40"]),
        Example("> 40", "a > 40", ["> 40"]),
    ]

    static let prefixExamples: [Example] = [
        Example(
            "dialys*", "dialysis Dialyse dialys dialyse's redialyse", ["dialysis", "Dialyse", "dialys", "dialyse"]),
        Example("type 2 diab*", "type-2 diabetics", ["type-2 diabetics"]),
        Example("hospitalis*", "hospitalisation hospitalise hospitals", ["hospitalisation", "hospitalise"]),
        Example("a*", "an éa ax a", ["an", "ax", "a"]),
        Example("é*", "été e", ["été"]),
        Example("c+*", "c+x", ["c+"]),
    ]

    @Test("Whole words and characters of no word", arguments: wordExamples)
    func words(_ example: Example) throws {
        #expect(try matcher(example.term).pieces(of: example.text) == example.pieces)
    }

    @Test("A space or hyphen matches blanks, hyphens and quoted line breaks", arguments: separatorExamples)
    func separators(_ example: Example) throws {
        #expect(try matcher(example.term).pieces(of: example.text) == example.pieces)
    }

    @Test("A star lets the last word go on", arguments: prefixExamples)
    func prefixes(_ example: Example) throws {
        #expect(try matcher(example.term).pieces(of: example.text) == example.pieces)
    }

    @Test("Capital letters count where a term asks for it")
    func caseSensitive() throws {
        let found = try matcher("AIDS", "ME", caseSensitive: true).pieces(of: "aids AIDS Aids me ME Me")
        #expect(found == ["AIDS", "ME"])
    }

    @Test("Terms find each other's matches no hindrance, in order of start and length")
    func order() throws {
        let found = try matcher("heart attack", "heart", "attack", "heart*", "heart attack").matches(
            in: Array("a heart attack".utf8))
        #expect(
            found == [
                Match(pattern: 0, start: 2, end: 14), Match(pattern: 4, start: 2, end: 14),
                Match(pattern: 1, start: 2, end: 7),
                Match(pattern: 3, start: 2, end: 7), Match(pattern: 2, start: 8, end: 14),
            ])
    }

    @Test("Of matches with one pattern and one start the longest is reported")
    func longest() throws {
        var builder = MatcherBuilder()
        for term in ["sick", "sick leave", "sick*", "leave"] { try builder.addTerm(term, pattern: 7) }
        #expect(try builder.build().pieces(of: "sick leave") == ["sick leave", "leave"])
    }

    @Test("Matches are appended behind those that are there")
    func appends() throws {
        let matcher = try matcher("a")
        var matches = [Match(pattern: 9, start: 0, end: 1)]
        Array("a".utf8).withUnsafeBytes { matcher.find(in: $0, scratch: MatcherScratch(), into: &matches) }
        #expect(matches == [Match(pattern: 9, start: 0, end: 1), Match(pattern: 0, start: 0, end: 1)])
    }

    @Test(
        "Terms without letter or digit, with control characters or too long are refused",
        arguments: ["", " ", "*", "---", "+", "a\u{0}b", "—", String(repeating: "a", count: 257)])
    func refused(_ term: String) {
        var builder = MatcherBuilder()
        #expect(throws: PatternError.self) { try builder.addTerm(term, pattern: 0) }
        #expect(throws: PatternError.self) { try builder.addTerm("a", pattern: 0, exclusions: [term]) }
    }

    @Test("A matcher without patterns and an empty text find nothing")
    func empty() throws {
        #expect(
            try MatcherBuilder().build().pieces(
                of: "some text of more than 64 bytes, so that a whole block is looked at once"
            ).isEmpty)
        #expect(try matcher("a").pieces(of: "").isEmpty)
    }

    @Test(
        "Punctuation, symbols and emoji beyond ASCII end words",
        arguments: ["—", "“", "”", "’", "…", "\u{A0}", "«", "€", "😀", "•", "，", "→", "\u{FE0F}"])
    func otherScalars(_ mark: String) throws {
        #expect(try matcher("gene").pieces(of: "\(mark)gene\(mark)gene\(mark)") == ["gene", "gene"])
    }
}
