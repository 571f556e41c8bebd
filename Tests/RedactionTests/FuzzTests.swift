import Foundation
import Messages
import Seeded
import Testing

@testable import Redaction

/// Mails of random pieces and broken ones: redaction ends, leaves no span that is read, and is the same when repeated.
@Suite("Hostile mails")
struct FuzzTests {
    static let rounds = OutsideReaders.isFull ? 20_000 : 1_500
    private static let span = "fictional malady"
    private static let pieces = [
        "Subject: ", "=?utf-8?Q?", "=?iso-2022-jp?B?", "?=", "fictional malady", "fictional", " malady", "\n", "\r\n",
        "\n\n",
        "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: text/html; charset=utf-16\n",
        "Content-Type: message/rfc822\n", "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n", "Content-Transfer-Encoding: x-uuencode\n",
        "Content-Type: text/plain; charset=utf-7; format=flowed; delsp=yes\n",
        "Content-Disposition: attachment; filename*0*=utf-8''",
        "; filename*1=", "\"", "--b\n", "--b--\n", "ZmljdGlvbmFsIG1hbGFkeQ==", "=66ictional=20malady", "=\n", "> ",
        "<b>",
        "</b>", "<", "&", "&#102;ictional&nbsp;malady", "\u{1B}$B", "+AOk-", "é", "日本", "\u{AD}", "*",
        "From: x <a@b>\n", "begin 644 x\n",
        "DKIM-Signature: z=", "=", "%20", "'", "From ",
    ]

    private func mail(_ generator: inout SeededGenerator) -> Bytes {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...30, using: &generator) {
            bytes += Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
            if Int.random(in: 0..<12, using: &generator) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &generator))
            }
        }
        return Bytes(bytes)
    }

    @Test("end in a message without the span or in a refusal that names a part")
    func random() throws {
        var generator = SeededGenerator(seed: 11)
        var given = 0
        var search = SpanSearch()
        search.insert(Array(Self.span.utf8))
        for round in 0..<Self.rounds {
            let mail = mail(&generator)
            var redactor = Redactor()
            redactor.unread = round % 2 == 0 ? .keep : .remove
            do {
                let result = try redactor.redact(mail, spans: [Bytes(Self.span)]) { _ in [] }
                given += 1
                let message = redactor.read(result.bytes)
                for segment in message.segments { #expect(!search.isFound(in: segment.text.array), "round \(round)") }
                let again = try redactor.redact(result.bytes, spans: [Bytes(Self.span)]) { _ in [] }
                #expect(again.report.spans == 0, "round \(round)")
            } catch is RedactionError {}
        }
        print("redaction: \(Self.rounds) hostile mails, \(given) given out")
        #expect(given > Self.rounds * 9 / 10)
    }

    @Test("and a mail without the span stays as it is")
    func untouched() throws {
        var generator = SeededGenerator(seed: 12)
        var redactor = Redactor()
        redactor.unread = .keep
        for _ in 0..<Self.rounds / 5 {
            let mail = mail(&generator)
            let result = try? redactor.redact(mail, spans: [Bytes("no such words")]) { _ in [] }
            guard let bytes = result?.bytes, bytes.count > mail.count else { continue }
            let line = Array("X-Inward-Redacted: spans=0".utf8)
            guard
                let start = (0...bytes.count - line.count).first(where: {
                    bytes.slice($0..<$0 + line.count).elementsEqual(line)
                })
            else {
                Issue.record("the field is not there")
                return
            }
            let added = bytes.count - mail.count
            let rest = bytes.slice(0..<start).array + bytes.slice(start + added..<bytes.count).array
            #expect(rest == mail.array)
        }
    }

    @Test("thousands of spans on one line, in every encoding, are as many marks")
    func many() throws {
        let count = 3000
        let text = String(repeating: "fictional malady, ", count: count)
        let mails = [
            "Subject: x\n\n\(text)\n", "Content-Transfer-Encoding: quoted-printable\n\n\(text)\n",
            "Content-Type: text/html\n\n\(text)\n",
            "Content-Type: multipart/mixed; boundary=b\n\n\(text)\n--b\n\nx\n--b--\n",
            "Subject: \(text)\n\nx\n", "Content-Disposition: attachment; filename=\"\(text)\"\n\nx\n",
            "Content-Transfer-Encoding: base64\n\n"
                + Data(text.utf8).base64EncodedString(),
        ]
        for (index, mail) in mails.enumerated() {
            let result = try Redactor().redact(Bytes(mail), spans: [Bytes(Self.span)]) { _ in [] }
            let message = Redactor().read(result.bytes)
            let seen = index == 3 ? result.bytes.string : message.segments.map(\.text.string).joined()
            #expect(seen.matches(of: /\[removed\]/).count == count, "mail \(index)")
        }
    }

    @Test("a cut mail is as good as a whole one")
    func cut() throws {
        var generator = SeededGenerator(seed: 13)
        for (_, text, _) in RepresentationTests.cases {
            let bytes = Bytes(text)
            for _ in 0..<20 {
                let end = Int.random(in: 0...bytes.count, using: &generator)
                _ = try? Redactor().redact(bytes.slice(0..<end).copied(), spans: [Bytes(Self.span)]) { _ in [] }
            }
        }
    }
}
