import Foundation
import Testing

/// The hook behind a real Postfix.
@Suite("milter: the hook in a real Postfix", .serialized, WithPostfix(), .timeLimit(.minutes(5)))
struct HookTests {
    private let scratch: Scratch
    private var store: String { scratch("store") }

    init() throws { scratch = try Scratch() }

    /// Runs a test where there is a Postfix.
    private func withHook(
        _ more: [String] = [], settings: String? = nil, policy: String? = nil,
        _ body: (PostfixInstance, RunningHook, SMTPTalk) throws -> Void
    ) throws {
        guard let postfix = PostfixInstance.shared else { return }
        var arguments = ["--listen", "unix:\(postfix.socket),mode=0666", "--store", store]
        arguments += ["--config", try scratch.write("inward.yaml", settings ?? "{}")]
        if let policy { arguments += ["--policy", try scratch.write("policy.yaml", policy)] }
        let hook = try RunningHook(arguments + more, log: scratch("hook.log"))
        let client = try SMTPTalk(port: postfix.port)
        try body(postfix, hook, client)
        client.end()
        #expect(hook.stop() == 0)
        #expect(hook.lines.last?["message"]?.string == "stopped")
    }

    private func text(_ body: String, mark: String, headers: [String] = []) -> String {
        Mails.mail(body, id: "<\(mark)@sender.example>", headers: headers, ending: "\r\n")
    }

    private func cases() throws -> CaseList { try CaseList(Tool(), store) }

    @Test("clean mail has its one header, forged ones are gone; the rest is held, marked, refused or untouched")
    func dispositions() throws {
        try withHook { postfix, hook, client in
            let forged = [
                "X-Inward-Disposition: released", "X-Other: stays", "x-INWARD-note : a", " folded",
                "X-Inward-Disposition: tag",
            ]
            #expect(
                try client.mail(text(Mails.plain, mark: "d1", headers: forged), to: "desk@office.example").hasPrefix(
                    "250"))
            #expect(try client.mail(text(Mails.health, mark: "d2"), to: "desk@office.example").hasPrefix("250"))
            #expect(try client.mail(text(Mails.union, mark: "d3"), to: "desk@office.example").hasPrefix("250"))
            let refused = try client.mail(text(Mails.criminal, mark: "d4"), to: "desk@office.example")
            #expect(refused.hasPrefix("550 5.7.1 "))
            #expect(!refused.lowercased().contains("criminal") && !refused.contains("convict"))
            #expect(
                try client.mail(
                    text(Mails.health, mark: "d5", headers: ["X-Inward-Foo: stays"]), to: "desk@office.example",
                    "dpo@office.example"
                )
                .hasPrefix("250"))
            #expect(
                try client.mail(
                    text(Mails.health, mark: "d6"), from: "case@authority.example", to: "desk@office.example"
                ).hasPrefix("250"))
            try postfix.settle()

            let clean = try #require(postfix.messages(with: "<d1@").first)
            #expect(clean.lowercased().components(separatedBy: "\nx-inward-").count == 2)
            #expect(clean.contains("\nX-Inward-Disposition: accept\n") && clean.contains("\nX-Other: stays\n"))
            #expect(!clean.contains("folded"))
            #expect(postfix.messages(with: "<d3@").first?.contains("\nX-Inward-Disposition: tag\n") == true)
            for mark in ["<d5@", "<d6@"] {
                let untouched = postfix.messages(with: mark)
                #expect(untouched.count == (mark == "<d5@" ? 2 : 1))
                #expect(untouched.allSatisfy { !$0.contains("X-Inward-Disposition") })
            }
            #expect(postfix.messages(with: "<d5@").first?.contains("X-Inward-Foo: stays") == true)
            #expect(!postfix.delivered.contains("<d2@") && !postfix.delivered.contains("<d4@"))
            #expect(try cases().entries.map { $0["source"] } == ["milter"])

            let lines = try hook.mails(6)
            #expect(
                lines.map { $0["disposition"]?.string } == [
                    "accept", "quarantine", "tag", "reject", "accept", "accept",
                ])
            #expect(lines.allSatisfy { $0["end"]?.string == "answered" })
            #expect(lines.filter { $0["reference"] != nil }.count == 1)
            #expect(lines[4]["bytes"] == nil && lines[5]["bytes"] == nil)
            for secret in [
                "office.example", "diabetes", "health", "criminal", "union", "About Friday", "sender.example",
            ] {
                #expect(!hook.text.contains(secret))
            }
        }
    }

    @Test(
        "one of several recipients has it held; the others have it at once, whichever stands first",
        arguments: [false, true])
    func someRecipients(reversed: Bool) throws {
        try withHook { postfix, hook, client in
            let mark = reversed ? "s2" : "s1"
            var recipients = ["desk@office.example", "absence@office.example", "team@office.example"]
            if reversed { recipients.reverse() }
            #expect(try client.mail(Array(text(Mails.health, mark: mark).utf8), to: recipients).hasPrefix("250"))
            try postfix.settle()
            let copies = postfix.messages(with: "<\(mark)@")
            #expect(copies.count == 1)
            #expect(copies.first?.contains("Delivered-To: absence@office.example") == true)
            #expect(copies.first?.contains("\nX-Inward-Disposition: accept\n") == true)
            #expect(try cases().numbers.count == 1)
            let line = try #require(try hook.mails(1).first)
            #expect(line["disposition"]?.string == "quarantine")
            #expect(line["held"]?.string == "2" && line["delivered"]?.string == "1")
        }
    }

    @Test("a refusal for some alone is none: their copies are held, and the others have theirs")
    func partlyRefused() throws {
        let policy = """
            version: 1
            mode: enforce
            rules:
              - {name: records, when: {category: criminal, recipient: desk@office.example}, then: reject, why: nobody here may have it}
            jurisdiction: home
            jurisdictions: {home: {zone: UTC, hours: "09:00-17:00", basis: a, condition: b, assessment: c, informed: d}}
            """
        try withHook(policy: policy) { postfix, hook, client in
            #expect(
                try client.mail(text(Mails.criminal, mark: "p1"), to: "desk@office.example", "team@office.example")
                    .hasPrefix("250"))
            try postfix.settle()
            #expect(postfix.messages(with: "<p1@").count == 1)
            #expect(try cases().numbers.count == 1)
            #expect(try client.mail(text(Mails.criminal, mark: "p2"), to: "desk@office.example").hasPrefix("550 5.7.1"))
        }
    }

    @Test("in observe mode nothing is held, and the header says no more than that")
    func observing() throws {
        try withHook(["--observe"]) { postfix, hook, client in
            for (mark, body) in [("o1", Mails.health), ("o2", Mails.criminal), ("o3", Mails.plain)] {
                #expect(try client.mail(text(body, mark: mark), to: "desk@office.example").hasPrefix("250"))
                #expect(
                    postfix.messages(with: "<\(mark)@").first?.contains("\nX-Inward-Disposition: observed\n") == true)
            }
            try postfix.settle()
            #expect(try cases().numbers.isEmpty)
            #expect(try hook.mails(3).allSatisfy { $0["disposition"]?.string == "observed" })
        }
    }

    @Test("what a program on this host sends is not read; it has its header all the same")
    func localMail() throws {
        try withHook { postfix, hook, _ in
            try postfix.submit(
                "Message-ID: <l1@office.example>\nX-Inward-Disposition: released\n\n\(Mails.health)",
                to: "desk@office.example")
            let copy = try #require(postfix.messages(with: "<l1@").first)
            #expect(copy.contains("\nX-Inward-Disposition: accept\n") && !copy.contains("released"))
            #expect(try cases().numbers.isEmpty)
            #expect(try hook.mails(1).first?["read-ms"] == nil)
        }
    }

    @Test(
        "large, 8-bit, long headers, no final line end, many in one connection, RSET: all come through as they were sent"
    )
    func shapes() throws {
        try withHook { postfix, hook, client in
            let line = String(repeating: "x", count: 76) + "\r\n"
            let large = text(String(repeating: line, count: 30 << 20 / 78), mark: "g1")
            #expect(try client.mail(large, to: "desk@office.example").hasPrefix("250"))
            #expect(try client.say("MAIL FROM:<ann@sender.example>").hasPrefix("250"))
            #expect(try client.say("RCPT TO:<desk@office.example>").hasPrefix("250"))
            #expect(try client.say("RSET").hasPrefix("250"))
            let bytes =
                Array("Message-ID: <g2@sender.example>\r\nX-Eight: caf".utf8) + [0xE9] + Array("\r\n\r\nna".utf8) + [
                    0xEF
                ] + Array("ve".utf8)
            #expect(try client.mail(bytes, to: ["desk@office.example"]).hasPrefix("250"))
            let long =
                "X-Long: " + Array(repeating: String(repeating: "y", count: 900), count: 50).joined(separator: "\r\n ")
            #expect(
                try client.mail(text(Mails.plain, mark: "g3", headers: [long]), to: "desk@office.example").hasPrefix(
                    "250"))
            #expect(try client.mail("Message-ID: <g4@sender.example>\r\n", to: "desk@office.example").hasPrefix("250"))
            for mark in ["g1", "g2", "g3", "g4"] {
                #expect(postfix.messages(with: "<\(mark)@").first?.contains("\nX-Inward-Disposition: accept\n") == true)
            }
            let inbox = FileManager.default.contents(atPath: postfix.inbox) ?? Data()
            #expect(inbox.range(of: Data([0x66, 0xE9, 0x0A])) != nil)
            #expect(inbox.range(of: Data(Array("\nna".utf8) + [0xEF] + Array("ve\n".utf8))) != nil)
            #expect(inbox.count > line.utf8.count * (30 << 20 / 78) * 77 / 78)
            let ends = try hook.mails(5).map { $0["end"]?.string }
            #expect(ends == ["answered", "aborted", "answered", "answered", "answered"])
        }
    }

    @Test("a client that goes in the middle of DATA leaves a line and nothing else")
    func clientGone() throws {
        try withHook { postfix, hook, _ in
            do {
                let client = try SMTPTalk(port: postfix.port)
                for line in ["MAIL FROM:<ann@sender.example>", "RCPT TO:<desk@office.example>", "DATA"] {
                    _ = try client.say(line)
                }
                try client.send(Array("Subject: x\r\n\r\n\(Mails.health)\r\n".utf8))
            }
            let line = try #require(try hook.mails(1).first)
            #expect(line["end"]?.string == "aborted" && line["disposition"]?.string == "none")
            #expect(try cases().numbers.isEmpty)
        }
    }

    @Test("in the mail server's hold queue, and sealed as well")
    func holdQueue() throws {
        try withHook(settings: "milter: {hold-in: hold-queue}\n") { postfix, hook, client in
            #expect(try client.mail(text(Mails.health, mark: "h1"), to: "desk@office.example").hasPrefix("250"))
            #expect(try postfix.queue.filter { $0.contains("!") }.count == 1)
            #expect(try cases().numbers.count == 1)
            #expect(!postfix.delivered.contains("<h1@"))
            _ = try PostfixInstance.shell("postsuper -c '\(postfix.folder)/etc' -d ALL hold")
        }
    }
}
