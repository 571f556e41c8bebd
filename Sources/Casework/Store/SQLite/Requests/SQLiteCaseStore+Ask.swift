import Detection
import Foundation
import GRDB
import Vault

/// Requests: asked.
extension SQLiteCaseStore {
    /// More cases than this are bulk, and need two people's yes; so does everything about one person.
    static let bulk = 10
    /// A request without an answer is over after this, so that its cases do not wait for ever.
    static let answerTime = 3 * 86400
    /// A request ends by itself at the latest after this.
    static let longestGrant = 92 * 86400

    /// The texts of a request that stand sealed beside it.
    struct RequestTexts: Codable {
        var ground: Ground
        var person: String?
        var from: Int?
        var until: Int?
    }

    /// Asks to see more.
    ///
    /// - Throws: ``CaseworkError/excluded(article:reason:)`` with the article where the law excludes it.
    public func ask(_ intake: RequestIntake, by actor: ActorID, at time: Date) throws -> RequestID {
        try acting(.ask, on: intake.scope.cases.first, by: actor, at: time) { database, person in
            let now = Moment.seconds(time)
            let expires = Moment.seconds(intake.expires)
            guard expires > now, expires <= now + Self.longestGrant else {
                throw CaseworkError.badGround(reason: "a request ends after now and within 92 days")
            }
            let rows = try intake.scope.cases.map { try caseRow($0, database) }
            guard intake.scope.person != nil || !rows.isEmpty else {
                throw CaseworkError.badGround(reason: "name cases, or a person and a period")
            }
            for row in rows { try allow(.ask, row, person, database) }
            if rows.isEmpty { try allow(.ask, person, holds: [.queue, .unnamed], in: CaseState.queued.rawValue) }
            let found = try rows.reduce(into: Set<Detection.Category>()) {
                $0.formUnion(try categories(of: $1.number, database).keys)
            }
            // What a person's cases hold is not known before it is looked at.
            try LawfulGrounds.check(intake.ground, categories: intake.scope.person == nil ? found : [.health])
            let level = try max(
                1,
                rows.map { try levelNeeded($0, depth: intake.depth, reason: intake.purpose, database) }.max()
                    ?? highestLevel(database))
            let yesNeeded = intake.scope.person != nil || rows.count > Self.bulk ? 2 : 1
            try checkApprovers(yesNeeded, level: level, person, database)
            return try insert(intake, level: level, yesNeeded: yesNeeded, by: actor, at: time, rows, database)
        }
    }

    /// The highest level that the policy in force names.
    private func highestLevel(_ database: Database) throws -> Int {
        guard let policy = try policyInForce(database) else { throw CaseworkError.noPolicy }
        return policy.levels.values.max() ?? 1
    }

    /// A request that nobody could answer would only wait.
    private func checkApprovers(_ needed: Int, level: Int, _ person: Person, _ database: Database) throws {
        if person.isSoleOwner { return }
        let able = try accounts(at: .distantPast, database).count { account in
            account.isActive && account.id != person.id && account.settings.roles.contains(.approver)
                && account.settings.level >= level
        }
        guard able < needed else { return }
        throw CaseworkError.badGround(
            reason: "it needs the yes of \(needed) of level \(level), and \(able) other approvers hold that level")
    }

    private func insert(
        _ intake: RequestIntake, level: Int, yesNeeded: Int, by actor: ActorID, at time: Date, _ rows: [CaseRow],
        _ database: Database
    ) throws -> RequestID {
        let now = Moment.seconds(time)
        let id = try freeRequestID(database)
        let expires = Moment.seconds(intake.expires)
        try database.run(
            """
            INSERT INTO requests (id, state, requester, purpose, basis, conditions, depth, level, yes_needed, by_person,
                asked, answer_by, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id.description, RequestState.asked.rawValue, actor.description, intake.purpose.rawValue,
                intake.ground.basis, intake.ground.conditions.joined(separator: " "), intake.depth.rawValue, level,
                yesNeeded, intake.scope.person == nil ? 0 : 1, now, min(expires, now + Self.answerTime), expires,
            ])
        let texts = RequestTexts(
            ground: intake.ground, person: intake.scope.person, from: intake.scope.from?.number,
            until: intake.scope.until?.number)
        try addText(try Self.encode(texts), to: id, database)
        try append(
            AuditRecord(
                .asked, of: rows.count == 1 ? rows.first?.number : nil, by: actor, time: now,
                codes: [
                    id.description, intake.purpose.rawValue, intake.ground.basis, intake.depth.rawValue,
                    "cases:\(rows.count)", "level:\(level)", "yes:\(yesNeeded)",
                ]), database)
        for row in rows { try cover(row, by: id, actor, at: time, database) }
        return id
    }

    /// Names a case in a request. A case that its holder asks about waits for the answer and stays theirs.
    private func cover(
        _ row: CaseRow, by id: RequestID, _ actor: ActorID, at time: Date, _ database: Database
    ) throws {
        try database.run(
            "INSERT OR IGNORE INTO request_cases VALUES (?, ?)", [id.description, row.number.description])
        guard row.state == .claimed, row.holder == actor, row.lease(at: time) != nil, row.asked == nil else { return }
        try transition(row, .ask, by: actor, at: time, database)
        try database.run(
            "UPDATE cases SET asked = ?, lease_end = ? WHERE number = ?",
            [id.description, Moment.seconds(time), row.number.description])
    }

    private func freeRequestID(_ database: Database) throws -> RequestID {
        while true {
            let id = RequestID.random()
            if try !database.has("SELECT 1 FROM requests WHERE id = ?", [id.description]) { return id }
        }
    }

    func addText(_ bytes: [UInt8], to id: RequestID, _ database: Database) throws {
        let sealed = try Sealed(bytes, to: try keys.sealing(), binding: SealBinding(.note, of: "request:\(id)"))
        try database.run(
            """
            INSERT INTO request_texts VALUES
                (?1, (SELECT coalesce(max(ordinal) + 1, 0) FROM request_texts WHERE request = ?1), ?2, ?3)
            """, [id.description, sealed.key.bytes.data, sealed.content.data])
    }

    func texts(of id: RequestID, _ database: Database) throws -> [[UInt8]] {
        try database.rows("SELECT * FROM request_texts WHERE request = ? ORDER BY ordinal", [id.description]).map {
            try $0.sealed().open(with: keys, binding: SealBinding(.note, of: "request:\(id)"))
        }
    }

    /// An approved request of theirs that opens the case so deep for this reason now.
    func grant(
        to actor: ActorID, _ number: CaseNumber, depth: Depth, reason: Purpose, at time: Date, _ database: Database
    ) throws -> RequestID? {
        let rows = try database.rows(
            """
            SELECT id, depth FROM requests JOIN request_cases ON request = id
                WHERE case_number = ? AND requester = ? AND purpose = ? AND state IN ('approved', 'narrowed')
                    AND expires > ? ORDER BY id
            """, [number.description, actor.description, reason.rawValue, Moment.seconds(time)])
        let row = try rows.first { try $0.value("depth", as: Depth.self) >= depth }
        return try row.map { try RequestID(stored: $0.text("id")) }
    }
}
