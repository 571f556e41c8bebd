import Foundation
import Testing

@Suite("case: from the queue to the decision") struct CaseTests {
    let scratch: Scratch
    let inward = Tool()
    let store: String

    init() throws {
        scratch = try Scratch()
        store = scratch("store")
    }

    /// A case of a scanned mail; its number.
    private func scanned(_ body: String = Mails.health) throws -> String {
        let path = try scratch.write("scanned.eml", Mails.bytes(body))
        #expect(try inward("scan", "--queue", "--store", store, path).status == 1)
        return try #require(try CaseList(inward, store).numbers.first)
    }

    /// A case of a mail that a filter took away; its number.
    private func filtered(_ mail: [UInt8] = Mails.bytes(Mails.health)) throws -> String {
        #expect(try inward("filter", "--on-quarantine", "vault", "--store", store, input: mail).status == 99)
        return try #require(try CaseList(inward, store).numbers.first)
    }

    private func run(_ words: String...) throws -> Outcome { try inward.run(["case"] + words + ["--store", store]) }

    @Test("scan --queue opens a case for what the policy quarantines, and a second run none")
    func scanTwice() throws {
        let bodies = [Mails.health, Mails.plain, Mails.union, "My wife has asthma and I know it.", Mails.criminal]
        let path = try scratch.write("box.mbox", Mails.mbox(bodies.map { Mails.mail($0) }))
        let first = try inward("scan", "--queue", "--format", "text", "--store", store, path)
        #expect(first.text.contains("3 cases opened\n"))
        let numbers = try CaseList(inward, store).numbers
        #expect(numbers.count == 3)
        let second = try inward("scan", "--queue", "--format", "text", "--store", store, path)
        #expect(second.text.contains("0 cases opened, 3 were there already\n"))
        #expect(try CaseList(inward, store).numbers == numbers)
        #expect(try scratch.read("box.mbox") == Array(Mails.mbox(bodies.map { Mails.mail($0) }).utf8))
    }

    @Test("scan --queue knows a message again after its case was erased")
    func erasedStaysErased() throws {
        let number = try scanned()
        _ = try run("claim", number)
        #expect(try run("decide", number, "erase", "--why", "not-needed").status == 0)
        _ = try inward("scan", "--queue", "--store", store, scratch("scanned.eml"))
        #expect(try CaseList(inward, store).numbers.isEmpty)
    }

    @Test("queue next shows the one that queue claim then claims")
    func queueClaim() throws {
        let number = try scanned()
        #expect(try inward("queue", "next", "--store", store).text.contains(number))
        #expect(try inward("queue", "next", "--queue", "other", "--store", store).text == "Nothing waits.\n")
        #expect(try inward("queue", "claim", "--store", store).text.hasPrefix("\(number) is yours until "))
        #expect(try CaseList(inward, store).entries.first?["state"] == "claimed")
        #expect(try inward("queue", "claim", "--store", store).text == "Nothing more waits.\n")
        #expect(try inward("queue", "claim", "0", "--store", store).status == 64)
        #expect(try run("renew", number, "--lease", "5").status == 0)
        #expect(try run("return-to-queue", number).status == 0)
        #expect(try CaseList(inward, store).entries.first?["state"] == "queued")
    }

    @Test("each depth shows what is its own, and nothing of the next")
    func depths() throws {
        let mail = Mails.mail("Good morning. I have diabetes and a plan. See you.", subject: "Monday shift")
        let number = try filtered(Array(mail.utf8))
        func shown(_ depth: String) throws -> String {
            try run("show", number, "--depth", depth, "--reason", "duty").text
        }
        #expect(try run("show", number, "--reason", "duty", "--names").text.contains("ann@sender.example"))
        let metadata = try shown("metadata")
        #expect(metadata.contains("health") && metadata.contains("from: person-1") && metadata.contains("to: person-2"))
        for hidden in ["@", "diabetes", "plan", "Monday", "Ann", "morning"] { #expect(!metadata.contains(hidden)) }
        #expect(try run("show", number, "--reason", "duty").text == metadata)
        let snippet = try shown("snippet")
        #expect(snippet.contains("I have [health] and a plan."))
        for hidden in ["diabetes", "Monday", "Ann", "morning"] { #expect(!snippet.contains(hidden)) }
        let sentence = try shown("sentence")
        #expect(sentence.contains("I have diabetes and a plan."))
        for hidden in ["Monday", "Ann", "morning"] { #expect(!sentence.contains(hidden)) }
        let message = try shown("message")
        #expect(message.contains("subject: Monday shift\n"))
        #expect(message.hasSuffix(mail))
    }

    @Test("a snippet masks every finding of its sentence")
    func severalFindings() throws {
        let number = try filtered(Mails.bytes("I have diabetes, asthma and unpaid union dues today."))
        let snippet = try run("show", number, "--depth", "snippet", "--reason", "duty").text
        for word in ["diabetes", "asthma", "union dues"] { #expect(!snippet.contains(word)) }
        #expect(snippet.contains("today"))
    }

    @Test("a look needs a reason that is one")
    func reasons() throws {
        let number = try scanned()
        #expect(try run("show", number).status == 64)
        #expect(try run("show", number, "--reason", "curiosity").status == 64)
        #expect(try run("show", number, "--depth", "everything", "--reason", "duty").status == 64)
    }

    @Test("a verdict needs a claim and a finding that is there; a wrong finding is struck")
    func verdicts() throws {
        let number = try scanned()
        expectRefusal(try run("verdict", number, "1", "right"), "claimed")
        _ = try run("claim", number)
        expectRefusal(try run("verdict", number, "2", "right"), "case \(number) has no finding 2: it has 1")
        #expect(try run("verdict", number, "1", "wrong").text == "\(number): finding 1 is wrong\n")
        #expect(try run("show", number, "--reason", "duty").text.contains("judged wrong"))
        #expect(try CaseList(inward, store).entries.first?["categories"] == "")
    }

    @Test(
        "a case that is unknown, or no number, is refused in words", arguments: ["claim", "renew", "return-to-queue"])
    func unknownCase(command: String) throws {
        _ = try scanned()
        expectRefusal(try run(command, "0000000"), "there is no case 0000000")
        let wrong = try run(command, "not-a-number")
        #expect(wrong.status == 64)
        #expect(wrong.errorText.contains("'not-a-number' is not a case number"))
    }

    @Test("without a store there is nothing to show, and none is made")
    func noStore() throws {
        for words in [["queue", "list"], ["case", "claim", "0000000"], ["audit", "verify"]] {
            let outcome = try inward.run(words + ["--store", scratch("none")])
            expectRefusal(outcome, "\(scratch("none")): holds no store")
        }
        #expect(!FileManager.default.fileExists(atPath: scratch("none")))
    }

    @Test("a process with the public key alone queues, and cannot show")
    func publicKeyAlone() throws {
        let number = try scanned()
        for name in ["seal-1.private", "audit.private", "audit.public"] {
            try FileManager.default.removeItem(atPath: store + "/keys/" + name)
        }
        for depth in ["metadata", "snippet", "sentence", "message"] {
            let outcome = try run("show", number, "--depth", depth, "--reason", "duty")
            expectRefusal(outcome, "the private key of epoch 1 is not here")
            #expect(outcome.output.isEmpty)
        }
        let other = Mails.bytes("My wife has asthma and I know it.")
        #expect(try inward("filter", "--on-quarantine", "vault", "--store", store, input: other).status == 99)
        #expect(try CaseList(inward, store).numbers.count == 2)
    }
}

/// A refusal: not 0, nothing done, and the reason in one line.
func expectRefusal(_ outcome: Outcome, _ words: String, at location: SourceLocation = #_sourceLocation) {
    #expect(outcome.status == 1, sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    #expect(outcome.errorText.hasPrefix("Error: "), sourceLocation: location)
    #expect(outcome.errorText.contains(words), sourceLocation: location)
    #expect(outcome.errorText.split(separator: "\n").count == 1, sourceLocation: location)
}
