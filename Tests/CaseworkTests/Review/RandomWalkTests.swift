import Foundation
import Seeded
import Testing

@testable import Casework

/// People, clocks and restarts over a real store, by a seed.
private final class RandomWalk {
    let office: Office
    private(set) var store: SQLiteCaseStore
    private var random: SeededGenerator
    private(set) var now = 1000
    private var cases: [CaseNumber] = []
    private var requests: [RequestID] = []
    private(set) var done: [String: Int] = [:]
    private(set) var refused = 0
    private var serial = 0

    init(seed: UInt64) throws {
        office = try Office()
        store = office.store
        random = SeededGenerator(seed: seed)
    }

    private var time: Date { Office.time(now) }
    private func pick<T>(_ list: [T]) -> T? { list.randomElement(using: &random) }
    private func chance(_ part: Int) -> Bool { Int.random(in: 0..<100, using: &random) < part }

    func step() throws {
        now += chance(3) ? Int.random(in: 3600...200_000, using: &random) : Int.random(in: 0...900, using: &random)
        var draw = Int.random(in: 0..<steps.reduce(0) { $0 + $1.0 }, using: &random)
        for (weight, name, action) in steps {
            draw -= weight
            guard draw < 0 else { continue }
            do {
                try action()
                done[name, default: 0] += 1
            } catch is CaseworkError {
                refused += 1
            }
            return
        }
    }

    var names: [String] { steps.map(\.1) }

    private var steps: [(Int, String, () throws -> Void)] {
        [
            (9, "take", take), (14, "claim", claim), (6, "claim-next", claimNext), (4, "renew", renew),
            (4, "return", giveBack), (8, "look", look), (7, "ask", ask), (6, "approve", approve), (2, "narrow", narrow),
            (3, "refuse", refuse), (2, "revoke", revoke), (4, "verdict", verdict), (16, "release", release),
            (3, "erase", erase), (2, "protect", protect), (2, "escalate", escalate), (3, "reassign", reassign),
            (2, "note", note), (6, "tick", tick), (1, "restart", restart), (1, "rotate", rotate), (2, "people", people),
            (1, "bulk", bulk),
        ]
    }

    /// An open case by its place in the order of numbers.
    private func someOpen() throws -> CaseNumber? {
        let place = Int.random(in: 0..<1_000_000, using: &random)
        return try store.read { database in
            let count = try database.row("SELECT count(*) AS count FROM cases WHERE state <> 'closed'")
            let all = try count?.integer("count") ?? 0
            guard all > 0 else { return nil }
            return try database.row(
                "SELECT number FROM cases WHERE state <> 'closed' ORDER BY deadline, number LIMIT 1 OFFSET ?",
                [place % all]
            )?.caseNumber("number")
        }
    }

    private func anybody() -> ActorID { pick(Office.everybody) ?? Office.reviewer }
    /// Whoever could, most of the time.
    private func likely(_ people: [ActorID]) -> ActorID { chance(85) ? pick(people) ?? anybody() : anybody() }
    private var reviewers: [ActorID] { [Office.reviewer, Office.second, Office.other] }
    private var approvers: [ActorID] { [Office.approver, Office.other] }

    /// Open ones most of the time, the newest above all.
    private func aCase() throws -> CaseNumber {
        let open = try chance(85) ? someOpen() : nil
        guard let number = open ?? pick(cases) else { throw CaseworkError.badNote }
        return number
    }
    private func aRequest() throws -> RequestID {
        let asked = try store.read { database in
            try database.rows("SELECT id FROM requests WHERE state = 'asked' ORDER BY id").map {
                try RequestID(stored: $0.text("id"))
            }
        }
        guard let id = pick(asked.isEmpty || chance(20) ? requests : asked) else { throw CaseworkError.badNote }
        return id
    }

    private func take() throws {
        serial += 1
        let isNew = chance(80)
        var intake = CaseIntake.mail(
            chance(50) ? .scan : .filter,
            text: "I have been on dialysis since day \(isNew ? serial : serial / 3). Yours.",
            sender: chance(10) ? "reviewer@office.example" : "ann\(serial % 7)@client.example",
            recipients: chance(20) ? ["desk@office.example", "lead@office.example"] : ["desk@office.example"],
            subject: "\(serial)",
            deadline: chance(70) ? time.addingTimeInterval(Double(Int.random(in: 1...90, using: &random)) * 3600) : nil,
            queue: chance(80) ? "people" : "office", level: chance(80) ? 1 : 3)
        intake.atDeadline = pick(DeadlineRule.allCases) ?? .escalate
        intake.thread = ["<\(serial % 11)@client.example>"]
        if case .opened(let number) = try store.take(intake, at: time) { cases.append(number) }
    }

    private func claim() throws {
        _ = try store.claim(
            aCase(), by: likely(reviewers), lease: .seconds(Int.random(in: 0...4000, using: &random)), at: time)
    }
    private func claimNext() throws {
        _ = try store.claimNext(2, queue: nil, by: likely(reviewers), lease: .seconds(3000), at: time)
    }
    /// Somebody at work on a case they hold.
    private func atWork() throws -> (number: CaseNumber, holder: ActorID) {
        let held = try store.read { database in
            try database.rows(
                "SELECT \(CaseRow.columns) FROM cases WHERE state = 'claimed' AND lease_end > ? ORDER BY number LIMIT 20",
                [Moment.seconds(time)]
            ).map(CaseRow.init)
        }
        guard let row = pick(held), let holder = row.holder else { throw CaseworkError.badNote }
        return (row.number, holder)
    }

    private func renew() throws {
        let work = try atWork()
        _ = try store.renew(work.number, by: work.holder, lease: .seconds(3000), at: time)
    }
    private func giveBack() throws { try store.returnToQueue(aCase(), by: anybody(), at: time) }
    private func look() throws {
        let number = try aCase()
        let row = try store.read { try store.caseRow(number, $0) }
        _ = try store.show(
            number, depth: chance(50) ? .metadata : pick(Depth.allCases) ?? .metadata,
            reason: chance(80) ? .misdirected : .claim, names: chance(20),
            by: chance(70) ? row.holder ?? likely(reviewers) : anybody(), at: time)
    }
    /// Most requests are about a case that somebody holds.
    private func ask() throws {
        let held = try store.read { database in
            try database.rows("SELECT \(CaseRow.columns) FROM cases WHERE state = 'claimed' AND asked IS NULL").map(
                CaseRow.init)
        }
        let row = chance(80) ? pick(held) : nil
        let several = chance(10) ? Array(cases.suffix(12)) : [try row?.number ?? aCase()]
        let length = Int.random(in: 1...40, using: &random) * 86400
        requests.append(
            try store.ask(
                RequestIntake(
                    scope: RequestScope(cases: several), depth: pick(Depth.allCases) ?? .message,
                    purpose: chance(70) ? .misdirected : .claim, ground: Office.ground,
                    expires: time.addingTimeInterval(Double(length))), by: row?.holder ?? anybody(), at: time))
    }
    private func approve() throws { _ = try store.approve(aRequest(), by: likely(approvers), at: time) }
    private func narrow() throws {
        _ = try store.narrow(aRequest(), to: Narrowing(depth: .metadata), text: "less", by: likely(approvers), at: time)
    }
    private func refuse() throws { _ = try store.refuse(aRequest(), text: nil, by: likely(approvers), at: time) }
    private func revoke() throws { _ = try store.revoke(aRequest(), text: nil, by: likely(approvers), at: time) }
    private func verdict() throws {
        try store.verdict(aCase(), finding: 1, pick(Verdict.allCases) ?? .right, by: anybody(), at: time)
    }

    /// Some places cannot be written to.
    private func place() -> String {
        office.test.scratch.path + (chance(15) ? "/none/\(serial)-\(now)" : "/\(serial)-\(now).eml")
    }

    private func holder(_ number: CaseNumber) throws -> ActorID {
        let row = try store.read { try store.caseRow(number, $0) }
        return chance(80) ? row.holder ?? anybody() : anybody()
    }
    private func release() throws {
        let number = try aCase()
        let row = try store.read { try store.caseRow(number, $0) }
        let destination = row.source == .filter ? place() : nil
        let decision = try Decision(.release, why: "not-needed", destination: destination)
        _ = try store.decide(number, decision, by: holder(number), at: time)
    }
    private func erase() throws {
        let number = try aCase()
        _ = try store.decide(number, Decision(.erase, why: "not-needed"), by: holder(number), at: time)
    }
    private func protect() throws {
        let number = try aCase()
        _ = try store.decide(number, .protect(), by: holder(number), at: time)
    }
    private func escalate() throws {
        let work = try atWork()
        try store.escalate(work.number, why: "not-needed", text: nil, by: work.holder, at: time)
    }
    private func reassign() throws {
        try store.reassign(aCase(), to: likely(reviewers), lease: .seconds(3000), by: likely(approvers), at: time)
    }
    private func note() throws {
        let number = try aCase()
        try store.note(number, "a note", by: holder(number), at: time)
    }
    private func tick() throws { try store.tick(at: time) }
    private func bulk() throws {
        let actor = anybody()
        let list = try store.preview(.thread(aCase()), by: actor, at: time)
        _ = try store.decideMany(
            list.map(\.number), Decision(.release, why: "not-needed"), by: actor, at: time)
    }
    private func rotate() throws {
        _ = try store.rotateKeys(olderThan: .seconds(14 * 86400), by: Office.admin, at: time)
    }

    /// People come and go; one approver and one reviewer of each level stay.
    private func people() throws {
        if chance(50) {
            try store.stopAccount(chance(50) ? Office.second : Office.approver, by: Office.admin, at: time)
        } else {
            try store.changeAccount(
                Office.second, AccountSettings(roles: [.reviewer], level: 2), by: Office.admin, at: time)
            try store.changeAccount(
                Office.approver, AccountSettings(roles: [.approver], level: 3), by: Office.admin, at: time)
        }
        if chance(30) {
            _ = try store.setStandIn(
                Office.reviewer, for: Office.second, from: time, until: time.addingTimeInterval(86400),
                by: Office.other, at: time)
        }
    }

    /// The process ends and another takes up the store.
    private func restart() throws {
        let copy = office.test.scratch.path + "/restart-\(now)-\(serial)"
        try store.writeOutside { _ = try $0.checkpoint(.truncate) }
        let from = store.folder.path
        try FileManager.default.copyItem(atPath: from, toPath: copy)
        store = try SQLiteCaseStore(
            folder: StoreFolder(path: copy, erasureLog: office.test.scratch.path + "/erasures"), creating: false,
            holder: "the test", at: time)
        if from != office.test.folder.path { try FileManager.default.removeItem(atPath: from) }
    }

    /// The rows that are not closed.
    func open() throws -> [CaseRow] {
        try store.read {
            try $0.rows("SELECT \(CaseRow.columns) FROM cases WHERE state <> 'closed' ORDER BY number").map(
                CaseRow.init)
        }
    }

    /// From wherever the walk ended, somebody can bring every case to its end.
    func finish() throws {
        try people(back: true)
        for _ in 0..<12 {
            now += 4 * 86400
            try store.tick(at: time)
            for row in try open() {
                let path = office.test.scratch.path + "/end-\(row.number)-\(now).eml"
                let box = office.test.scratch.path + "/box"
                for name in ["tmp", "new", "cur"] {
                    try FileManager.default.createDirectory(
                        atPath: "\(box)/\(name)", withIntermediateDirectories: true)
                }
                do {
                    if row.state == .decided {
                        let kind = row.decision == .erase ? DecisionKind.erase : .release
                        let place = kind == .erase ? nil : row.covers > 1 ? box : path
                        _ = try store.decide(
                            row.number, Decision(kind, why: "not-needed", destination: place), by: Office.other,
                            at: time)
                    } else {
                        _ = try store.claim(row.number, by: Office.other, lease: .seconds(60), at: time)
                        let place = row.source == .filter ? row.covers > 1 ? box : path : nil
                        _ = try store.decide(
                            row.number, Decision(.release, why: "not-needed", destination: place), by: Office.other,
                            at: time)
                    }
                } catch is CaseworkError {}
            }
            if try open().isEmpty { return }
        }
    }

    private func people(back: Bool) throws {
        try store.changeAccount(
            Office.other, AccountSettings(roles: [.approver, .reviewer], level: 9), by: Office.admin, at: time)
    }
}

@Suite("The state tables have no dead end")
struct RandomWalkTests {
    /// 10,000 steps with `INWARD_FULL=1`.
    static let full = ProcessInfo.processInfo.environment["INWARD_FULL"] == "1"
    static let steps = full ? 10_000 : 500

    @Test(
        "after any walk every case is closed, or open with an owner and a deadline, and can be brought to its end",
        arguments: full ? [1] : [1, 2, 3])
    func walk(seed: Int) throws {
        let walk = try RandomWalk(seed: UInt64(seed))
        for step in 0..<Self.steps {
            try walk.step()
            guard step % 100 == 0 else { continue }
            try check(walk)
        }
        try check(walk)
        #expect(try walk.store.verifyAudit(against: nil).faults == [])
        #expect(try walk.store.check(by: Office.auditor, at: Office.time(walk.now)).faults == [])
        // A walk that is refused everywhere would prove nothing.
        let rare = Self.steps < 10_000
        for name in walk.names
        where !rare || ["take", "claim", "look", "ask", "approve", "release", "tick"].contains(name) {
            #expect(walk.done[name] ?? 0 > 0, "\(name) never happened: \(walk.done)")
        }
        try walk.finish()
        #expect(try walk.open().map { "\($0.number) \($0.state) \($0.source) \($0.covers)" } == [])
        #expect(try walk.store.verifyAudit(against: nil).faults == [])
    }

    private func check(_ walk: RandomWalk) throws {
        for row in try walk.open() {
            #expect(row.deadline != nil, "\(row.number)")
            // A person, or else the queue.
            #expect(row.holder != nil || !row.queue.isEmpty)
            if row.state == .queued { #expect(row.holder == nil && row.asked == nil) }
            if row.state == .claimed { #expect(row.holder != nil) }
            if let asked = row.asked {
                let state = try walk.store.read { try walk.store.request(asked, $0).state }
                #expect(state == .asked, "\(row.number) waits for a request that is \(state)")
            }
        }
    }
}
