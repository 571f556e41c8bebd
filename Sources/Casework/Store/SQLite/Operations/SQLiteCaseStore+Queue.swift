import Foundation
import GRDB

extension SQLiteCaseStore {
    /// What waits, most urgent first.
    public func queue(_ filter: QueueFilter, at time: Date) throws -> [QueueEntry] {
        guard !filter.states.isEmpty else { return [] }
        let states = filter.states.map(\.rawValue).sorted()
        let marks = states.map { _ in "?" }.joined(separator: ", ")
        return try read { database in
            let rows = try database.rows(
                """
                SELECT * FROM cases WHERE state IN (\(marks))
                    AND (? IS NULL OR queue = ?) AND (? IS NULL OR (holder = ? AND lease_end > ?))
                ORDER BY deadline IS NULL, deadline, level DESC, day, number LIMIT ?
                """,
                StatementArguments(states)
                    + [
                        filter.queue, filter.queue, filter.holder?.description, filter.holder?.description,
                        Moment.seconds(time), filter.limit,
                    ])
            return try rows.map { try entry(CaseRow($0), at: time, database) }
        }
    }

    /// The most urgent case that can be claimed.
    public func next(queue: String?, at time: Date) throws -> QueueEntry? {
        try read { database in
            let row = try database.row(
                """
                SELECT * FROM cases WHERE (state = 'queued' OR (state = 'claimed' AND lease_end <= ?))
                    AND (? IS NULL OR queue = ?)
                ORDER BY deadline IS NULL, deadline, level DESC, day, number LIMIT 1
                """, [Moment.seconds(time), queue, queue])
            return try row.map { try entry(CaseRow($0), at: time, database) }
        }
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
        _ number: CaseNumber, _ event: CaseEvent, by actor: ActorID, lease: Duration, at time: Date
    ) throws -> Lease {
        try write { database in
            try transition(try caseRow(number, database), event, by: actor, at: time, database)
            let end = Moment.seconds(time) + Int(min(max(lease, .zero), Self.longestLease).components.seconds)
            try database.run(
                "UPDATE cases SET holder = ?, lease_end = ? WHERE number = ?",
                [actor.description, end, number.description])
            try append(
                AuditRecord(event == .claim ? .claimed : .renewed, of: number, by: actor, time: Moment.seconds(time)),
                database)
            return Lease(holder: actor, end: Moment.date(end))
        }
    }

    /// Gives a case back.
    public func returnToQueue(_ number: CaseNumber, by actor: ActorID, at time: Date) throws {
        try write { database in
            try transition(try caseRow(number, database), .returnToQueue, by: actor, at: time, database)
            try database.run(
                "UPDATE cases SET holder = NULL, lease_end = NULL WHERE number = ?", [number.description])
            try append(AuditRecord(.returned, of: number, by: actor, time: Moment.seconds(time)), database)
        }
    }
}
