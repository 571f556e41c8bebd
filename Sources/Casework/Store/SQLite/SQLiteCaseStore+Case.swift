import Detection
import Foundation
import GRDB
import Vault

/// A case's row and what happens to it.
struct CaseRow {
    var number: CaseNumber
    var state: CaseState
    var source: SourceKind
    var day: CaseDay
    var queue: String
    var level: Int
    var deadline: Int?
    var holder: ActorID?
    var leaseEnd: Int?
    var decision: DecisionKind?
    var judgedBy: JudgedBy
    var epoch: Int
    var purpose: Purpose
    var asked: RequestID?
    var atDeadline: DeadlineRule
    var covers: Int
    var isEscalated: Bool
    var isProtected: Bool

    private static let names = [
        "number", "state", "source", "day", "queue", "level", "deadline", "holder", "lease_end", "decision",
        "policy_version", "policy_digest", "pack_digest", "epoch", "purpose", "asked", "at_deadline", "covers",
        "escalated",
        "protected",
    ]
    /// What a statement selects for it, in the order in which it is read.
    static let columns = names.joined(separator: ", ")

    /// Of a row of ``columns``.
    init(_ row: Row) throws {
        func column(_ index: Int) -> StoredValue { StoredValue(value: row[index], name: Self.names[index]) }
        number = try column(0).caseNumber
        state = try column(1).one(of: CaseState.self)
        source = try column(2).one(of: SourceKind.self)
        day = CaseDay(number: try column(3).integer)
        queue = try column(4).text
        level = try column(5).integer
        deadline = try column(6).optionalInteger
        holder = try column(7).optionalText.map { try ActorID($0) }
        leaseEnd = try column(8).optionalInteger
        decision = try column(9).optionalText.flatMap(DecisionKind.init(rawValue:))
        judgedBy = JudgedBy(
            policyVersion: try column(10).integer, policyDigest: try column(11).bytes, packDigest: try column(12).bytes)
        epoch = try column(13).integer
        purpose = try column(14).one(of: Purpose.self)
        asked = try column(15).optionalText.map { try RequestID(stored: $0) }
        atDeadline = try column(16).one(of: DeadlineRule.self)
        covers = try column(17).integer
        isEscalated = try column(18).integer == 1
        isProtected = try column(19).integer == 1
    }

    /// The lease, where one runs at `time`.
    func lease(at time: Date) -> Lease? {
        guard let holder, let leaseEnd, leaseEnd > Moment.seconds(time) else { return nil }
        return Lease(holder: holder, end: Moment.date(leaseEnd))
    }

    /// The conditions about holder and lease that hold.
    func conditions(actor: ActorID, at time: Date) -> Set<CaseCondition> {
        var holds: Set<CaseCondition> = [lease(at: time) == nil ? .leaseOver : .leaseRuns]
        if holder == actor { holds.insert(.holder) }
        if asked == nil { holds.insert(.nothingAsked) }
        return holds
    }

    var leaseEndText: String { leaseEnd.map { Moment.text(Moment.date($0)) } ?? "" }
}

extension SQLiteCaseStore {
    /// A case that has not been erased.
    func caseRow(_ number: CaseNumber, _ database: Database) throws -> CaseRow {
        let row = try database.row(
            "SELECT \(CaseRow.columns) FROM cases WHERE number = ?", [number.description])
        if let row { return try CaseRow(row) }
        let isErased = try database.has("SELECT 1 FROM erased_cases WHERE number = ?", [number.description])
        throw isErased ? CaseworkError.erased(number) : CaseworkError.unknownCase(number)
    }

    /// Applies an event by the table, and writes the new state.
    func transition(
        _ row: CaseRow, _ event: CaseEvent, by actor: ActorID, also: Set<CaseCondition> = [], at time: Date,
        _ database: Database
    ) throws {
        let holds = row.conditions(actor: actor, at: time).union(also)
        let transition = try CaseTransition.find(
            row.number, in: row.state, event, holds: holds, leaseEnd: row.leaseEndText)
        guard transition.to != row.state else { return }
        try database.run(
            "UPDATE cases SET state = ?, closed_day = ? WHERE number = ?",
            [
                transition.to.rawValue, transition.to == .closed ? CaseDay(time).number : nil, row.number.description,
            ])
    }

    /// What stands in the clear.
    func entry(_ row: CaseRow, at time: Date, _ database: Database) throws -> QueueEntry {
        entry(row, try categories(of: row.number, database), at: time)
    }

    func entry(_ row: CaseRow, _ categories: [Detection.Category: Double], at time: Date) -> QueueEntry {
        QueueEntry(
            number: row.number, state: row.state, source: row.source, day: row.day, queue: row.queue, level: row.level,
            deadline: row.deadline.map(Moment.date), categories: categories,
            lease: row.state == .claimed ? row.lease(at: time) : nil, owner: row.state == .queued ? nil : row.holder,
            waitsFor: row.asked, covers: row.covers, isEscalated: row.isEscalated, isProtected: row.isProtected)
    }

    func categories(of number: CaseNumber, _ database: Database) throws -> [Detection.Category: Double] {
        try categories(of: [number], database)[number] ?? [:]
    }

    /// The categories of several cases, by one statement.
    func categories(
        of numbers: [CaseNumber], _ database: Database
    ) throws -> [CaseNumber: [Detection.Category: Double]] {
        let rows = try database.rows(
            """
            SELECT case_number, category, confidence FROM case_categories
                WHERE case_number IN (SELECT value FROM json_each(?))
            """, [Self.json(numbers.map(\.description))])
        return try rows.reduce(into: [:]) { found, row in
            let category = try row.value("category", as: Detection.Category.self)
            found[try row.caseNumber("case_number"), default: [:]][category] = try row.double("confidence")
        }
    }

    func setCategories(_ categories: [Detection.Category: Double], of number: CaseNumber, _ database: Database) throws {
        try database.run(
            "DELETE FROM case_categories WHERE case_number = ?", [number.description])
        for (category, confidence) in categories.sorted(by: { $0.key < $1.key }) {
            try database.run(
                "INSERT INTO case_categories VALUES (?, ?, ?)",
                [number.description, category.rawValue, (confidence * 100).rounded() / 100])
        }
    }
}
