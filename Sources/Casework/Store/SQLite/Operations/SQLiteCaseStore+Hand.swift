import Foundation
import GRDB

/// A case handed to somebody else: up by a level, or to a person.
extension SQLiteCaseStore {
    /// Hands a case up: back to its queue for somebody of a higher level.
    public func escalate(
        _ number: CaseNumber, why: String, text: String?, by actor: ActorID, at time: Date
    ) throws {
        guard Code.isValid(why) else { throw CaseworkError.badCode(what: "the reason of a decision") }
        try acting(.escalate, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(.escalate, row, person, database)
            try transition(row, .escalate, by: actor, at: time, database)
            try moveUp(row, at: time, database)
            try append(
                AuditRecord(
                    .escalated, of: number, by: actor, time: Moment.seconds(time), codes: [why]), text: text, database)
        }
    }

    /// One level up, but no higher than somebody of its queue holds: nobody could claim it.
    func moveUp(_ row: CaseRow, at time: Date, _ database: Database) throws {
        let reviewers = try database.row(
            """
            SELECT max(json_extract(settings, '$.level')) AS highest FROM accounts WHERE active = 1
                AND EXISTS (SELECT 1 FROM json_each(settings, '$.roles') WHERE value = 'reviewer')
                AND (json_extract(settings, '$.queues') IS NULL
                    OR EXISTS (SELECT 1 FROM json_each(settings, '$.queues') WHERE value = ?))
            """, [row.queue])
        let highest = try reviewers?.optionalInteger("highest") ?? row.level
        try database.run(
            """
            UPDATE cases SET level = ?, escalated = 1, holder = NULL, lease_end = NULL, asked = NULL, deadline = ?
                WHERE number = ?
            """,
            [max(row.level, min(row.level + 1, highest)), try nextDeadline(at: time, database), row.number.description])
    }

    /// When somebody has to have acted anew: a working day from now, by the clock of the policy's own jurisdiction.
    func nextDeadline(at time: Date, _ database: Database) throws -> Int {
        let hours = try policyInForce(database).flatMap { policy in
            policy.jurisdiction.flatMap { policy.jurisdictions[$0]?.workingHours }
        }
        let due = hours?.deadline(after: time, hours: 8) ?? time.addingTimeInterval(86400)
        // To the hour, and never in the past.
        return (Moment.seconds(due) + 3599) / 3600 * 3600
    }

    /// Gives a case to somebody who could claim it.
    public func reassign(
        _ number: CaseNumber, to other: ActorID, lease: Duration, by actor: ActorID, at time: Date
    ) throws {
        try acting(.reassign, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(.reassign, row, person, database)
            let next = try self.person(other, at: time, database)
            // Asked of a queued case: whether somebody else holds it now is not the question.
            var open = row
            open.state = .queued
            try allow(.claim, open, next, database)
            try transition(row, .reassign, by: actor, at: time, database)
            _ = try setHolder(of: number, other, lease: lease, at: time, database)
            try database.run("UPDATE cases SET asked = NULL WHERE number = ?", [number.description])
            try append(
                AuditRecord(
                    .reassigned, of: number, by: actor, time: Moment.seconds(time), codes: [other.description]),
                database)
        }
    }
}
