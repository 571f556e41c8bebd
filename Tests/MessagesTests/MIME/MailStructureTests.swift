import Foundation
import Testing

@testable import Messages

@Suite("Structure of mails")
struct MailStructureTests {
    /// Part, place and text of every segment, in order.
    private func outline(_ message: Message) -> [String] {
        message.segments.map { segment in
            let place: String
            switch segment.place {
            case .subject: place = "subject"
            case .body: place = "body"
            case .header(let name): place = "header:\(name)"
            case .attachment(let number): place = "attachment:\(number)"
            case .field(let name): place = "field:\(name)"
            }
            return "\(segment.part) \(place) \(segment.text.string)"
        }
    }

    private func problems(_ message: Message) -> [String] { message.problems.map(\.description) }

    @Test("A single part is part 1, its header part 0")
    func single() {
        let message = mail("Subject: Hi\nMessage-ID: <1@a.example>\nKeywords: k\n\nbody\n")
        #expect(outline(message) == ["0 subject Hi", "0 header:Keywords k", "1 body body\n"])
        #expect(message.messageID == "<1@a.example>")
        #expect(message.kind == .email)
        #expect(problems(message).isEmpty)
        #expect(message.unscannable == nil)
    }

    @Test("Text that needs no decoding is a slice of the message, with no steps")
    func noCopy() {
        let message = mail("A: b\n\nplain\n")
        #expect(message.segments.first?.decoding == Decoding(source: 6..<12, steps: []))
    }

    private func multipart(_ type: String, _ parts: String..., end: String = "--b--\n") -> String {
        "Content-Type: multipart/\(type); boundary=b\n\npreamble\n" + parts.map { "--b\n" + $0 + "\n" }.joined() + end
            + "epilogue\n"
    }

    @Test("Both alternatives are read; preamble and epilogue are not")
    func alternatives() {
        let message = mail(multipart("alternative", "\none", "Content-Type: text/html\n\n<b>two</b>"))
        #expect(outline(message) == ["1 body one", "2 body two"])
        #expect(problems(message).isEmpty)
    }

    @Test("Nested multiparts are numbered as IMAP numbers them")
    func nested() {
        let inner = "Content-Type: multipart/alternative; boundary=\"b b\"\n\n--b b\n\none\n--b b\n\ntwo\n--b b--"
        #expect(
            outline(mail(multipart("mixed", inner, "\nthree"))) == ["1.1 body one", "1.2 body two", "2 body three"])
    }

    @Test("The boundary of one multipart may begin with the other's")
    func prefixBoundary() {
        let inner = "Content-Type: multipart/mixed; boundary=bb\n\n--bb\n\none\n--bb\n\ntwo\n--bb--"
        #expect(
            outline(mail(multipart("mixed", inner, "\nthree"))) == ["1.1 body one", "1.2 body two", "2 body three"])
    }

    @Test("A missing end is a problem and nothing more")
    func unterminated() {
        let message = mail(multipart("mixed", "\none", "\ntwo", end: ""))
        #expect(outline(message) == ["1 body one", "2 body two\nepilogue\n"])
        #expect(problems(message) == ["unterminated multipart boundary"])
        #expect(message.unscannable == nil)
    }

    @Test("A multipart without boundary or without boundary lines is read as text")
    func noBoundary() {
        let unnamed = mail("Content-Type: multipart/mixed\n\n--b\n\none\n")
        #expect(outline(unnamed) == ["1 body --b\n\none\n"])
        #expect(problems(unnamed) == ["a multipart names no boundary"])
        let missing = mail("Content-Type: multipart/mixed; boundary=x\n\none\n")
        #expect(outline(missing) == ["1 body one\n"])
        #expect(problems(missing) == ["no boundary line of a multipart was found"])
    }

    @Test("Attachments that are no text are numbered, named by known types, and said not to be read")
    func attachments() {
        let message = mail(
            multipart(
                "mixed", "\none",
                "Content-Type: application/pdf; name=\"a.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERi0=",
                "Content-Type: image/canary\nContent-Disposition: attachment; filename=b.x\n\nx"))
        #expect(message.attachments.map(\.number) == [1, 2])
        #expect(message.attachments.map(\.part) == ["2", "3"])
        #expect(message.attachments.map(\.mediaType) == ["application/pdf", "unknown"])
        #expect(
            problems(message) == ["attachment 1 (application/pdf) is not read", "attachment 2 (unknown) is not read"])
        #expect(
            outline(message) == ["1 body one", "2 header:Content-Type a.pdf", "3 header:Content-Disposition b.x"])
        #expect(message.attachments.first.map { message.raw.slice($0.range).string } == "JVBERi0=")
    }

    @Test("Text marked as attachment is read in the attachment's place; inline text with a name is body")
    func textAttachment() {
        let message = mail(
            multipart(
                "mixed", "Content-Disposition: attachment; filename=a.txt\n\none",
                "Content-Type: text/csv; name=b.csv\nContent-Disposition: inline; filename=b.csv\n\ntwo"))
        #expect(
            outline(message) == [
                "1 header:Content-Disposition a.txt", "1 attachment:1 one", "2 header:Content-Disposition b.csv",
                "2 body two",
            ])
        #expect(problems(message).isEmpty)
    }

    @Test("A message inside a message is an attachment; its subject and text are its segments")
    func innerMessage() {
        let inner = "Content-Type: message/rfc822\n\nSubject: In\nContent-Type: text/html\n\n<p>one"
        let message = mail("Subject: Out\n" + multipart("mixed", "\nzero", inner))
        #expect(
            outline(message) == [
                "0 subject Out", "1 body zero", "2 header:Subject In", "2.1 attachment:1 one",
            ])
        #expect(message.attachments.map(\.mediaType) == ["message/rfc822"])
        #expect(problems(message).isEmpty)
    }

    @Test("A multipart inside a message inside a message is numbered below it")
    func innerMultipart() {
        let inner =
            "Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\none\n--c\n\ntwo\n--c--"
        #expect(
            outline(mail(multipart("mixed", "\nzero", inner)))
                == ["1 body zero", "2.1 attachment:1 one", "2.2 attachment:1 two"])
    }

    @Test("Parts of a digest are messages unless they say otherwise")
    func digest() {
        let message = mail(multipart("digest", "\nSubject: One\n\none", "Content-Type: text/plain\n\ntwo"))
        #expect(outline(message) == ["1 header:Subject One", "1.1 attachment:1 one", "2 body two"])
    }

    @Test("A message encoded as a whole is decoded and read, with the way back")
    func encodedMessage() {
        let encoded = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogSW4KCm9uZQo="
        let message = mail(multipart("mixed", encoded))
        #expect(outline(message) == ["1 header:Subject In", "1.1 attachment:1 one\n"])
        let raw = message.segments.last?.rawMap(in: message).rawRange(of: 0..<3)
        #expect(raw.map { message.raw.slice($0).string } == "m9uZQ")
    }

    @Test("Delivery reports and signed content are read as text")
    func reports() {
        let message = mail(
            multipart(
                "report; report-type=delivery-status", "\none",
                "Content-Type: message/delivery-status\n\nAction: failed",
                "Content-Type: text/rfc822-headers\n\nSubject: x"))
        #expect(outline(message) == ["1 body one", "2 body Action: failed", "3 body Subject: x"])
        let signed = mail(multipart("signed", "\none", "Content-Type: application/pgp-signature\n\nx"))
        #expect(outline(signed) == ["1 body one"])
        #expect(signed.unscannable == nil)
    }

    static let encrypted: [String] = [
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMII=",
        "Content-Type: application/x-pkcs7-mime; name=smime.p7m\n\nMII=",
        "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n"
            + "Content-Type: application/octet-stream\n\nx\n--b--\n",
        "A: b\n\nHello\n-----BEGIN PGP MESSAGE-----\nVersion: x\n\nhQEMA1234567890abcdefghijklmnop\n=abcd\n-----END PGP MESSAGE-----\n",
    ]

    @Test("Encrypted parts make a message unscannable and are told", arguments: encrypted)
    func encryption(text: String) {
        let message = mail(text)
        #expect(message.unscannable == .encrypted)
        #expect(problems(message).contains { $0.hasPrefix("encrypted ") })
        #expect(!problems(message).contains { $0.hasSuffix("is not read") })
    }

    @Test("What is only signed, or only begins like an encrypted text, is not encrypted")
    func notEncrypted() {
        #expect(mail("Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nMII=").unscannable == nil)
        let message = mail("A: b\n\n-----BEGIN PGP MESSAGE-----\nI am ill.\n")
        #expect(message.unscannable == nil)
        #expect(message.segments.first?.regions.map(\.range) == [0..<27])
    }

    @Test("A body of base64 that decodes to nothing, or text in another charset than named, is broken")
    func broken() {
        #expect(mail("Content-Transfer-Encoding: base64\n\n!!!!\n").unscannable == .broken)
        let bytes = Array("Content-Type: text/plain; charset=utf-8\n\n".utf8) + [UInt8](repeating: 0xE9, count: 40)
        let message = mail(bytes)
        #expect(message.unscannable == .broken)
        #expect(problems(message) == ["the text could not be decoded in part 1"])
    }

    @Test("An unknown transfer encoding is a problem, and the text is read as it stands")
    func unknownEncoding() {
        let message = mail("Content-Transfer-Encoding: canary\n\none\n")
        #expect(outline(message) == ["1 body one\n"])
        #expect(problems(message) == ["unknown transfer encoding in part 1"])
    }

    @Test("Limits of parts, depth and decoded text keep what was read and say so")
    func limits() {
        var limits = MessageLimits()
        limits.parts = 3
        let parts = mail(Array(multipart("mixed", "\none", "\ntwo", "\nthree").utf8), limits: limits)
        #expect(outline(parts) == ["1 body one", "2 body two"])
        #expect(parts.unscannable == .tooLarge)
        #expect(problems(parts) == ["there are more parts than the limit"])

        limits = MessageLimits()
        limits.depth = 1
        let inner = "Content-Type: multipart/mixed; boundary=c\n\n--c\n\ndeep\n--c--"
        let depth = mail(Array(multipart("mixed", inner, "\ntwo").utf8), limits: limits)
        #expect(outline(depth) == ["2 body two"])
        #expect(depth.unscannable == .tooLarge)

        limits = MessageLimits()
        limits.decodedBytes = 5
        let text = mail(Array("A: b\n\n0123456789".utf8), limits: limits)
        #expect(outline(text) == ["1 body 01234"])
        #expect(text.unscannable == .tooLarge)

        limits = MessageLimits()
        limits.messageBytes = 8
        let whole = mail(Array("A: b\n\n0123456789".utf8), limits: limits)
        #expect(outline(whole) == ["1 body 01"])
        #expect(problems(whole) == ["the message is longer than the limit; its beginning was read"])
    }

    @Test("A canary word in every place but addresses and Message-ID shows in nothing that is always shown")
    func canary() {
        let word = "CANARY"
        let text = """
            Subject: \(word)
            From: \(word) <a@b.example>
            X-\(word): \(word)
            Date: \(word)
            \(word) is no field
            Content-Type: multipart/\(word); boundary="\(word)"; \(word)=\(word)

            \(word)
            --\(word)
            Content-Type: text/\(word); charset=\(word)
            Content-Transfer-Encoding: \(word)

            <!-- \(word) -->
            --\(word)
            Content-Type: \(word)/\(word); name=\(word)
            Content-Disposition: attachment; filename=\(word)

            \(word)
            """
        let message = mail(text)
        #expect(message.problems.count >= 4)
        let shown =
            problems(message) + message.attachments.map(\.mediaType) + message.segments.map(\.part)
            + [message.from ?? "", message.date ?? ""] + message.to
            + message.segments.map { if case .header(let name) = $0.place { name } else { "" } }
        #expect(!shown.contains { $0.localizedCaseInsensitiveContains(word) })
    }
}
