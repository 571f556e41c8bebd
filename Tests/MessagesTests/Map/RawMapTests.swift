import Testing

@testable import Messages

@Suite("The map back, step by step")
struct RawMapTests {
    /// The raw text that each part of a segment's text came from.
    private func raw(_ message: Message, _ index: Int, _ part: String) -> String? {
        let segment = message.segments[index]
        let text = segment.text.string
        guard let found = text.range(of: part) else { return nil }
        let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
        let range = segment.rawMap(in: message).rawRange(of: start..<start + part.utf8.count)
        return message.raw.slice(range).string
    }

    static let cases: [(String, String, String)] = [
        // Message, part of the text, its raw bytes.
        ("A: b\n\nplain text", "text", "text"),
        ("A: b\r\n\r\none\r\ntwo\r\n", "two", "two"),
        ("A: b\r\n\r\none\r\ntwo\r\n", "one\ntwo", "one\r\ntwo"),
        ("Content-Transfer-Encoding: quoted-printable\n\nun caf=C3=A9 noir", "é", "=C3=A9"),
        ("Content-Transfer-Encoding: quoted-printable\n\nun ca=\nf=C3=A9 noir", "café", "ca=\nf=C3=A9"),
        ("Content-Transfer-Encoding: quoted-printable\n\none=\ntwo", "two", "two"),
        ("Content-Transfer-Encoding: base64\n\naGVsbG8gd29ybGQ=", "hello", "aGVsbG8"),
        ("Content-Transfer-Encoding: base64\n\naGVsbG8gd29ybGQ=", "h", "aG"),
        ("Content-Transfer-Encoding: base64\n\naGVs\nbG8gd29ybGQ=", "ll", "Vs\nbG"),
        ("Content-Type: text/html\n\n<p>one &eacute;\n  two</p><p>three", "é", "&eacute;"),
        ("Content-Type: text/html\n\n<p>one &eacute;\n  two</p><p>three", "é two", "&eacute;\n  two"),
        ("Content-Type: text/html\n\n<p>one</p><p>three", "one\n\nthree", "one</p><p>three"),
        ("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<b>&#x=\n41;</b>", "A", "&#x=\n41;"),
        ("Subject: =?utf-8?Q?caf=C3=A9?= noir", "é", "=C3=A9"),
        ("Subject: =?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?= noir", "é", "=C3?= =?utf-8?Q?=A9"),
        ("Subject: =?utf-8?B?aGVsbG8=?=", "hello", "aGVsbG8"),
        ("Subject: one\n two", "one two", "one\n two"),
        ("Content-Type: text/plain; format=flowed\n\none \ntwo", "one two", "one \ntwo"),
        ("Content-Type: text/plain; charset=iso-2022-jp\n\n\u{1B}$BF|K\\\u{1B}(B!", "日", "F|"),
        ("Content-Type: text/plain; charset=iso-2022-jp\n\n\u{1B}$BF|K\\\u{1B}(B!", "本!", "K\\\u{1B}(B!"),
        ("Content-Type: text/plain; charset=utf-7\n\na +ZeVnLA- b", "b", "b"),
        ("Content-Disposition: attachment; filename*0*=utf-8''%C3%A9; filename*1=x", "é", "%C3%A9"),
    ]

    @Test("Every kind of step leads back to the bytes that it read", arguments: cases)
    func ranges(text: String, part: String, expected: String) {
        #expect(raw(mail(text), 0, part) == expected)
    }

    @Test("Empty and outside ranges lead nowhere")
    func outside() throws {
        let message = mail("A: b\n\ntext")
        let map = try #require(message.segments.first).rawMap(in: message)
        #expect(map.rawRange(of: 2..<2).isEmpty)
        #expect(map.rawRange(of: 2..<99).isEmpty)
        #expect(map.rawRange(of: 0..<4) == 6..<10)
    }

    static let steps: [Decoding.Step] =
        [
            .mboxQuoting, .quotedPrintable, .base64, .uuencode, .lineEndings, .headerValue, .parameter("filename"),
            .html, .flowed(delSp: false), .flowed(delSp: true),
        ]
        + [
            "utf-8", "windows-1252", "utf-16", "utf-32", "utf-7", "iso-2022-jp", "cp932", "euc-jp", "gb18030", "big5",
            "cp949", "iso-2022-kr",
        ]
        .map { .charset($0) }

    @Test("Decoding with tracking makes the same text, with ranges inside the input", arguments: steps)
    func sameText(step: Decoding.Step) {
        var generator = SeededGenerator(seed: 5)
        let words = [
            "<p>", "&amp;", "=C3=A9", "=\r\n", "\n>From ", "\u{1B}$B", "\u{1B}(B", "+AOk-", " \n", "> ",
            "=?utf-8?Q?a=E9?=",
            "; filename*0*=utf-8''%E9", "; filename=\"a\\\"b\"", "ab", "\r\n",
        ].map { Array($0.utf8) }
        for _ in 0..<2_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                if Bool.random(using: &generator) {
                    bytes += words.randomElement(using: &generator) ?? []
                } else {
                    bytes.append(UInt8.random(in: 0...255, using: &generator))
                }
            }
            var plain = ByteSink()
            step.decode(bytes.span, into: &plain)
            var tracked = TrackingSink()
            step.decode(bytes.span, into: &tracked)
            #expect(plain.bytes == tracked.bytes)
            #expect(String(validating: tracked.bytes, as: UTF8.self) != nil || !Self.makesUTF8(step))
            let areInside = zip(tracked.starts, tracked.ends).allSatisfy {
                0 <= $0 && $0 <= $1 && Int($1) <= bytes.count
            }
            #expect(areInside)
        }
    }

    private static func makesUTF8(_ step: Decoding.Step) -> Bool {
        switch step {
        case .charset, .headerValue, .parameter: true
        default: false
        }
    }
}
