import Foundation
import GRDB

/// What happens by time alone. Nothing is ever erased by it.
extension SQLiteCaseStore {
    /// How many cases one transaction takes, so that others are not kept waiting.
    private static let batch = 200

    /// Ends what is over: requests by their time, cases by the policy's `at-deadline`. Call it every minute or so.
    @discardableResult public func tick(at time: Date) throws -> TickReport {
        var report = TickReport()
        report.expired = try write { try expireRequests(at: time, $0) }
        while true {
            let done = try write { database in
                let rows = try database.rows(
                    "SELECT \(CaseRow.columns) FROM cases WHERE state <> 'closed' AND deadline <= ? ORDER BY deadline, number LIMIT ?",
                    [Moment.seconds(time), Self.batch]
                ).map(CaseRow.init)
                for row in rows { try passDeadline(row, at: time, &report, database) }
                return rows.count
            }
            if done < Self.batch { return report }
        }
    }

    private func passDeadline(
        _ row: CaseRow, at time: Date, _ report: inout TickReport, _ database: Database
    ) throws {
        let releases = row.atDeadline == .release && row.state != .decided
        let rule = DecisionRule.find(.release, row.source)
        let holds: Set<CaseCondition> = [
            releases ? .releases : .escalates, rule?.effect == nil ? .nothingToDo : .effect,
        ]
        try transition(row, .deadline, by: .machine, also: holds, at: time, database)
        if releases, let rule {
            try database.run(
                "UPDATE cases SET decision = 'release', holder = NULL, lease_end = NULL, asked = NULL, deadline = ? WHERE number = ?",
                [try nextDeadline(at: time, database), row.number.description])
            _ = try order(rule, row, destination: nil, at: time, database)
            report.released += 1
        } else if row.state == .decided {
            // Whoever decided may be gone: then it is the queue's.
            try database.run(
                """
                UPDATE cases SET escalated = 1, deadline = ?,
                    holder = (SELECT id FROM accounts WHERE id = holder AND active = 1) WHERE number = ?
                """, [try nextDeadline(at: time, database), row.number.description])
            report.escalated += 1
        } else {
            try moveUp(row, at: time, database)
            report.escalated += 1
        }
        let codes =
            releases ? ["release"] : row.atDeadline == .return ? ["escalate", "return-not-available"] : ["escalate"]
        try append(
            AuditRecord(.deadlinePassed, of: row.number, by: .machine, time: Moment.seconds(time), codes: codes),
            database)
    }

    /// How much waits, by queue and team.
    public func workload(by actor: ActorID, at time: Date) throws -> Workload {
        try acting(.readWorkload, by: actor, at: time) { database, person in
            try allow(.readWorkload, person, holds: [], in: "-")
            return Workload(queues: try queueLoads(at: time, database), teams: try teams(database))
        }
    }

    private func queueLoads(at time: Date, _ database: Database) throws -> [QueueLoad] {
        let today = CaseDay(time).number
        let rows = try database.rows(
            """
            SELECT queue, sum(state = 'queued') AS queued, sum(state = 'claimed') AS claimed,
                sum(state = 'decided') AS decided, sum(deadline <= ?1) AS overdue, sum(escalated) AS escalated,
                sum(asked NOT NULL) AS asked, sum(day >= ?2 - 1) AS age0, sum(day BETWEEN ?2 - 7 AND ?2 - 2) AS age1,
                sum(day BETWEEN ?2 - 30 AND ?2 - 8) AS age2, sum(day < ?2 - 30) AS age3, min(deadline) AS next
            FROM cases WHERE state <> 'closed' GROUP BY queue ORDER BY queue
            """, [Moment.seconds(time), today])
        return try rows.map { row in
            QueueLoad(
                queue: try row.text("queue"), queued: try row.integer("queued"), claimed: try row.integer("claimed"),
                decided: try row.integer("decided"), overdue: try row.integer("overdue"),
                escalated: try row.integer("escalated"), asked: try row.integer("asked"),
                ages: try (0...3).map { try row.integer("age\($0)") },
                nextDeadline: try row.optionalInteger("next").map(Moment.date))
        }
    }

    private func teams(_ database: Database) throws -> [String: Int] {
        let rows = try database.rows(
            """
            SELECT coalesce(unit, '-') AS team, count(*) AS cases FROM cases LEFT JOIN accounts ON id = holder
                WHERE state IN ('claimed', 'decided') AND holder NOT NULL GROUP BY team
            """)
        return try rows.reduce(into: [:]) { $0[try $1.text("team")] = try $1.integer("cases") }
    }
}
