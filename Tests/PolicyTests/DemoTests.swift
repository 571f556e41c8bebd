import Messages
import Testing

@testable import Policy

@Suite("The mailbox and the forms to try it on")
struct DemoTests {
    private func messages(_ file: String) throws -> [Message] {
        let reader = try InputReader(file: InputFile(path: repositoryFile("corpora/demo/" + file)))
        var messages: [Message] = []
        while let batch = reader.next() {
            messages += batch.messages.map { Message.read($0, limits: MessageLimits()) }
        }
        #expect(reader.problems.isEmpty)
        return messages
    }

    private func text(_ message: Message) -> String {
        message.segments.map(\.text.string).joined(separator: "\n")
    }

    @Test("every mail is read, and the one encrypted mail and the one attachment are said not to be")
    func mails() throws {
        let mails = try messages("inbox.mbox")
        #expect(mails.count == 38)
        #expect(mails.filter { $0.unscannable != nil }.map(\.unscannable) == [.encrypted])
        #expect(Set(mails.compactMap(\.messageID)).count == 38)
        #expect(mails.allSatisfy { $0.date?.hasPrefix("2026-05-") == true })
        let problems = mails.filter { $0.unscannable == nil }.flatMap(\.problems).map(\.description)
        #expect(problems == ["attachment 1 (application/pdf) is not read"])
    }

    @Test(
        "what is wrapped is unwrapped",
        arguments: [
            ("\nFrom Monday I'm on insulin", "a line quoted by the mbox writer"), ("déjà vu", "ISO-8859-1"),
            ("broken wrist, six weeks", "an encoded word"), ("community order of twelve months", "a forwarded mail"),
            ("I carry the BRCA2 change", "Base64"), ("“a few steps”", "HTML"), ("it’s ten years", "quoted-printable"),
        ])
    func wrapped(words: String, how: String) throws {
        let found = try messages("inbox.mbox").filter {
            text($0).lowercased().replacing("\n ", with: " ").contains(words.lowercased())
        }
        #expect(found.count == 1, "\(how)")
    }

    @Test("one mail is to somebody protected, by the shipped policy")
    func protected() throws {
        let policy = try Policy.load(path: repositoryFile("patterns/policy.yaml"))
        let envelopes = try messages("inbox.mbox").map { Envelope.from($0, channel: .scan) }
        #expect(envelopes.filter(policy.isProtected).map(\.recipients) == [["dpo@saltmarsh-hotels.example"]])
        #expect(envelopes.filter(policy.mayRead).count == 37)
    }

    @Test("every form submission is read")
    func forms() throws {
        let forms = try messages("forms.jsonl")
        #expect(forms.count == 17)
        #expect(forms.allSatisfy { $0.kind == .form && $0.problems.isEmpty && !$0.segments.isEmpty })
        #expect(Set(forms.compactMap(\.formID)).count == 16)
    }
}
