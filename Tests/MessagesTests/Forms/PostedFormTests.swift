import Testing

@testable import Messages

@Suite("Forms as browsers post them")
struct PostedFormTests {
    private func posted(_ text: String, limits: MessageLimits = MessageLimits()) -> Message {
        Message.form(RawMessage(source: "-", bytes: Bytes(text), form: .urlencoded), limits: limits)
    }

    @Test(
        "Names and values are decoded",
        arguments: [
            ("a=x&b=y", ["a=x", "b=y"]), ("a=x+y%20z", ["a=x y z"]), ("a+b=caf%C3%A9", ["a b=café"]),
            ("a=caf%E9", ["a=café"]),
            ("a=1%0D%0A2%0a3", ["a=1\n2\n3"]), ("a=100%&b=%zz&c=%4", ["a=100%", "b=%zz", "c=%4"]), ("a=x=y", ["a=x=y"]),
            ("a=&&b", ["2=b"]), ("", []), ("&&", []), ("subject=S&a=x&subject=T", ["<subject>=S", "a=x", "subject=T"]),
        ])
    func urlencoded(text: String, expected: [String]) {
        let message = posted(text)
        #expect(scanned(message) == expected)
        #expect(message.problems.isEmpty)
    }

    @Test("Sender and identifier are metadata")
    func metadata() {
        let message = posted("id=9&email=a%40b.example&email=c%40d.example&text=x")
        #expect(message.formID == "9")
        #expect(message.from == "a@b.example")
        #expect(scanned(message) == ["email=c@d.example", "text=x"])
    }

    @Test("Fields beyond the limit are not read, and said not to be")
    func limit() {
        var limits = MessageLimits()
        limits.fields = 2
        let message = posted("a=1&b=2&c=3", limits: limits)
        #expect(scanned(message) == ["a=1", "b=2"])
        #expect(message.unscannable == .tooLarge)
    }

    private func multipart(_ lines: [String], boundary: String = "XX") -> Message {
        let raw = RawMessage(
            source: "-", bytes: Bytes(lines.joined(separator: "\r\n")), form: .multipart(boundary: boundary))
        return Message.form(raw)
    }

    @Test("Parts are fields, files are attachments, text files are read")
    func files() {
        let message = multipart([
            "--XX", "Content-Disposition: form-data; name=\"Reason for absence\"", "", "two", "lines",
            "--XX", "Content-Disposition: form-data; name=\"email\"", "", "a@b.example",
            "--XX", "Content-Disposition: form-data; name=\"note\"; filename=\"note one.txt\"",
            "Content-Type: text/plain", "", "inside",
            "--XX", "Content-Disposition: form-data; name=\"scan\"; filename=\"s.pdf\"",
            "Content-Type: application/pdf", "", "%PDF",
            "--XX", "Content-Disposition: form-data; name=\"none\"; filename=\"\"",
            "Content-Type: application/octet-stream", "", "",
            "--XX--", "",
        ])
        #expect(
            scanned(message) == [
                "Reason for absence=two\nlines", "header:Content-Disposition=note one.txt", "attachment:1=inside",
                "header:Content-Disposition=s.pdf",
            ])
        #expect(message.from == "a@b.example")
        #expect(message.attachments.map(\.mediaType) == ["text/plain", "application/pdf"])
        #expect(message.attachments.map(\.part) == ["3", "4"])
        #expect(message.attachments.map { message.raw.slice($0.range).string } == ["inside", "%PDF"])
        #expect(message.problems.map(\.description) == ["attachment 2 (application/pdf) is not read"])
        #expect(message.unscannable == nil)
    }

    @Test("A charset holds for the part that names it, or for all by the field that does")
    func charsets() {
        var raw = Array(
            "--XX\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n".utf8)
        raw += [0xC1, 0x0D, 0x0A] + Array("--XX--\r\n".utf8)
        let named = Message.form(RawMessage(source: "-", bytes: Bytes(raw), form: .multipart(boundary: "XX")))
        #expect(scanned(named) == ["a=а"])
        var forAll = Array("--XX\r\nContent-Disposition: form-data; name=_charset_\r\n\r\niso-8859-7\r\n--XX\r\n".utf8)
        forAll +=
            Array("Content-Disposition: form-data; name=a\r\n\r\n".utf8) + [0xE1, 0x0D, 0x0A] + Array("--XX--".utf8)
        let all = Message.form(RawMessage(source: "-", bytes: Bytes(forAll), form: .multipart(boundary: "XX")))
        #expect(scanned(all).last == "a=α")
    }

    @Test("A body without its boundary, or without the last one, is named")
    func broken() {
        let without = multipart(["--YY", "Content-Disposition: form-data; name=a", "", "x"])
        #expect(without.unscannable == .broken)
        let open = multipart(["--XX", "Content-Disposition: form-data; name=a", "", "x"])
        #expect(scanned(open) == ["a=x"])
        #expect(open.problems.map(\.description) == ["unterminated multipart boundary"])
        #expect(open.unscannable == nil)
    }
}
