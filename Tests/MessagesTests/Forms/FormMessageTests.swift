import Foundation
import Testing

@testable import Messages

/// A form's places and texts, in order, as a table can say them.
func scanned(_ message: Message) -> [String] {
    message.segments.map { segment in
        switch segment.place {
        case .subject: "<subject>=\(segment.text.string)"
        case .body: "<body>=\(segment.text.string)"
        case .field(let name): "\(name)=\(segment.text.string)"
        case .header(let name): "header:\(name)=\(segment.text.string)"
        case .attachment(let number): "attachment:\(number)=\(segment.text.string)"
        }
    }
}

@Suite("Forms and labelled mails as JSON")
struct JSONFormTests {
    private func read(_ text: String, limits: MessageLimits = MessageLimits()) -> Message {
        Message.form(RawMessage(source: "-", bytes: Bytes(text), form: .json), limits: limits)
    }

    @Test(
        "Members become fields, nested names joined, null and empty values nothing",
        arguments: [
            (#"{"Name":"Ada","Notes":"off sick"}"#, ["Name=Ada", "Notes=off sick"]),
            (
                #"{"fields":{"a":"1","b":{"c":["x",{"d":"y"}]}},"site":"Leeds"}"#,
                ["a=1", "b.c.0=x", "b.c.1.d=y", "site=Leeds"]
            ),
            (#"{"n":-1.5e3,"t":true,"f":false,"z":null,"e":""}"#, ["n=-1.5e3", "t=true", "f=false"]),
            (#" { "a" : [ ] , "b" : { } , "c" : "x" } "#, ["c=x"]),
            (#"{"a":"x\ny\r\nz\t\"q\"\\\/"}"#, ["a=x\ny\nz\t\"q\"\\/"]),
            (#"{"a":"caf\u00e9 \uD83D\uDE00 \ud83d \uDE00x"}"#, ["a=café 😀 \u{FFFD} \u{FFFD}x"]),
            (#"{"a\u00e9":"x"}"#, ["aé=x"]),
            (#"{"":"x"," ":"y"}"#, ["1=x", "2=y"]),
            (#"{"a":"1","a":"2"}"#, ["a=1", "a=2"]),
            ("\u{FEFF}{\"a\":\"x\"}", ["a=x"]),
        ])
    func fields(text: String, expected: [String]) {
        let message = read(text)
        #expect(scanned(message) == expected)
        #expect(message.kind == .form)
        #expect(message.problems.isEmpty)
        #expect(message.unscannable == nil)
    }

    @Test(
        "What is no JSON is named, and what stands before it is kept",
        arguments: [
            (#"{"a":"x","b":"#, ["a=x"]), (#"{"a":"x","b":"unfini"#, ["a=x", "b=unfini"]), (#"{"a":"x",}"#, ["a=x"]),
            (#"{"a":"x"} {"b":"y"}"#, ["a=x"]), (#"{"a":01}"#, []), (#"{"a":1.}"#, []), (#"{"a":truth}"#, []),
            (#"{"a" "x"}"#, []), (#"{a:"x"}"#, []), (#"["x"]"#, []), ("", []), ("{", []), (#"{"a":["x"}"#, ["a.0=x"]),
            (#"{"a":"x","b":[1,],"c":"y",}"#, ["a=x", "b.0=1", "c=y"]), (#"{"a":"x",,"b":1}"#, ["a=x"]),
            (#"{"a":"x\qy","b":"z"}"#, ["a=x\u{FFFD}qy", "b=z"]), (#"{"a":"\u12"}"#, ["a=\u{FFFD}12"]),
        ])
    func broken(text: String, expected: [String]) {
        let message = read(text)
        #expect(scanned(message) == expected)
        #expect(message.unscannable == .broken)
        #expect(message.problems.map(\.description) == ["the line is not valid JSON"])
    }

    @Test("Identifier, sender and subject at the top are metadata")
    func metadata() {
        let message = read(
            #"{"id":"f-1","from":"a@b.example","subject":"Hi","lang":"en","kind":"form","fields":{"id":"x","subject":"y"}}"#
        )
        #expect(message.formID == "f-1")
        #expect(message.from == "a@b.example")
        #expect(scanned(message) == ["<subject>=Hi", "id=x", "subject=y"])
        #expect(read(#"{"id":17}"#).formID == "17")
    }

    @Test(
        "A sender is kept without its name, and what is more than an address is scanned",
        arguments: [
            ("a@b.example", "a@b.example", []), (" <a@b.example> ", "a@b.example", []),
            ("A. B. <a@b.example>", "a@b.example", []),
            ("the night shift", nil, ["from=the night shift"]),
        ] as [(String, String?, [String])])
    func sender(text: String, address: String?, expected: [String]) {
        let message = read(#"{"from":"\#(text)"}"#)
        #expect(message.from == address)
        #expect(scanned(message) == expected)
    }

    @Test("A labelled mail has a body, and its labels are not its text")
    func labelledMail() {
        let text =
            #"{"id":"1","kind":"email","subject":"S","from":"a@b.example","to":"c@d.example, e@f.example","body":"B","labels":["union"],"spans":[{"text":"B"}],"hard_negative":false,"note":"N"}"#
        let message = read(text)
        #expect(message.kind == .email)
        #expect(message.to == ["c@d.example", "e@f.example"])
        #expect(scanned(message) == ["<subject>=S", "<body>=B"])
        #expect(scanned(read(#"{"body":"B","to":["a@b.example"]}"#)) == ["<body>=B"])
        #expect(scanned(read(#"{"body":"B","fields":{"x":"y"}}"#)) == ["body=B", "x=y"])
    }

    @Test("HTML of a mail is read as a reader sees it, and quotations in it and in fields are marked")
    func regions() {
        let html = read(#"{"kind":"email","html":"<p>Dear all<\/p><blockquote>off sick<\/blockquote>"}"#)
        #expect(html.segments.map(\.place) == [.body])
        #expect(html.segments.map(\.decoding.steps) == [[.jsonString, .html]])
        #expect(quotes(html) == ["off sick"])
        #expect(quotes(read(#"{"body":"see below\n> off sick\n"}"#)) == ["> off sick"])
        #expect(quotes(read(#"{"Message":"see below\n> off sick\n"}"#)) == ["> off sick"])
        #expect(quotes(read(#"{"Answer":"> 3 years"}"#)) == [])
        let armor = #"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"#
        #expect(read(#"{"Message":"\#(armor)"}"#).unscannable == .encrypted)
    }

    private func quotes(_ message: Message) -> [String] {
        message.segments.flatMap { segment in
            segment.regions.filter { if case .quote = $0.kind { true } else { false } }.map { region in
                segment.text.slice(region.range).string.trimmingCharacters(in: .whitespacesAndNewlines)
            }
        }
    }

    @Test("Depth, fields and text are limited, and said to be")
    func limits() {
        var limits = MessageLimits()
        limits.depth = 3
        limits.fields = 2
        limits.decodedBytes = 10
        let deep = read(#"{"a":"x","b":{"c":{"d":{"e":1}}}}"#, limits: limits)
        #expect(scanned(deep) == ["a=x"])
        #expect(deep.unscannable == .tooLarge)
        let many = read(#"{"a":"1","b":"2","c":"3","d":"4"}"#, limits: limits)
        #expect(scanned(many) == ["a=1", "b=2"])
        #expect(many.unscannable == .tooLarge)
        #expect(many.problems.count == 1)
        let long = read(#"{"a":"12345678901","b":"2"}"#, limits: limits)
        #expect(scanned(long) == ["b=2"])
        #expect(long.unscannable == .tooLarge)
    }

    @Test("A hundred thousand brackets need no stack")
    func nesting() {
        let message = read(#"{"a":"# + String(repeating: "[", count: 100_000))
        #expect(message.unscannable == .tooLarge)
    }
}
