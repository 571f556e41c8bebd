import Foundation
import GRDB
import Vault

/// Notes that people leave for each other on a case, sealed as the message is and gone with it.
extension SQLiteCaseStore {
    /// Leaves a note.
    public func note(_ number: CaseNumber, _ text: String, by actor: ActorID, at time: Date) throws {
        guard !text.isBlank, text.utf8.count <= 65536 else {
            throw CaseworkError.badNote
        }
        try acting(.note, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(.note, row, person, also: try openTo(person, row, at: time, database), database)
            try append(
                AuditRecord(.noted, of: number, by: actor, time: Moment.seconds(time)), text: text, database)
        }
    }

    /// The notes, oldest first.
    public func notes(_ number: CaseNumber, by actor: ActorID, at time: Date) throws -> [CaseNote] {
        try acting(.readNotes, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(.readNotes, row, person, also: try openTo(person, row, at: time, database), database)
            let rows = try database.rows(
                """
                SELECT time, actor, key, content FROM audit JOIN audit_texts USING (number)
                    WHERE audit_texts.case_number = ? AND event = 'noted' ORDER BY number
                """, [number.description])
            let notes = try rows.map { row in
                // The salt of the record's commitment stands before the text.
                let salted = try row.sealed().open(with: keys, binding: SealBinding(.note, of: number.description))
                return CaseNote(
                    author: try ActorID(row.text("actor")), time: Moment.date(try row.integer("time")),
                    text: String(decoding: salted.dropFirst(16), as: UTF8.self))
            }
            if !notes.isEmpty {
                try append(
                    AuditRecord(.notesRead, of: number, by: actor, time: Moment.seconds(time)), database)
            }
            return notes
        }
    }

    /// Whether a case is open to somebody for more than its metadata: by their claim, by a request of theirs, or because
    /// a request about it waits for their answer.
    private func openTo(
        _ person: Person, _ row: CaseRow, at time: Date, _ database: Database
    ) throws -> Set<Permissions.Condition> {
        let granted = try database.has(
            """
            SELECT 1 FROM requests JOIN request_cases ON request = id
                WHERE case_number = ?1 AND ((requester = ?2 AND state IN ('approved', 'narrowed') AND expires > ?3)
                    OR (requester <> ?2 AND state = 'asked' AND ?4))
            """,
            [
                row.number.description, person.id.description, Moment.seconds(time),
                person.roles.contains(.approver) ? 1 : 0,
            ])
        let isTheirs = row.holder == person.id && row.state != .queued
        return granted || isTheirs ? [.open] : []
    }
}
