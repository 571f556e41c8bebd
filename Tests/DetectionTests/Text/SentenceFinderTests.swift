import Foundation
import Messages
import Testing

@testable import Detection

@Suite("Sentences in mail text")
struct SentenceFinderTests {
    private let finder = SentenceFinder(abbreviations: ["dr", "e.g", "approx"])

    /// The sentence around the word Xxx.
    private func sentence(_ text: String) throws -> String {
        let bytes = Bytes(text)
        let position = try #require(bytes.firstIndex(of: 0x58))
        return bytes.slice(finder.sentence(around: position..<position + 3, in: bytes)).string
    }

    @Test(
        "A sentence ends at stops, marks and what follows them",
        arguments: [
            ("One. Two Xxx three. Four", "Two Xxx three."), ("Really? Xxx! Yes", "Xxx!"),
            ("(One.) Xxx \"two.\" Three", "Xxx \"two.\""),
            ("Xxx", "Xxx"), ("One.Xxx two. Three", "One.Xxx two."),
            ("Version 2.5 Xxx here. Next", "Version 2.5 Xxx here."),
            ("See www.example.org Xxx now. Next", "See www.example.org Xxx now."),
        ])
    func stops(_ text: String, _ expected: String) throws { #expect(try sentence(text) == expected) }

    @Test(
        "Abbreviations and initials end none, the pronoun does",
        arguments: [
            ("I saw Dr. Smith about Xxx. Next", "I saw Dr. Smith about Xxx."),
            ("Pills, e.g. Xxx, daily. Next", "Pills, e.g. Xxx, daily."),
            ("It took approx. Xxx days. Next", "It took approx. Xxx days."),
            ("Mary J. Blige Xxx sang. Next", "Mary J. Blige Xxx sang."), ("So do I. Xxx is next. Y", "Xxx is next."),
            ("At the clinic. Xxx", "Xxx"),
        ])
    func abbreviations(_ text: String, _ expected: String) throws { #expect(try sentence(text) == expected) }

    @Test(
        "Wrapped lines go on; short lines, lists, headings and empty lines do not",
        arguments: [
            (
                "I was signed off by my doctor last week because of the\nXxx that came back in March. Then",
                "I was signed off by my doctor last week because of the\nXxx that came back in March."
            ),
            ("Hello,\n\nXxx is here.\n\nBye", "Xxx is here."), ("HEADING\nXxx follows here", "Xxx follows here"),
            ("one\ntwo Xxx\nthree", "one\ntwo Xxx\nthree"), ("Items:\n- asthma\n- Xxx\n- lupus", "- Xxx"),
            ("Items:\n* asthma\n* Xxx and\n  more", "* Xxx and\n  more"),
            (
                "We looked at all of these things in the last months\n12) Xxx and\n13) lupus", "12) Xxx and"
            ),
            ("Dear all,\nXxx is ill. Bye", "Dear all,\nXxx is ill."),
            ("> I said so.\n> Xxx was ill.\n> Bye.", "> Xxx was ill."),
            ("Name: A\nIllness: Xxx\nSince: May", "Illness: Xxx"),
        ])
    func lines(_ text: String, _ expected: String) throws { #expect(try sentence(text) == expected) }

    @Test("Text without stops is followed a bounded way")
    func bounded() {
        let text = Bytes(String(repeating: "word ", count: 2_000))
        let range = finder.sentence(around: 5_000..<5_004, in: text)
        #expect(range.contains(5_000..<5_004))
        #expect(range.count <= 2 * SentenceFinder.reach + 4)
        #expect(range.count > SentenceFinder.reach)
    }

    @Test("The sentence before is one of the same paragraph")
    func before() throws {
        let bytes = Bytes("My wife is ill. She has lupus. Two\n\nNew start. After")
        let second = try #require(bytes.string.range(of: "She"))
        let start = bytes.string.utf8.distance(from: bytes.string.startIndex, to: second.lowerBound)
        let range = try #require(finder.sentence(before: start, in: bytes))
        #expect(bytes.slice(range).string == "My wife is ill.")
        #expect(finder.sentence(before: 0, in: bytes) == nil)
        let paragraph = try #require(bytes.string.range(of: "New"))
        let newStart = bytes.string.utf8.distance(from: bytes.string.startIndex, to: paragraph.lowerBound)
        #expect(finder.sentence(before: newStart, in: bytes) == nil)
    }

    @Test("All sentences of a text cover it in order")
    func all() {
        let text = "One. Two is X!\n\n- three\n- four\nWhy? " + String(repeating: "long ", count: 300)
        let message = MessageText(mail(text))
        let ranges = message.sentences(of: 0)
        let words = ranges.prefix(5).map { message.segments[0].text.slice($0).string }
        #expect(words == ["One.", "Two is X!", "- three", "- four", "Why?"])
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        let covered = ranges.reduce(into: "") { $0 += message.segments[0].text.slice($1).string }
        #expect(covered.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
        #expect(ranges.allSatisfy { $0.count <= SentenceFinder.reach + 1 })
    }
}
