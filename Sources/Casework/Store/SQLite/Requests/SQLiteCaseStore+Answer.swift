import Detection
import Foundation
import GRDB
import Vault

/// Requests: answered, taken back, over.
extension SQLiteCaseStore {
    /// How long the lease runs again after an answer.
    static let leaseAfterAnswer = Duration.seconds(3600)

    /// Says yes.
    public func approve(_ id: RequestID, by actor: ActorID, at time: Date) throws -> RequestEntry {
        try answer(.approve, id, text: nil, by: actor, at: time) { _, _ in }
    }

    /// Says yes to less.
    public func narrow(
        _ id: RequestID, to less: Narrowing, text: String?, by actor: ActorID, at time: Date
    ) throws -> RequestEntry {
        try answer(.narrow, id, text: text, by: actor, at: time) { entry, database in
            try narrow(entry, to: less, at: time, database)
        }
    }

    /// Says no. Those who asked have their cases back.
    public func refuse(_ id: RequestID, text: String?, by actor: ActorID, at time: Date) throws -> RequestEntry {
        try answer(.refuse, id, text: text, by: actor, at: time) { _, _ in }
    }

    /// Takes a request back, answered or not: what it opened is closed at once.
    public func revoke(_ id: RequestID, text: String?, by actor: ActorID, at time: Date) throws -> RequestEntry {
        try answer(.revoke, id, text: text, by: actor, at: time) { _, _ in }
    }

    private func answer(
        _ action: Action, _ id: RequestID, text: String?, by actor: ActorID, at time: Date,
        _ change: (RequestEntry, Database) throws -> Void
    ) throws -> RequestEntry {
        try acting(action, by: actor, at: time) { database, person in
            let entry = try request(id, database)
            guard let event = RequestEvent(rawValue: action.rawValue) else {
                throw CaseworkError.damaged(what: "an answer")
            }
            guard !isOver(entry, at: time) else {
                throw CaseworkError.forbidden(action: action, reason: "it is over since its time has passed")
            }
            try allow(action, entry, person, database)
            try change(entry, database)
            let saysYes = event == .approve || event == .narrow
            if saysYes {
                try database.run(
                    "INSERT OR REPLACE INTO request_answers VALUES (?, ?, ?, ?)",
                    [id.description, actor.description, event.rawValue, Moment.seconds(time)])
            }
            let isLast = saysYes && entry.approvers.count + 1 >= entry.yesNeeded
            var holds: Set<RequestCondition> = [isLast ? .lastYes : .moreNeeded]
            if try isMadeLess(id, database) { holds.insert(.madeLess) }
            if isLast { try resolvePerson(id, person, database) }
            try move(entry, event, holds: holds, text: text, by: actor, at: time, database)
            return try request(id, database)
        }
    }

    private func isOver(_ entry: RequestEntry, at time: Date) -> Bool {
        entry.state == .asked ? entry.answerBy <= time : entry.state.isGranted && entry.expires <= time
    }

    func allow(_ action: Action, _ entry: RequestEntry, _ person: Person, _ database: Database) throws {
        var holds: Set<Permissions.Condition> = []
        holds.insert(entry.requester == person.id ? .own : .notOwn)
        if person.standsInFor.contains(entry.requester) { holds.remove(.notOwn) }
        if person.level >= entry.level { holds.insert(.level) }
        if !entry.approvers.contains(person.id) { holds.insert(.first) }
        if try !entry.cases.contains(where: { try isNamed(person, in: $0, database) }) { holds.insert(.unnamed) }
        try allow(action, person, holds: holds, in: entry.state.rawValue)
    }

    /// Moves a request by its table; its cases are given back where the answer is final.
    private func move(
        _ entry: RequestEntry, _ event: RequestEvent, holds: Set<RequestCondition>, text: String?, by actor: ActorID,
        at time: Date, _ database: Database
    ) throws {
        guard let row = RequestTransition.find(entry.state, event, holds: holds) else {
            throw CaseworkError.damaged(what: "a request's state")
        }
        try database.run(
            "UPDATE requests SET state = ? WHERE id = ?", [row.to.rawValue, entry.id.description])
        if let text { try addText(Array(text.utf8), to: entry.id, database) }
        let audited: [RequestEvent: AuditEvent] = [
            .approve: .requestApproved, .narrow: .requestNarrowed, .refuse: .requestRefused, .revoke: .requestRevoked,
            .expire: .requestExpired,
        ]
        try append(
            AuditRecord(
                audited[event] ?? .asked, of: entry.cases.count == 1 ? entry.cases.first : nil, by: actor,
                time: Moment.seconds(time), codes: [entry.id.description, row.to.rawValue]), database)
        if row.to != .asked { try giveBack(entry.id, at: time, database) }
    }

    /// A case that waited for the answer is its holder's again.
    private func giveBack(_ id: RequestID, at time: Date, _ database: Database) throws {
        for row in try database.rows("SELECT \(CaseRow.columns) FROM cases WHERE asked = ?", [id.description]).map(
            CaseRow.init)
        {
            try transition(row, .answer, by: .machine, at: time, database)
            let end = Moment.seconds(time) + Int(Self.leaseAfterAnswer.components.seconds)
            try database.run(
                "UPDATE cases SET asked = NULL, lease_end = ? WHERE number = ?", [end, row.number.description])
        }
    }

    private func narrow(_ entry: RequestEntry, to less: Narrowing, at time: Date, _ database: Database) throws {
        let id = entry.id.description
        guard less.cases != nil || less.depth != nil || less.expires != nil else {
            throw CaseworkError.badGround(reason: "say what is less: fewer cases, a lesser depth, or an earlier end")
        }
        if let cases = less.cases {
            let extra = Set(cases).subtracting(entry.cases)
            guard !cases.isEmpty, extra.isEmpty else {
                throw CaseworkError.badGround(reason: "fewer cases are some of those that were asked for")
            }
            for number in Set(entry.cases).subtracting(cases) {
                try database.run(
                    "DELETE FROM request_cases WHERE request = ? AND case_number = ?", [id, number.description])
            }
        }
        if let depth = less.depth {
            guard depth < entry.depth else { throw CaseworkError.badGround(reason: "the depth is not less") }
            try database.run("UPDATE requests SET depth = ? WHERE id = ?", [depth.rawValue, id])
        }
        if let end = less.expires {
            guard end < entry.expires, end > time else {
                throw CaseworkError.badGround(reason: "the end is not earlier")
            }
            try database.run("UPDATE requests SET expires = ? WHERE id = ?", [Moment.seconds(end), id])
        }
        try database.run("UPDATE requests SET made_less = 1 WHERE id = ?", [id])
    }

    private func isMadeLess(_ id: RequestID, _ database: Database) throws -> Bool {
        try database.has("SELECT 1 FROM requests WHERE id = ? AND made_less = 1", [id.description])
    }

    /// With the last yes a person's cases are named; before, not even their number is known to anybody.
    private func resolvePerson(_ id: RequestID, _ person: Person, _ database: Database) throws {
        guard let first = try texts(of: id, database).first else { return }
        let texts: RequestTexts = try Self.decode(first)
        guard let address = texts.person else { return }
        let digest = try keys.digest().digest("address", Array(IntakeDigests.normal(address).utf8))
        let rows = try database.rows(
            """
            SELECT \(CaseRow.columns) FROM cases JOIN addresses ON case_number = number
                WHERE address = ? AND day >= ? AND day <= ?
            """, [digest.data, texts.from ?? 0, texts.until ?? Int.max / 2]
        ).map(CaseRow.init)
        let entry = try request(id, database)
        let requester = Person(id: entry.requester, roles: [], level: 0)
        for row in rows {
            // A case about crime is covered only by a ground that carries it; one that names who asks, never.
            let found = Set(try categories(of: row.number, database).keys)
            guard (try? LawfulGrounds.check(texts.ground, categories: found)) != nil,
                try !isNamed(requester, in: row.number, database)
            else { continue }
            try database.run(
                "INSERT OR IGNORE INTO request_cases VALUES (?, ?)", [id.description, row.number.description])
        }
    }

    /// Requests whose time has passed, as part of ``tick(at:)``.
    func expireRequests(at time: Date, _ database: Database) throws -> Int {
        let now = Moment.seconds(time)
        let rows = try database.rows(
            """
            SELECT id FROM requests WHERE (state = 'asked' AND answer_by <= ?1)
                OR (state IN ('approved', 'narrowed') AND expires <= ?1) ORDER BY id
            """, [now])
        for row in rows {
            let entry = try request(RequestID(stored: row.text("id")), database)
            try move(entry, .expire, holds: [], text: nil, by: .machine, at: time, database)
        }
        return rows.count
    }
}
