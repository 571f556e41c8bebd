import Foundation
import Testing

@Suite("case decide") struct DecisionTests {
    let scratch: Scratch
    let inward = Tool()
    let store: String
    static let mail = Array(
        "From: ann@sender.example\r\nTo: desk@office.example\r\n\r\nI have diabetes.\r\n\u{0}no ending".utf8)

    init() throws {
        scratch = try Scratch()
        store = scratch("store")
    }

    private func filtered(_ mail: [UInt8] = mail, claimed: Bool = true) throws -> String {
        #expect(try inward("filter", "--on-quarantine", "vault", "--store", store, input: mail).status == 99)
        let number = try #require(try CaseList(inward, store).numbers.first)
        if claimed { #expect(try inward("case", "claim", number, "--store", store).status == 0) }
        return number
    }

    private func decide(_ words: String..., input: [UInt8] = []) throws -> Outcome {
        try inward.run(["case", "decide"] + words + ["--store", store], input: input)
    }

    @Test("a released mail goes to a new file with its original bytes")
    func releaseToFile() throws {
        let number = try filtered()
        let outcome = try decide(number, "release", "--why", "addressee-needs-it", "--to", scratch("out.eml"))
        #expect(outcome.status == 0)
        #expect(outcome.text == "\(number): release, case closed, done\n")
        #expect(try scratch.read("out.eml") == Self.mail)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["out.eml", "store"])
        #expect(try CaseList(inward, store).numbers.isEmpty)
    }

    @Test("a released mail goes into a maildir once, with its original bytes")
    func releaseToMaildir() throws {
        for name in ["tmp", "new", "cur"] { try scratch.makeFolder("box/" + name) }
        let number = try filtered()
        #expect(try decide(number, "release", "--why", "addressee-needs-it", "--to", scratch("box")).status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch("box/new"))
        #expect(names.count == 1)
        #expect(try scratch.read("box/new/" + (names.first ?? "")) == Self.mail)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch("box/tmp")).isEmpty)
    }

    @Test("nothing is overwritten, and the case stays as it was")
    func refusesToOverwrite() throws {
        let there = try scratch.write("there.eml", "something")
        try scratch.makeFolder("folder")
        let number = try filtered()
        for place in [there, scratch("folder")] {
            let outcome = try decide(number, "release", "--why", "addressee-needs-it", "--to", place)
            expectRefusal(outcome, "\(place): exists and is not overwritten")
        }
        #expect(try scratch.read("there.eml") == Array("something".utf8))
        #expect(try CaseList(inward, store).entries.first?["state"] == "claimed")
    }

    @Test("a place that can't be written is told, the case stays decided, and can be released elsewhere")
    func failedDelivery() throws {
        let number = try filtered()
        let failed = try decide(number, "release", "--why", "addressee-needs-it", "--to", scratch("no/folder/out.eml"))
        #expect(failed.status == 1)
        #expect(failed.text == "\(number): release, case decided, failed\n")
        #expect(failed.errorText.hasPrefix("inward: case \(number): \(scratch("no/folder"))"))
        #expect(try decide(number, "release", "--why", "addressee-needs-it", "--to", scratch("out.eml")).status == 0)
        #expect(try scratch.read("out.eml") == Self.mail)
    }

    @Test("a release of a filtered mail needs a place; one of a scanned mail takes none")
    func destinations() throws {
        let number = try filtered()
        expectRefusal(try decide(number, "release", "--why", "not-needed"), "name a maildir or a new file")
        let path = try scratch.write("scanned.eml", Mails.bytes("My wife has asthma and I know it."))
        #expect(try inward("scan", "--queue", "--store", store, path).status == 1)
        let scanned = try #require(try CaseList(inward, store).numbers.first { $0 != number })
        _ = try inward("case", "claim", scanned, "--store", store)
        expectRefusal(try decide(scanned, "release", "--why", "not-needed", "--to", scratch("x")), "writes nothing")
        let outcome = try decide(scanned, "release", "--why", "not-needed")
        #expect(outcome.text == "\(scanned): release, case closed\n")
        #expect(try scratch.read("scanned.eml") == Mails.bytes("My wife has asthma and I know it."))
    }

    @Test("what is not claimed is refused in words")
    func notClaimed() throws {
        let number = try filtered(claimed: false)
        for decision in ["release", "erase"] {
            let outcome = try decide(number, decision, "--why", "not-needed", "--to", scratch("x"))
            #expect(outcome.status != 0)
        }
        expectRefusal(
            try decide(number, "erase", "--why", "not-needed"),
            "case \(number) is queued; erase is for cases that are claimed")
        expectRefusal(
            try decide(number, "release", "--why", "not-needed", "--to", scratch("x")),
            "case \(number) is queued; release is for cases that are claimed")
        #expect(!FileManager.default.fileExists(atPath: scratch("x")))
    }

    @Test("a reason that the policy does not have is named, with those that it has")
    func wrongReason() throws {
        let number = try filtered()
        let outcome = try decide(number, "erase", "--why", "because")
        #expect(outcome.status == 64)
        let first = try #require(outcome.errorText.split(separator: "\n").first)
        #expect(
            first.contains("--why") && first.contains("'because'") && first.contains("addressee-needs-it, not-needed"))
        #expect(try decide(number, "erase").status == 64)
        #expect(try CaseList(inward, store).entries.first?["state"] == "claimed")
    }

    @Test("later decisions are not available yet", arguments: ["return", "disclose"])
    func later(decision: String) throws {
        let number = try filtered()
        let outcome = try decide(number, decision, "--why", "not-needed")
        #expect(outcome.status == 64)
        #expect(outcome.errorText.contains("'\(decision)' is not available yet"))
        #expect(try CaseList(inward, store).entries.first?["state"] == "claimed")
    }

    @Test("a mail released redacted has lost what was found, and nothing else; what was struck stays")
    func releaseRedacted() throws {
        let mail = Array("From: ann@sender.example\r\nSubject: diabetes\r\n\r\nI have diabetes.\r\nno ending".utf8)
        let number = try filtered(mail)
        let words = ["release-redacted", "--why", "addressee-needs-it", "--to"]
        let outcome = try inward.run(["case", "decide", number] + words + [scratch("out.eml"), "--store", store])
        #expect(outcome.status == 0, "\(outcome.errorText)")
        #expect(outcome.text == "\(number): release-redacted, case closed, done\n")
        let text = String(decoding: try scratch.read("out.eml"), as: UTF8.self)
        #expect(
            text.hasPrefix("X-Inward-Redacted: spans=2\r\nFrom: ann@sender.example\r\nSubject: [removed]\r\n\r\nI have")
        )
        #expect(!text.contains("diabetes") && text.hasSuffix(".\r\nno ending"))
        #expect(try CaseList(inward, store).numbers.isEmpty)
    }

    @Test("what a reviewer has struck stays in a mail released redacted")
    func struck() throws {
        let mail = Array("From: ann@sender.example\r\n\r\nI have diabetes. I am a shop steward.\r\n".utf8)
        let number = try filtered(mail)
        #expect(try inward("case", "verdict", number, "1", "wrong", "--store", store).status == 0)
        let words = ["release-redacted", "--why", "addressee-needs-it", "--to"]
        let outcome = try inward.run(["case", "decide", number] + words + [scratch("out.eml"), "--store", store])
        #expect(outcome.status == 0, "\(outcome.errorText)")
        let text = String(decoding: try scratch.read("out.eml"), as: UTF8.self)
        #expect(text.contains("diabetes") && !text.contains("steward"))
    }

    @Test("an unknown decision is named")
    func unknownDecision() throws {
        let number = try filtered()
        let outcome = try decide(number, "burn", "--why", "not-needed")
        #expect(outcome.status == 64)
        #expect(outcome.errorText.contains("'burn'"))
    }

    @Test("a closed case is decided no more")
    func closed() throws {
        let number = try filtered()
        _ = try decide(number, "release", "--why", "not-needed", "--to", scratch("out.eml"))
        expectRefusal(try decide(number, "erase", "--why", "not-needed"), "case \(number) is closed")
    }
}
