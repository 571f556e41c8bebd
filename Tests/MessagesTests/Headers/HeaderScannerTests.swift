import Testing

@testable import Messages

@Suite("Header fields")
struct HeaderScannerTests {
    struct Case: Sendable {
        var name: String
        var input: String
        var fields: [String]
        var body: String
        var oddities: HeaderScanner.Oddities = []
    }

    static let cases: [Case] = [
        Case(name: "CRLF", input: "A: 1\r\nB: 2\r\n\r\nx", fields: ["A=1", "B=2"], body: "x"),
        Case(name: "LF", input: "A: 1\nB: 2\n\nx", fields: ["A=1", "B=2"], body: "x"),
        Case(name: "CR", input: "A: 1\rB: 2\r\rx", fields: ["A=1", "B=2"], body: "x"),
        Case(name: "CR CR LF", input: "A: 1\r\r\nB: 2\r\r\n\r\r\nx", fields: ["A=1", "B=2"], body: "x"),
        Case(
            name: "folded", input: "A: 1\r\n 2\r\n\t3\r\nB: 4\r\n\r\n", fields: ["A=1\r\n 2\r\n\t3", "B=4"], body: ""),
        Case(name: "folded with LF", input: "A:\n 1\n\nx", fields: ["A=\n 1"], body: "x"),
        Case(name: "blanks before the colon", input: "A : 1\nB\t: 2\n\nx", fields: ["A=1", "B=2"], body: "x"),
        Case(name: "no value", input: "A:\nB: 2\n\nx", fields: ["A=", "B=2"], body: "x"),
        Case(name: "mbox line on top", input: "From a@b Thu\nA: 1\n\nx", fields: ["A=1"], body: "x"),
        Case(name: "quoted mbox line on top", input: ">From a@b Thu\nA: 1\n\nx", fields: ["A=1"], body: "x"),
        Case(name: "mbox line inside", input: "A: 1\n>From a@b Thu\nB: 2\n\nx", fields: ["A=1", "B=2"], body: "x"),
        Case(
            name: "missing blank line", input: "A: 1\nHello you\nthere\n", fields: ["A=1"], body: "Hello you\nthere\n",
            oddities: .noBlankLine),
        Case(
            name: "stray line", input: "A: 1\nstray line\nB: 2\n\nx", fields: ["A=1", "B=2"], body: "x",
            oddities: .strayLine),
        Case(name: "no header at all", input: "Hello you,\nNote: this\n", fields: [], body: "Hello you,\nNote: this\n"),
        Case(name: "blank line first", input: "\nA: 1\n", fields: [], body: "A: 1\n"),
        Case(name: "8-bit", input: "A: é\n\nx", fields: ["A=é"], body: "x"),
        Case(name: "NUL", input: "A: 1\0 2\n\nx", fields: ["A=1\0 2"], body: "x"),
        Case(name: "no body", input: "A: 1", fields: ["A=1"], body: ""),
        Case(name: "ends after CR", input: "A: 1\r", fields: ["A=1"], body: ""),
        Case(name: "empty", input: "", fields: [], body: ""),
    ]

    @Test("Fields and the start of the body are found whatever the line endings and oddities", arguments: cases)
    func fields(_ item: Case) {
        let bytes = Array(item.input.utf8)
        var scanner = HeaderScanner(bytes.span, in: 0..<bytes.count, limits: .init())
        var found: [String] = []
        while let field = scanner.next(in: bytes.span) {
            let value = bytes.span.trimmed(field.value)
            let isEmpty = value.isEmpty || field.value.isEmpty
            let text = isEmpty ? "" : String(decoding: bytes[field.value], as: UTF8.self)
            found.append(
                String(decoding: bytes[field.name], as: UTF8.self) + "="
                    + (text.first == " " ? String(text.dropFirst()) : text))
        }
        #expect(found == item.fields, "\(item.name)")
        #expect(
            String(decoding: bytes[min(scanner.position, bytes.count)...], as: UTF8.self) == item.body, "\(item.name)")
        #expect(scanner.oddities == item.oddities, "\(item.name)")
    }

    @Test("A field over the limit is cut, fields over the limit are passed over, and both are told")
    func limits() {
        var limits = MessageLimits()
        limits.headerBytes = 10
        limits.headers = 2
        let message = mail(Array("Subject: 0123456789\nB: 2\nC: 3\n\nx".utf8), limits: limits)
        #expect(message.headers.count == 2)
        #expect(message.headerValue("subject") == "0")
        #expect(message.unscannable == .tooLarge)
        #expect(message.problems.count == 2)
        #expect(message.segments.last?.text.string == "x")
    }

    @Test("Header values are found without case, decoded and unfolded")
    func values() {
        let message = mail("X-A: one\r\n two\r\nx-a: =?utf-8?q?z=C3=A9?=\r\n\r\n")
        #expect(message.headerValue("x-A") == "one two")
        #expect(message.headerValues("X-a") == ["one two", "zé"])
        #expect(message.headerValue("X-B") == nil)
    }
}
