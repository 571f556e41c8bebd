import Testing

@Suite("filter: the message passes byte for byte") struct FilterBytesTests {
    let inward = Tool()
    /// An envelope, so that odd headers do not decide about the recipient.
    let envelope = ["filter", "--sender", "ann@sender.example", "--recipient", "desk@office.example"]

    static let shapes: [(name: String, bytes: [UInt8])] = [
        ("LF", Mails.bytes(Mails.plain)),
        ("CRLF", Mails.bytes(Mails.plain, ending: "\r\n")),
        ("no ending", Array("Subject: a\n\nno ending".utf8)),
        ("no body", Array("Subject: a\n\n".utf8)),
        ("header alone", Array("Subject: a\nFrom: ann@sender.example\n".utf8)),
        ("8 bit and NUL", Array("Subject: a\n\n".utf8) + (0...255).map { UInt8($0) } + [0x0A]),
        ("long line", Array("Subject: a\n\n".utf8) + [UInt8](repeating: 0x78, count: 300_000)),
        ("mixed endings", Array("Subject: a\r\nTo: b\n\r\none\rtwo\r\nthree\n\n\r\n".utf8)),
        ("folded", Array("Subject: a\n b\n\tc\nTo: x\n\nbody\n".utf8)),
        ("stray line", Array("Subject: a\nthis is no field\nTo: x\n\nbody\n".utf8)),
        ("blank first", Array("\nSubject: in the body\n".utf8)),
        ("only a line feed", [0x0A]),
        ("odd first name", Array("X-Inwardly: keep\nX-Inward: keep\n\nX-Inward-Disposition: in the body\n".utf8)),
    ]

    @Test("but for one X-Inward-Disposition before everything", arguments: shapes)
    func unchanged(shape: (name: String, bytes: [UInt8])) throws {
        let outcome = try inward.run(envelope, input: shape.bytes)
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        let ending = shape.name == "CRLF" || shape.name == "mixed endings" ? "\r\n" : "\n"
        #expect(outcome.output == Array("X-Inward-Disposition: accept\(ending)".utf8) + shape.bytes)
    }

    @Test("an mbox From line stays first")
    func envelopeLine() throws {
        let line = Array("From ann@sender.example Wed May  6 08:02:00 2026\n".utf8)
        let outcome = try inward.run(envelope, input: line + Mails.bytes(Mails.plain))
        #expect(outcome.output == line + Array("X-Inward-Disposition: accept\n".utf8) + Mails.bytes(Mails.plain))
    }

    @Test(
        "text without any header gets one, and stays a body",
        arguments: ["just text\n", " folded from nowhere\nSubject: a\n\nb\n"])
    func noHeader(text: String) throws {
        let outcome = try inward.run(envelope, input: Array(text.utf8))
        #expect(outcome.output == Array("X-Inward-Disposition: accept\n\n\(text)".utf8))
    }

    static let forged: [(before: String, after: String)] = [
        ("X-Inward-Disposition: released\nSubject: a\n\nb\n", "Subject: a\n\nb\n"),
        ("Subject: a\nx-inward-disposition: accept\nTo: c\n\nb\n", "Subject: a\nTo: c\n\nb\n"),
        ("Subject: a\nX-INWARD-Release: x\n folded\n\tand more\nTo: c\n\nb\n", "Subject: a\nTo: c\n\nb\n"),
        ("Subject: a\nX-Inward-A: 1\nX-Inward-B: 2\n\nb\n", "Subject: a\n\nb\n"),
        ("Subject: a\nX-Inward-A : blank before the colon\n\nb\n", "Subject: a\n\nb\n"),
        ("Subject: a\r\nX-Inward-A: 1\r\n folded\r\n\r\nb\r\n", "Subject: a\r\n\r\nb\r\n"),
        ("Subject: a\r\r\nX-Inward-A: 1\r\r\n\r\r\nb\r\r\n", "Subject: a\r\r\n\r\r\nb\r\r\n"),
        ("Subject: a\nno field\nX-Inward-A: 1\nTo: c\n\nb\n", "Subject: a\nno field\nTo: c\n\nb\n"),
        ("Subject: a\rX-Inward-A: 1\n\nb\n", "Subject: a\n\nb\n"),
        ("Subject: a\rX-Inward-A: 1\rX-Inward-B: 2\n folded\nTo: c\n\nb\n", "Subject: a\nTo: c\n\nb\n"),
        ("Subject: a\nX-Inward-A: 1", "Subject: a\n"),
        ("Subject: a\nX-Inward-A:\n\nX-Inward-A: in the body\n", "Subject: a\n\nX-Inward-A: in the body\n"),
    ]

    @Test("forged X-Inward fields go, whatever their case, folding and line endings", arguments: forged)
    func forgedFields(before: String, after: String) throws {
        let outcome = try inward.run(envelope, input: Array(before.utf8))
        let isCRLF =
            before.utf8.starts(with: "Subject: a\r\n".utf8) || before.utf8.starts(with: "Subject: a\r\r\n".utf8)
        #expect(outcome.output == Array("X-Inward-Disposition: accept\(isCRLF ? "\r\n" : "\n")\(after)".utf8))
    }

    @Test("a forged field goes where it stands behind more fields, or is longer, than are read")
    func beyondLimits() throws {
        let many = (0..<20_000).map { "X-Field-\($0): \($0)\n" }.joined()
        let long = String(repeating: " and so on\n", count: 200_000)
        for forged in ["X-Inward-Disposition: released\n", "X-Inward-Disposition: released\n\(long)"] {
            let outcome = try inward.run(envelope, input: Array("Subject: a\n\(many)\(forged)\nbody\n".utf8))
            #expect(outcome.status == 0)
            #expect(outcome.lines.first?.hasPrefix("X-Inward-Disposition: ") == true)
            let isOurs = outcome.output == Array("\(outcome.lines.first ?? "")\nSubject: a\n\(many)\nbody\n".utf8)
            #expect(isOurs)
        }
    }

    @Test("a protected recipient's message passes byte for byte, forged fields and all, without our header")
    func protected() throws {
        let mail = Mails.bytes(Mails.health, headers: ["X-Inward-Disposition: released"])
        for arguments in [
            ["--recipient", "dpo@office.example"],
            ["--sender", "a@authority.example", "--recipient", "desk@office.example"],
            ["--recipient", "desk@office.example", "DPO+x@office.example"],
        ] {
            let outcome = try inward.run(["filter"] + arguments, input: mail)
            #expect(outcome.status == 0)
            #expect(outcome.output == mail)
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test("a message larger than any pipe comes whole")
    func large() throws {
        let mail = Mails.bytes(String(repeating: Mails.plain + "\n", count: 120_000))
        let outcome = try inward.run(envelope, input: mail)
        #expect(outcome.output.count == mail.count + "X-Inward-Disposition: accept\n".utf8.count)
        #expect(outcome.output.suffix(mail.count).elementsEqual(mail))
    }
}
