import Foundation
import GRDB

/// Requests: read.
extension SQLiteCaseStore {
    func request(_ id: RequestID, _ database: Database) throws -> RequestEntry {
        guard let row = try database.row("SELECT * FROM requests WHERE id = ?", [id.description]) else {
            throw CaseworkError.unknownRequest(id)
        }
        let conditions = try row.text("conditions")
        return RequestEntry(
            id: id, state: try row.value("state", as: RequestState.self),
            requester: try ActorID(try row.text("requester")),
            purpose: try row.value("purpose", as: Purpose.self), basis: try row.text("basis"),
            conditions: conditions.split(separator: " ").map(String.init),
            depth: try row.value("depth", as: Depth.self), level: try row.integer("level"),
            yesNeeded: try row.integer("yes_needed"), approvers: try approvers(of: id, database),
            cases: try cases(of: id, database), isByPerson: try row.integer("by_person") == 1,
            asked: Moment.date(try row.integer("asked")), answerBy: Moment.date(try row.integer("answer_by")),
            expires: Moment.date(try row.integer("expires")))
    }

    private func approvers(of id: RequestID, _ database: Database) throws -> [ActorID] {
        try database.rows("SELECT actor FROM request_answers WHERE request = ? ORDER BY time, actor", [id.description])
            .map { try ActorID(try $0.text("actor")) }
    }

    private func cases(of id: RequestID, _ database: Database) throws -> [CaseNumber] {
        try database.rows(
            "SELECT case_number FROM request_cases WHERE request = ? ORDER BY case_number", [id.description]
        ).map { try $0.caseNumber("case_number") }
    }

    /// Requests in these states that they may read: their own, and for approvers and auditors those that do not name them.
    public func requests(_ states: Set<RequestState>, by actor: ActorID, at time: Date) throws -> [RequestEntry] {
        try acting(.readRequest, by: actor, at: time) { database, person in
            try allow(.readRequest, person, holds: [.own, .unnamed], in: RequestState.asked.rawValue)
            let entries = try database.rows("SELECT id FROM requests ORDER BY asked, id")
                .map { try request(RequestID(stored: $0.text("id")), database) }
            return try entries.filter { entry in
                guard states.contains(entry.state) else { return false }
                do { try allow(.readRequest, entry, person, database) } catch is CaseworkError { return false }
                return true
            }
        }
    }

    /// A request with its reasons.
    public func request(_ id: RequestID, by actor: ActorID, at time: Date) throws -> RequestView {
        try acting(.readRequest, by: actor, at: time) { database, person in
            let entry = try request(id, database)
            try allow(.readRequest, entry, person, database)
            let texts = try texts(of: id, database)
            guard let first = texts.first else { throw CaseworkError.damaged(what: "a request's texts") }
            let reasons: RequestTexts = try Self.decode(first)
            return RequestView(
                entry: entry, ground: reasons.ground,
                answers: texts.dropFirst().map { String(decoding: $0, as: UTF8.self) })
        }
    }
}
