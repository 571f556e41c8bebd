import Detection
import Foundation
import Messages
import Testing

@testable import Redaction

/// One mail for each way in which a span can stand in it.
@Suite("Representations")
struct RepresentationTests {
    static let span = "fictional malady"

    /// A name, the mail with the span, the mail without it.
    static let cases: [(name: String, mail: String, redacted: String)] = [
        ("7bit", "Subject: x\n\nI have the fictional malady.\n", "Subject: x\n\nI have the [removed].\n"),
        ("other case", "Subject: x\n\nFICTIONAL Malady!\n", "Subject: x\n\n[removed]!\n"),
        (
            "over a line break and quote marks", "Subject: x\n\n> I have the fictional\n> malady.\n",
            "Subject: x\n\n> I have the [removed]\n> [removed].\n"
        ),
        (
            "quoted-printable with a soft break inside",
            "Content-Transfer-Encoding: quoted-printable\n\nna=C3=AFve fiction=\nal mal=61dy =3D\n",
            "Content-Transfer-Encoding: quoted-printable\n\nna=C3=AFve [removed] =3D\n"
        ),
        (
            "base64", "Content-Transfer-Encoding: base64\n\nVGhlIGZpY3Rp\nb25hbCBtYWxh\nZHkuCg==\n",
            "Content-Transfer-Encoding: base64\n\nVGhlIFtyZW1v\ndmVkXS4K\n"
        ),
        (
            "HTML with entities, tags and attributes",
            "Content-Type: text/html\n\n<p title='fictional&nbsp;malady'>the f&#105;ctional <b>mala</b>dy &amp; more</p>\n",
            "Content-Type: text/html\n\n<p title='[removed]'>the [removed] <b></b> &amp; more</p>\n"
        ),
        (
            "a subject in encoded words, and its copy",
            "Subject: =?utf-8?Q?R=C3=A9_fictional?= =?utf-8?Q?_malady_x?=\nThread-Topic: fictional malady\n\nHi\n",
            "Subject: =?utf-8?Q?R=C3=A9_=5Bremoved=5D?= =?utf-8?Q?_x?=\nThread-Topic: [removed]\n\nHi\n"
        ),
        (
            "a subject in base64", "Subject: =?utf-8?B?QSBmaWN0aW9uYWwgbWFsYWR5IQ==?=\n\nHi\n",
            "Subject: =?utf-8?B?QSBbcmVtb3ZlZF0h?=\n\nHi\n"
        ),
        (
            "a file name, plain and extended",
            "Content-Disposition: attachment; filename=\"my fictional malady.txt\"; filename*=utf-8''fictional%20malady.txt\n\nHi\n",
            "Content-Disposition: attachment; filename=\"my [removed].txt\"; filename*=utf-8''%5Bremoved%5D.txt\n\nHi\n"
        ),
        (
            "a file name in pieces",
            "Content-Disposition: attachment; filename*0=\"fictio\"; filename*1=\"nal malady.txt\"; size=3\n\nHi\n",
            "Content-Disposition: attachment; filename=\"[removed].txt\"; size=3\n\nHi\n"
        ),
        (
            "a name beside an address, which stays",
            "From: The Fictional Malady Group <fictional-malady@a.example>\n\nHi\n",
            "From: The removed Group <fictional-malady@a.example>\n\nHi\n"
        ),
        (
            "what no reader shows",
            "Content-Type: multipart/mixed; boundary=b\n\nfictional malady\n--b\n\nHi\n--b--\nfictional malady\n",
            "Content-Type: multipart/mixed; boundary=b\n\n[removed]\n--b\n\nHi\n--b--\n[removed]\n"
        ),
        (
            "a message inside the message",
            "Content-Type: message/rfc822\n\nSubject: fictional malady\n\nfictional malady\n",
            "Content-Type: message/rfc822\n\nSubject: [removed]\n\n[removed]\n"
        ),
        (
            "UTF-7", "Content-Type: text/plain; charset=utf-7\n\n+AOk fictional malady\n",
            "Content-Type: text/plain; charset=utf-7\n\n+AOk- [removed]\n"
        ),
        (
            "a signature's copy of the header",
            "DKIM-Signature: v=1; z=Subject:fictional=20malady; b=x\nSubject: fictional malady\n\nHi\n",
            "Subject: [removed]\n\nHi\n"
        ),
    ]

    @Test("a span goes from each, and the rest stays byte for byte", arguments: cases)
    func representation(name: String, mail: String, redacted: String) throws {
        let result = try Redactor().redact(Bytes(mail), spans: [Bytes(Self.span)]) { _ in [] }
        let lines = result.bytes.string.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        #expect(lines.first?.hasPrefix("X-Inward-Redacted: spans=") == true)
        #expect(lines.last.map(String.init) == redacted, "\(name)")
    }

    @Test(
        "text in UTF-16, Shift JIS and ISO-2022-JP keeps its charset", arguments: ["utf-16le", "cp932", "iso-2022-jp"])
    func charsets(name: String) throws {
        let text = "\u{65E5}\u{672C} fictional malady \u{8A9E}\n"
        let charset = TextCharset(named: Bytes(name), for: Bytes())
        let content: [UInt8] =
            name == "utf-16le"
            ? text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            : try #require(charset.encoded(whole: Array(text.utf8)))
        let head = "Content-Type: text/plain; charset=\(name)\nContent-Transfer-Encoding: base64\n\n"
        let mail = Array(head.utf8) + Array(Data(content).base64EncodedData()) + [0x0A]
        let result = try Redactor().redact(Bytes(mail), spans: [Bytes(Self.span)]) { _ in [] }
        let message = Redactor().read(result.bytes)
        #expect(message.segments.last?.text.string == "\u{65E5}\u{672C} [removed] \u{8A9E}\n")
        #expect(result.bytes.string.contains(head))
    }

    @Test("short spans go only as words of their own")
    func words() throws {
        let result = try Redactor().redact(Bytes("Subject: MS\n\nterms MS, ms. MSc m.s\n"), spans: [Bytes("MS")]) { _ in
            []
        }
        #expect(result.bytes.string.hasSuffix("Subject: [removed]\n\nterms [removed], [removed]. MSc m.s\n"))
    }

    @Test("format=flowed keeps its lines and its paragraphs")
    func flowed() throws {
        let head = "Content-Type: text/plain; format=flowed; delsp=yes\n\n"
        let mail = head + "I have fictional \n malady and fic \ntional malady now \nhere.\n"
        let result = try Redactor().redact(Bytes(mail), spans: [Bytes(Self.span)]) { _ in [] }
        #expect(
            result.bytes.string.hasSuffix(
                head + "I have [removed] \n [removed] and [removed] \n[removed] now \nhere.\n"))
    }

    @Test("a new line is not longer than the lines there were")
    func lineLength() throws {
        let line = String(repeating: "abcdefgh ", count: 8) + "ms="
        let mail = "Content-Transfer-Encoding: quoted-printable\n\n\(line)\n and=20so\n"
        let result = try Redactor().redact(Bytes(mail), spans: [Bytes("ms and")]) { _ in [] }
        let lines = result.bytes.string.split(separator: "\n").dropFirst(2)
        #expect(lines.allSatisfy { $0.count <= 76 })
        #expect(
            Redactor().read(result.bytes).segments[0].text.string
                == String(repeating: "abcdefgh ", count: 8) + "[removed] so\n")
    }

    @Test("signatures that break are named, in the field and in the report")
    func signatures() throws {
        let mail = """
            DKIM-Signature: v=1; b=x
            Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s

            --s

            fictional malady
            --s
            Content-Type: application/pgp-signature

            xxx
            --s--

            """
        let result = try Redactor().redact(Bytes(mail), spans: [Bytes(Self.span)]) { _ in [] }
        #expect(result.report.broken == ["dkim", "openpgp"])
        #expect(
            result.bytes.string.hasPrefix("X-Inward-Redacted: spans=1; signatures-broken=dkim,openpgp\nDKIM-Signature"))
        #expect(result.report.removed.isEmpty)
    }
}
