import Foundation
import Messages
import Testing

@testable import Detection

@Suite("Labelled corpora")
struct LabelledMessageTests {
    private func load(_ lines: String...) throws -> [LabelledMessage] {
        let folder = try PackFolder(["corpus.jsonl": lines.joined(separator: "\n")])
        return try LabelledMessage.load(path: "\(folder.path)/corpus.jsonl")
    }

    @Test("A mail and a form with their phrases")
    func reading() throws {
        let messages = try load(
            #"{"id":"a","kind":"email","subject":"Café","body":"I have é lupus.","labels":["health"],"note":"x","spans":["#
                + #"{"text":"é lupus","where":"body","category":"health","polarity":"negated","explicit":false,"about":"other"}]}"#,
            "", "  \r",
            #"{"id":"b","fields":{"Note":"nothing","Diet":"halal"},"labels":["religion"],"hard_negative":false,"spans":["#
                + #"{"text":"halal","where":"field:Diet","category":"religion"}]}"#,
            #"{"id":"c","text":"Insurance.","labels":[],"hard_negative":true}"#)
        #expect(messages.map(\.id) == ["a", "b", "c"])
        #expect(messages.map(\.message.kind) == [.email, .form, .email])
        #expect(messages[0].message.segments.map(\.place) == [.subject, .body])
        let span = try #require(messages[0].spans.first)
        #expect(messages[0].message.segments[1].text.slice(span.bytes).string == "é lupus")
        #expect(span.polarity == .negated && !span.explicit && span.about == .other && span.category == .health)
        #expect(messages[1].spans.map(\.place) == [.field("Diet")] && messages[1].spans.map(\.about) == [nil])
        #expect(messages[1].spans.map(\.polarity) == [.affirmed] && messages[1].spans.map(\.explicit) == [true])
        #expect(
            messages.map(\.isInnocent) == [false, false, true]
                && messages.map(\.isHardNegative) == [false, false, true])
    }

    @Test("A body in HTML is read as a mail's would be, and phrases are found with its marks or without them")
    func html() throws {
        let messages = try load(
            #"{"id":"a","subject":"x","html":"<p>I have <b>lupus</b> &amp; gout.</p>","labels":["health"],"spans":["#
                + #"{"text":"have lupus","where":"body","category":"health"},"#
                + #"{"text":"<b>lupus</b> &amp; gout","where":"body","category":"health"}]}"#)
        let body = try #require(messages[0].message.segments.last)
        #expect(body.place == .body && body.text.string.contains("I have lupus & gout."))
        #expect(messages[0].spans.map { body.text.slice($0.bytes).string } == ["have lupus", "lupus & gout"])
        let twice = #"{"id":"a","body":"x","html":"<p>y</p>","labels":[]}"#
        #expect(mistake { _ = try load(twice) }?.message.contains("not both") == true)
    }

    @Test("A phrase that stands more than once is found by its scalars, one without a place by its text")
    func positions() throws {
        func bytes(_ span: String) throws -> [Range<Int>] {
            try load(#"{"id":"a","subject":"ill","body":"é ill and ill","labels":["health"],"spans":[\#(span)]}"#)[0]
                .spans.map(\.bytes)
        }
        #expect(try bytes(#"{"text":"ill","where":"body","category":"health"}"#) == [3..<6])
        #expect(try bytes(#"{"text":"ill","where":"body","category":"health","start":10,"end":13}"#) == [11..<14])
        // Positions that do not fit the text are not believed.
        #expect(try bytes(#"{"text":"ill","where":"body","category":"health","start":1,"end":4}"#) == [3..<6])
        #expect(try bytes(#"{"text":"and","category":"health"}"#) == [7..<10])
    }

    @Test(
        "Mistakes have file, line and reason",
        arguments: [
            ("{", "is not a labelled message in JSON"), ("[]", "is not a labelled message in JSON"),
            (#"{"id":"a"}"#, "is not a labelled message in JSON"),
            (#"{"id":"a","labels":["helth"]}"#, "'helth' is not a category"),
            (#"{"id":"a","kind":"letter","labels":[]}"#, "'kind' should be email or form"),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"y","category":"health"}]}"#,
                "stands nowhere"
            ),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"y","where":"body","category":"health"}]}"#,
                "does not stand in its place"
            ),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"x","where":"subject","category":"health"}]}"#,
                "names a place that"
            ),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"x","where":"foot","category":"health"}]}"#,
                "should be subject, body or"
            ),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"","where":"body","category":"health"}]}"#,
                "does not stand in its place"
            ),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"x","category":"union"}]}"#,
                "not among the labels"
            ),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"x","category":"helth"}]}"#,
                "'helth' is not a category"
            ),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"x","category":"health","polarity":"denied"}]}"#,
                "'denied' is not a polarity"
            ),
            (
                #"{"id":"a","body":"x","labels":["health"],"spans":[{"text":"x","category":"health","about":"me"}]}"#,
                "'me' is not somebody"
            ),
        ])
    func mistakes(_ line: String, _ message: String) {
        let found = mistake { _ = try load(#"{"id":"0","labels":[]}"#, "", line) }
        #expect(found?.line == 3 && found?.file.hasSuffix("corpus.jsonl") == true)
        #expect(found?.message.contains(message) == true, "\(found?.message ?? "nothing")")
    }

    @Test("Mistakes quote no text of a message")
    func discreet() {
        let line =
            #"{"id":"a","body":"zanzibar","labels":["health"],"spans":[{"text":"zanzibars","category":"health"}]}"#
        #expect(mistake { _ = try load(line) }?.description.contains("zanzibar") == false)
    }

    @Test("A file that is not there is a mistake")
    func missing() { #expect(mistake { _ = try LabelledMessage.load(path: "/nowhere.jsonl") }?.line == 0) }
}
