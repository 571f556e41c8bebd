import Foundation
import Testing
import Vault

@testable import Casework

@Suite("Deadlines, handing on, and what waits")
struct ClockTests {
    let office: Office
    var store: SQLiteCaseStore { office.store }

    init() throws { office = try Office() }

    private func entry(_ number: CaseNumber, at seconds: Int) throws -> QueueEntry {
        try store.read { try store.entry(store.caseRow(number, $0), at: Office.time(seconds), $0) }
    }

    @Test("every case has a deadline, also where the rule sets none")
    func always() throws {
        let number = try office.opened(.mail())
        #expect(try entry(number, at: 1).deadline ?? .distantPast > Office.time(86400))
    }

    @Test("at its deadline a case goes back to its queue a level up, and never higher than somebody can reach")
    func escalates() throws {
        let number = try office.opened(.mail(deadline: Office.time(7200)))
        #expect(try store.tick(at: Office.time(3000)) == TickReport())
        var now = 7300
        for level in [2, 3, 3] {
            #expect(try store.tick(at: Office.time(now)).escalated == 1)
            let entry = try entry(number, at: now)
            #expect(entry.level == level && entry.state == .queued && entry.isEscalated)
            now = Int(try #require(entry.deadline).timeIntervalSince(Office.time(0))) + 1
        }
        #expect(
            try store.claim(number, by: Office.other, lease: .seconds(9), at: Office.time(now)).holder == Office.other)
    }

    @Test("time never erases: a case whose policy releases is released, and waits for its place with a deadline")
    func releases() throws {
        var scanned = CaseIntake.mail(deadline: Office.time(3600))
        scanned.atDeadline = .release
        var filtered = CaseIntake.mail(
            .filter, text: "I have been on dialysis since April.", deadline: Office.time(3600))
        filtered.atDeadline = .release
        let first = try office.opened(scanned)
        let second = try office.opened(filtered)
        #expect(try store.tick(at: Office.time(4000)).released == 2)
        #expect(try entry(first, at: 4001).state == .closed)
        let waiting = try entry(second, at: 4001)
        #expect(waiting.state == .decided && waiting.deadline ?? .distantPast > Office.time(4000))
        let path = office.test.scratch.path + "/released.eml"
        let result = try store.decide(
            second, Decision(.release, why: "not-needed", destination: path), by: Office.reviewer, at: Office.time(4002)
        )
        #expect(result.state == .closed && FileManager.default.contents(atPath: path) == Data(filtered.message.array))
    }

    @Test("return is not available yet, so such a case is handed up, and the trail says so")
    func returns() throws {
        var intake = CaseIntake.mail(deadline: Office.time(3600))
        intake.atDeadline = .return
        let number = try office.opened(intake)
        _ = try store.tick(at: Office.time(4000))
        #expect(try entry(number, at: 4001).state == .queued)
        #expect(try store.audit(from: 1, limit: 999).last?.codes == "escalate return-not-available")
    }

    @Test("a request that nobody answers is over after its time, and its case is its holder's again")
    func unanswered() throws {
        let number = try office.claimed(.mail(deadline: Office.time(20 * 86400)))
        let id = try office.ask([number], for: 30 * 86400)
        #expect(try store.tick(at: Office.time(10 + 3 * 86400)).expired == 1)
        #expect(try store.request(id, by: Office.reviewer, at: Office.time(0)).entry.state == .expired)
        let entry = try entry(number, at: 11 + 3 * 86400)
        #expect(entry.lease?.holder == Office.reviewer && entry.waitsFor == nil)
    }

    @Test("a reviewer hands a case up, and whoever has it next has the level")
    func byHand() throws {
        let number = try office.claimed()
        try store.escalate(number, why: "not-needed", text: "legal question", by: Office.reviewer, at: Office.time(5))
        let entry = try entry(number, at: 6)
        #expect(entry.state == .queued && entry.level == 2 && entry.isEscalated && entry.owner == nil)
        #expect(throws: CaseworkError.self) {
            try store.claim(number, by: Office.reviewer, lease: .seconds(9), at: Office.time(7))
        }
    }

    @Test("an approver gives a case to somebody who could claim it, and to nobody else")
    func reassigned() throws {
        let number = try office.claimed(.mail(recipients: ["reviewer@office.example"]), by: Office.second)
        #expect(throws: CaseworkError.self) {
            try store.reassign(number, to: Office.reviewer, lease: .seconds(9), by: Office.approver, at: Office.time(5))
        }
        #expect(throws: CaseworkError.self) {
            try store.reassign(number, to: Office.dpo, lease: .seconds(9), by: Office.approver, at: Office.time(5))
        }
        try store.reassign(number, to: Office.other, lease: .seconds(90), by: Office.approver, at: Office.time(5))
        #expect(try entry(number, at: 6).lease?.holder == Office.other)
        #expect(throws: CaseworkError.notClaimedByYou(number)) {
            try store.renew(number, by: Office.second, lease: .seconds(9), at: Office.time(7))
        }
    }

    @Test("notes are for those who have the case open, and sealed")
    func notes() throws {
        let number = try office.claimed()
        try store.note(number, "Zebrafink called back", by: Office.reviewer, at: Office.time(5))
        #expect(throws: CaseworkError.self) { try store.notes(number, by: Office.second, at: Office.time(6)) }
        #expect(throws: CaseworkError.badNote) { try store.note(number, " ", by: Office.reviewer, at: Office.time(6)) }
        let notes = try store.notes(number, by: Office.reviewer, at: Office.time(7))
        #expect(notes == [CaseNote(author: Office.reviewer, time: Office.time(5), text: "Zebrafink called back")])
        #expect(try StoreBytes(office.test.folder).holding(Array("Zebrafink".utf8)).isEmpty)
        #expect(try store.verifyAudit(against: nil).isWhole)
    }

    @Test("a case that should never have been one moves on unseen, and nothing of it stays")
    func protects() throws {
        let scanned = try office.opened(.mail())
        let result = try store.decide(
            scanned, .protect(), by: Office.reviewer, at: Office.time(5))
        #expect(result.state == .closed)
        #expect(try store.erasure(of: scanned)?.decision == .protect)
        let intake = CaseIntake.mail(.filter, text: "I have been on dialysis since April.")
        let filtered = try office.opened(intake)
        let waits = try store.decide(
            filtered, .protect(), by: Office.reviewer, at: Office.time(6))
        #expect(waits.effect == .waiting)
        let row = try entry(filtered, at: 7)
        #expect(row.categories.isEmpty && row.isProtected && row.state == .decided)
        #expect(throws: CaseworkError.self) {
            try store.show(
                filtered, depth: .metadata, reason: .misdirected, names: false, by: Office.second, at: Office.time(8))
        }
        let path = office.test.scratch.path + "/on.eml"
        let done = try store.decide(
            filtered, Decision(.release, why: "not-needed", destination: path), by: Office.reviewer, at: Office.time(9))
        #expect(done.state == .closed && FileManager.default.contents(atPath: path) == Data(intake.message.array))
        #expect(try store.erasure(of: filtered)?.doneHere != nil)
        #expect(try store.audit(from: 1, limit: 999).allSatisfy { $0.event != "looked" })
        #expect(try store.verifyAudit(against: nil).isWhole)
    }

    @Test(
        "a delivery that was cut off and whose place is gone is in doubt until a person has looked",
        arguments: [true, false])
    func inDoubt(arrived: Bool) throws {
        let number = try office.claimed(.mail(.filter))
        let folder = office.test.scratch.path + "/place"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/a.eml"
        let id = try store.write { database in
            let row = try store.caseRow(number, database)
            try store.transition(row, .release, by: Office.reviewer, also: [.effect], at: Office.time(2), database)
            let id = try store.insertEffect(.deliver, of: number, destination: path, at: Office.time(2), database)
            try database.execute(sql: "UPDATE effects SET state = 'running'")
            return id
        }
        try FileManager.default.removeItem(atPath: folder)
        let result = try store.run(id, at: Office.time(3))
        #expect(result.effect == .inDoubt && result.state == .decided)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let settled = try store.settle(number, arrived: arrived, by: Office.reviewer, at: Office.time(4))
        #expect(settled.state == .closed && settled.effect == .done)
        #expect(FileManager.default.fileExists(atPath: path) == !arrived)
        #expect(throws: CaseworkError.self) {
            try store.settle(number, arrived: true, by: Office.reviewer, at: Office.time(5))
        }
    }

    @Test("how much waits is counted by queue, age and team")
    func workload() throws {
        _ = try office.opened(.mail(text: "I have been on dialysis since 2001."))
        let number = try office.claimed(.mail(text: "I have been on dialysis since 2002."))
        _ = try office.opened(.mail(text: "I have been on dialysis since 2003.", queue: "unscannable"))
        _ = try office.ask([number])
        let load = try store.workload(by: Office.dpo, at: Office.time(9 * 86400))
        #expect(load.queues.map(\.queue) == ["people", "unscannable"])
        #expect(load.queues[0].queued == 1 && load.queues[0].claimed == 1 && load.queues[0].asked == 1)
        #expect(load.queues[0].overdue == 2 && load.queues[0].ages == [0, 0, 2, 0])
        #expect(load.teams == ["sales": 1])
    }
}

@Suite("Whether people are there, and hear of it")
struct StaffingTests {
    @Test("a level that fewer than two approvers hold is named with what asks for it")
    func thin() throws {
        let office = try Office()
        #expect(try office.store.thinLevels(at: Office.time(1)) == [])
        try office.store.stopAccount(Office.other, by: Office.admin, at: Office.time(1))
        #expect(
            try office.store.thinLevels(at: Office.time(2)) == [
                ThinLevel(level: 1, asked: ["sentence"], holders: 1),
                ThinLevel(level: 2, asked: ["message"], holders: 1),
                ThinLevel(level: 3, asked: ["sexuality"], holders: 1),
            ])
    }

    @Test("a notice has counts, queues and deadlines, is signed, and says nothing of a case")
    func notice() throws {
        let office = try Office()
        #expect(try office.store.notice(at: Office.time(1)) == nil)
        let number = try office.opened(.mail(deadline: Office.time(7200)))
        let claimed = try office.claimed(.mail(text: "I have been on dialysis since June."))
        _ = try office.ask([claimed])
        let box = office.test.scratch.path + "/box"
        for name in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(atPath: "\(box)/\(name)", withIntermediateDirectories: true)
        }
        #expect(
            try office.store.writeNotice(
                to: box, from: "inward@office.example", to: "reviewers@office.example", at: Office.time(20)))
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: box + "/new").first)
        let text = try String(contentsOfFile: "\(box)/new/\(name)", encoding: .utf8)
        #expect(text.contains("Subject: Inward: 1 cases and 1 requests wait\n"))
        #expect(text.contains("Date: Wed, 06 May 2026 08:02:23 +0000\n"))
        #expect(text.contains("queue people: 1 wait, 0 overdue, next deadline 2026-05-06T10:00:00Z\n"))
        for hidden in ["\(number)", "\(claimed)", "health", "ann@", "dialysis"] { #expect(!text.contains(hidden)) }
        let notice = try #require(try office.store.notice(at: Office.time(20)))
        let key = try office.store.keys.verifying()
        #expect(key.verify(try #require(Hex.bytes(notice.signature)), of: notice.json))
        #expect(text.contains(notice.signature))
    }

    @Test("an address of a notice cannot bring a header of its own")
    func injected() throws {
        let office = try Office()
        _ = try office.opened(.mail())
        #expect(throws: CaseworkError.self) {
            try office.store.writeNotice(to: "/none", from: "a\nBcc: b", to: "c", at: Office.time(1))
        }
    }
}
