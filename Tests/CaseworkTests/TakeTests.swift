import Foundation
import Messages
import Testing

@testable import Casework

@Suite("Taking a message")
struct TakeTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    private func take(_ intake: CaseIntake, day: Int = 0) throws -> TakeResult {
        try test.store.take(intake, at: TestStore.time(10 + day * 86400))
    }

    private var count: Int {
        get throws { try test.store.queue(QueueFilter(), by: TestStore.owner, at: TestStore.time(20)).count }
    }

    @Test("a scanned message is queued once, however often it is scanned")
    func scannedAgain() throws {
        guard case .opened = try take(.mail()) else { throw TestStore.NotOpened() }
        #expect(try take(.mail()) == .known(nil))
        #expect(try take(.mail(), day: 400) == .known(nil))
        #expect(try take(.mail(text: "I have been on dialysis since June. So long.")) != .known(nil))
        #expect(try count == 2)
    }

    @Test("a scanned message that was erased is not queued again")
    func erasedAgain() throws {
        let number = try test.claimed(.mail())
        _ = try test.store.decide(
            number, Decision(.erase, why: "not-needed"), by: TestStore.owner, at: TestStore.time(30))
        #expect(try take(.mail()) == .known(nil))
        #expect(try count == 0)
    }

    @Test("a batch is one commit with a result for each, doubles among them known")
    func batch() throws {
        let texts = ["I have been on dialysis since May 1.", "I have been on dialysis since May 2."]
        let results = try test.store.takeMany(
            [.mail(text: texts[0]), .mail(text: texts[1]), .mail(text: texts[0])], at: TestStore.time(1))
        guard case .opened(let first) = results[0], case .opened(let second) = results[1] else {
            throw TestStore.NotOpened()
        }
        #expect(first != second)
        #expect(results[2] == .known(nil))
        #expect(try count == 2)
    }

    @Test("a batch that fails leaves nothing")
    func failingBatch() throws {
        try FileManager.default.removeItem(atPath: test.folder.blobs)
        let large = String(repeating: "I have been on dialysis since May. ", count: 4000)
        #expect(throws: (any Error).self) {
            try test.store.takeMany([.mail(), .mail(text: large)], at: TestStore.time(1))
        }
        #expect(try count == 0)
        guard case .opened = try take(.mail()) else { throw TestStore.NotOpened() }
    }

    @Test("mail that a server brings again is the same case, whatever trace fields were added")
    func redelivered() throws {
        guard case .opened(let number) = try take(.mail(.filter)) else { throw TestStore.NotOpened() }
        var again = CaseIntake.mail(.filter)
        again.message = Bytes("Return-Path: <x@y>\r\nReceived: from c\r\n\tby d; now\r\n" + again.message.string)
        #expect(try take(again) == .known(number))
        again.envelope.sender = "Ann@Client.Example"
        again.envelope.recipients = ["DESK@office.example"]
        #expect(try take(again, day: 5) == .known(number))
        #expect(try count == 1)
    }

    @Test("a recipient who was not among those before joins the case")
    func joined() throws {
        guard case .opened(let number) = try take(.mail(.filter)) else { throw TestStore.NotOpened() }
        let more = ["desk@office.example", "lead@office.example"]
        #expect(try take(.mail(.filter, recipients: more)) == .joined(number))
        #expect(try take(.mail(.filter, recipients: more)) == .known(number))
        #expect(try take(.mail(.filter, recipients: ["third@office.example"])) == .joined(number))
        let view = try test.store.show(
            number, depth: .metadata, reason: .misdirected, names: true, by: TestStore.owner, at: TestStore.time(20))
        #expect(view.envelope.recipients == more + ["third@office.example"])
        #expect(try count == 1)
        #expect(try test.store.verifyAudit(against: nil).isWhole)
    }

    @Test("another sender, another text, or an executed decision make a new case; days alone do not")
    func newCase() throws {
        guard case .opened = try take(.mail(.filter)) else { throw TestStore.NotOpened() }
        guard case .opened = try take(.mail(.filter, sender: "bob@client.example")) else { throw TestStore.NotOpened() }
        let third = CaseIntake.mail(.filter, text: "I have been on insulin since March. Yours.")
        guard case .opened(let late) = try take(third) else { throw TestStore.NotOpened() }
        // After five days it is no redelivery; that it was asked already its open case still knows.
        #expect(try take(third, day: 6) == .covered(late))
        #expect(try count == 3)
        _ = try test.store.claim(late, by: TestStore.owner, lease: .seconds(100), at: TestStore.time(30))
        _ = try test.store.decide(
            late, Decision(.erase, why: "not-needed"), by: TestStore.owner, at: TestStore.time(31))
        guard case .opened = try take(third, day: 6) else { throw TestStore.NotOpened() }
    }

    @Test("deadlines and confidences are kept no finer than they need be, the day alone of when it came")
    func coarse() throws {
        guard
            case .opened(let number) = try take(
                .mail(deadline: Date(timeIntervalSince1970: 1_778_100_000 + 3599)))
        else { throw TestStore.NotOpened() }
        let entry = try #require(try test.store.next(queue: nil, by: TestStore.owner, at: TestStore.time(20)))
        #expect(entry.number == number)
        #expect(entry.categories == [.health: 0.97])
        #expect(entry.deadline.map { Int($0.timeIntervalSince1970) % 3600 } == 0)
        #expect(entry.day.description == "2026-05-06")
        let taken = try #require(try test.store.audit(from: 2, limit: 1).first)
        #expect(taken.time % 86400 == 0)
    }

    @Test(
        "trace fields are left out, all else stays byte for byte",
        arguments: [
            ("Received: a\nSubject: b\n\nReceived: c\n", "Subject: b\n\nReceived: c\n"),
            ("RECEIVED : a\r\n b\r\n\tc\r\nTo: d\r\n\r\n", "To: d\r\n\r\n"),
            ("Subject: b\n Received: c\nReturn-Path: d\n", "Subject: b\n Received: c\n"),
            ("Received: a", ""), ("", ""), ("\n\n", "\n\n"), ("no header\nDelivered-To: x\n", "no header\n"),
            ("Received-By: a\n\n", "Received-By: a\n\n"),
        ])
    func trace(message: String, kept: String) {
        #expect(TraceHeaders.removed(from: Bytes(message)) == Array(kept.utf8))
    }
}
