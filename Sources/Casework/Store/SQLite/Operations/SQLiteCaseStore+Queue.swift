import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// What waits in the queues of who asks, most urgent first; cases that name them are left out.
    public func queue(_ filter: QueueFilter, by actor: ActorID, at time: Date) throws -> [QueueEntry] {
        guard !filter.states.isEmpty else { return [] }
        return try acting(.list, by: actor, at: time) { database, person in
            try allow(.list, person, holds: [.queue, .unnamed], in: CaseState.queued.rawValue)
            let rows = try database.rows(
                """
                SELECT \(CaseRow.columns) FROM cases \(filter.states == [.queued, .claimed] ? Self.index(queue: filter.queue) : "")
                    WHERE \(Self.stateClause(filter.states)) AND \(Self.listed)
                    AND \(Self.queueClause(filter.queue)) AND (:level IS NULL OR level = :level)
                    AND (:holder IS NULL OR (holder = :holder AND lease_end > :now))
                    AND (:category IS NULL OR EXISTS (SELECT 1 FROM case_categories
                        WHERE case_number = number AND category = :category))
                ORDER BY deadline, level DESC, day, number LIMIT :limit
                """,
                try Self.listedArguments(person) + [
                    "queue": filter.queue, "level": filter.level, "holder": filter.holder?.description,
                    "now": Moment.seconds(time), "category": filter.category?.rawValue, "limit": filter.limit,
                ])
            let cases = try rows.map { try CaseRow($0) }
            let categories = try categories(of: cases.map(\.number), database)
            return cases.map { entry($0, categories[$0.number] ?? [:], at: time) }
        }
    }

    /// What a person may see listed: in their queues, naming neither them nor their unit.
    private static let listed = """
        (:queues IS NULL OR queue IN (SELECT value FROM json_each(:queues)))
        AND NOT EXISTS (SELECT 1 FROM addresses WHERE case_number = number AND address IN (
            SELECT address FROM account_addresses JOIN accounts ON id = account
                WHERE account IN (SELECT value FROM json_each(:people)) OR unit = :unit))
        """

    private static func listedArguments(_ person: Person) throws -> StatementArguments {
        [
            "queues": try person.queues.map { try json($0.sorted()) }, "people": try ids(of: person),
            "unit": person.unit,
        ]
    }

    /// The order of the list is that of an index, so that the most urgent are found without looking at all.
    private static func index(queue: String?) -> String {
        "INDEXED BY " + (queue == nil ? "cases_open" : "cases_open_by_queue")
    }

    private static func queueClause(_ queue: String?) -> String {
        queue == nil ? ":queue IS NULL" : "queue = :queue"
    }

    /// Written out, so that the index of open cases serves it.
    private static func stateClause(_ states: Set<CaseState>) -> String {
        if states == [.queued, .claimed] { return "state IN ('queued', 'claimed')" }
        return "state IN (" + states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ") + ")"
    }

    /// The most urgent case that they can claim.
    public func next(queue: String?, by actor: ActorID, at time: Date) throws -> QueueEntry? {
        try acting(.list, by: actor, at: time) { database, person in
            try allow(.list, person, holds: [.queue, .unnamed], in: CaseState.queued.rawValue)
            return try claimable(1, queue: queue, person, at: time, database).first
                .map { try entry($0, at: time, database) }
        }
    }

    /// Claims the most urgent cases that they can claim, in one step: nobody else gets one of them.
    public func claimNext(
        _ count: Int, queue: String?, by actor: ActorID, lease: Duration, at time: Date
    ) throws -> [Claim] {
        try acting(.claim, by: actor, at: time) { database, person in
            try allow(.claim, person, holds: [.queue, .level, .unnamed], in: CaseState.queued.rawValue)
            return try claimable(count, queue: queue, person, at: time, database).map { row in
                Claim(number: row.number, lease: try hold(row, .claim, by: actor, lease: lease, at: time, database))
            }
        }
    }

    private func claimable(
        _ count: Int, queue: String?, _ person: Person, at time: Date, _ database: Database
    ) throws -> [CaseRow] {
        try database.rows(
            """
            SELECT \(CaseRow.columns) FROM cases \(Self.index(queue: queue)) WHERE state IN ('queued', 'claimed')
                AND (state = 'queued' OR (lease_end <= :now AND asked IS NULL)) AND level <= :own AND \(Self.listed)
                AND \(Self.queueClause(queue))
            ORDER BY deadline, level DESC, day, number LIMIT :count
            """,
            try Self.listedArguments(person) + [
                "now": Moment.seconds(time), "own": min(person.level, 1_000_000), "queue": queue, "count": count,
            ]
        ).map { try CaseRow($0) }
    }

    /// Takes a case for the length of a lease.
    public func claim(_ number: CaseNumber, by actor: ActorID, lease: Duration, at time: Date) throws -> Lease {
        try hold(number, .claim, by: actor, lease: lease, at: time)
    }

    /// Makes the lease run from now.
    public func renew(_ number: CaseNumber, by actor: ActorID, lease: Duration, at time: Date) throws -> Lease {
        try hold(number, .renew, by: actor, lease: lease, at: time)
    }

    /// A lease is for a person at work.
    static let longestLease = Duration.seconds(366 * 86400)

    private func hold(
        _ number: CaseNumber, _ action: Action, by actor: ActorID, lease: Duration, at time: Date
    ) throws -> Lease {
        try acting(action, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(action, row, person, database)
            return try hold(row, action == .claim ? .claim : .renew, by: actor, lease: lease, at: time, database)
        }
    }

    func hold(
        _ row: CaseRow, _ event: CaseEvent, by actor: ActorID, lease: Duration, at time: Date, _ database: Database
    ) throws -> Lease {
        try transition(row, event, by: actor, at: time, database)
        let lease = try setHolder(of: row.number, actor, lease: lease, at: time, database)
        try append(
            AuditRecord(event == .claim ? .claimed : .renewed, of: row.number, by: actor, time: Moment.seconds(time)),
            database)
        return lease
    }

    func setHolder(
        of number: CaseNumber, _ holder: ActorID, lease: Duration, at time: Date, _ database: Database
    ) throws -> Lease {
        let end = Moment.seconds(time) + Int(min(max(lease, .zero), Self.longestLease).components.seconds)
        try database.run(
            "UPDATE cases SET holder = ?, lease_end = ? WHERE number = ?",
            [holder.description, end, number.description])
        return Lease(holder: holder, end: Moment.date(end))
    }

    /// Gives a case back.
    public func returnToQueue(_ number: CaseNumber, by actor: ActorID, at time: Date) throws {
        try acting(.returnToQueue, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(.returnToQueue, row, person, database)
            try transition(row, .returnToQueue, by: actor, at: time, database)
            try database.run(
                "UPDATE cases SET holder = NULL, lease_end = NULL, asked = NULL WHERE number = ?",
                [number.description])
            try append(AuditRecord(.returned, of: number, by: actor, time: Moment.seconds(time)), database)
        }
    }
}
