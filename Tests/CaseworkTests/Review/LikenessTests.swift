import Foundation
import Testing

@testable import Casework

@Suite("Asked once")
struct LikenessTests {
    let test: TestStore
    static let sentence = "I have been on dialysis since last May."

    init() throws { test = try TestStore() }

    private func take(_ intake: CaseIntake, at seconds: Int = 1) throws -> TakeResult {
        try test.store.take(intake, at: TestStore.time(seconds))
    }

    private func mail(
        _ source: SourceKind = .scan, text: String = sentence, sender: String = "ann@client.example",
        recipients: [String] = ["desk@office.example"], subject: String, thread: [String] = []
    ) -> CaseIntake {
        var intake = CaseIntake.mail(source, text: text, sender: sender, recipients: recipients, subject: subject)
        intake.thread = thread
        return intake
    }

    private func opened(_ intake: CaseIntake) throws -> CaseNumber {
        guard case .opened(let number) = try take(intake) else { throw TestStore.NotOpened() }
        return number
    }

    @Test("the same sentence by the same author to the same people or fewer is one case, which says what it covers")
    func near() throws {
        let two = ["desk@office.example", "lead@office.example"]
        let number = try opened(mail(recipients: two, subject: "first"))
        #expect(try take(mail(subject: "again, and more politely")) == .covered(number))
        #expect(try take(mail(subject: "again, and more politely")) == .known(nil))
        let entries = try test.store.queue(QueueFilter(), by: .owner, at: TestStore.time(2))
        #expect(entries.map(\.covers) == [2])
        let view = try test.store.show(
            number, depth: .message, reason: .misdirected, names: false, by: .owner, at: TestStore.time(3))
        #expect(view.others == [mail(subject: "again, and more politely").message])
        #expect(try test.store.verifyAudit(against: nil).isWhole)
    }

    @Test("somebody else's same words, one more recipient, another sentence: cases of their own")
    func others() throws {
        _ = try opened(mail(subject: "1"))
        _ = try opened(mail(sender: "bob@client.example", subject: "2"))
        _ = try opened(mail(recipients: ["desk@office.example", "new@office.example"], subject: "3"))
        _ = try opened(mail(text: "I have been on dialysis since last June.", subject: "4"))
        #expect(try test.store.queue(QueueFilter(), by: .owner, at: TestStore.time(2)).count == 4)
    }

    @Test("what is quoted in an answer of the same thread was asked before; elsewhere it was not")
    func quoted() throws {
        let number = try opened(mail(subject: "a", thread: ["<1@client.example>"]))
        let answer = mail(
            text: "> I have been on\n> dialysis since last May.", sender: "desk@office.example", recipients: [],
            subject: "Re: a", thread: ["<2@office.example>", "<1@client.example>"])
        #expect(Likeness.normal("> I have been on\n> dialysis") == Likeness.normal("I have been on dialysis"))
        // The whole text is the finding's sentence in both.
        #expect(try take(answer) == .covered(number))
        let elsewhere = mail(
            sender: "desk@office.example", recipients: [], subject: "b", thread: ["<9@office.example>"])
        #expect(try take(elsewhere) != .covered(number))
    }

    @Test("a decided case covers nothing new, and fingerprints go with the case")
    func gone() throws {
        let number = try opened(mail(subject: "1", thread: ["<1@client.example>"]))
        _ = try test.store.claim(number, by: .owner, lease: .seconds(60), at: TestStore.time(2))
        _ = try test.store.decide(number, Decision(.erase, why: "x"), by: .owner, at: TestStore.time(3))
        for table in ["likeness", "threads"] {
            #expect(try test.store.read { try !$0.has("SELECT 1 FROM \(table)") })
        }
        _ = try opened(mail(subject: "2"))
    }

    @Test("a case that covers several messages writes all of them, into a maildir and not over one another in a file")
    func delivers() throws {
        let first = mail(.filter, subject: "1")
        let second = mail(.filter, subject: "2")
        let number = try opened(first)
        #expect(try take(second) == .covered(number))
        _ = try test.store.claim(number, by: .owner, lease: .seconds(60), at: TestStore.time(2))
        let file = test.scratch.path + "/one.eml"
        let failed = try test.store.decide(
            number, Decision(.release, why: "x", destination: file), by: .owner, at: TestStore.time(3))
        #expect(failed.effect == .failed && !FileManager.default.fileExists(atPath: file))
        let box = test.scratch.path + "/box"
        for name in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(atPath: "\(box)/\(name)", withIntermediateDirectories: true)
        }
        let done = try test.store.decide(
            number, Decision(.release, why: "x", destination: box), by: .owner, at: TestStore.time(4))
        #expect(done.state == .closed)
        let written = try FileManager.default.contentsOfDirectory(atPath: box + "/new")
            .compactMap { FileManager.default.contents(atPath: "\(box)/new/\($0)") }
        #expect(Set(written) == [Data(first.message.array), Data(second.message.array)])
    }

    @Test("many cases are decided at once by rule or thread: a list before, a record each")
    func bulk() throws {
        let numbers = try (1...3).map {
            try opened(
                mail(text: "I have been on dialysis since 200\($0).", subject: "\($0)", thread: ["<\($0 / 3)@x>"]))
        }
        let list = try test.store.preview(.rule("health.treatment"), by: .owner, at: TestStore.time(2))
        #expect(Set(list.map(\.number)) == Set(numbers))
        #expect(try test.store.preview(.rule("health.other"), by: .owner, at: TestStore.time(2)).isEmpty)
        let thread = try test.store.preview(.thread(numbers[0]), by: .owner, at: TestStore.time(2))
        #expect(Set(thread.map(\.number)) == Set(numbers[0...1]))
        let results = try test.store.decideMany(
            thread.map(\.number), Decision(.release, why: "not-needed"), by: .owner, at: TestStore.time(3))
        #expect(results.allSatisfy { (try? $0.result.get().state) == .closed })
        let decided = try test.store.audit(from: 1, limit: 99).filter { $0.event == "decided" }
        #expect(decided.map(\.codes) == ["release not-needed", "release not-needed"])
    }
}
