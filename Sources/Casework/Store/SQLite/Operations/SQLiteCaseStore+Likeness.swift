import Crypto
import Foundation
import GRDB
import Messages
import Vault

/// Asked once: a message that says nothing new joins the case in which it was asked.
extension SQLiteCaseStore {
    /// The open case that covers a message: every finding of it stands there, and it goes to the same people or fewer.
    func coveringCase(_ likeness: Likeness, addresses: [[UInt8]], _ database: Database) throws -> CaseRow? {
        guard let first = likeness.findings.first, !first.isEmpty,
            likeness.findings.allSatisfy({ !$0.isEmpty })
        else { return nil }
        var candidates: Set<String>?
        for finding in likeness.findings {
            var holding: Set<String> = []
            for digest in finding {
                holding.formUnion(
                    try String.fetchAll(
                        database, sql: "SELECT case_number FROM likeness WHERE digest = ?", arguments: [digest.data]))
            }
            candidates = candidates.map { $0.intersection(holding) } ?? holding
            if candidates?.isEmpty == true { return nil }
        }
        for number in (candidates ?? []).sorted().compactMap(CaseNumber.init) {
            let row = try caseRow(number, database)
            guard CaseTransition.states(for: .join).contains(row.state), !row.isProtected else { continue }
            let known = try Data.fetchSet(
                database, sql: "SELECT address FROM addresses WHERE case_number = ?", arguments: [number.description])
            if addresses.allSatisfy({ known.contains($0.data) }) { return row }
        }
        return nil
    }

    /// Puts a message beside those of a case.
    func cover(_ intake: CaseIntake, in row: CaseRow, at time: Date, _ database: Database) throws {
        try transition(row, .join, by: .machine, also: [.nothingExecuted], at: time, database)
        let count = try Int.fetchOne(
            database, sql: "SELECT max(ordinal) + 1 FROM pieces WHERE case_number = ? AND purpose = ?",
            arguments: [row.number.description, Int(SealBinding.Purpose.message.rawValue)])
        let piece = try insertPiece(
            intake.message.array, .message, ordinal: count ?? 1, of: row.number, database)
        try database.run("UPDATE cases SET covers = covers + 1 WHERE number = ?", [row.number.description])
        try append(
            AuditRecord(
                .covered, of: row.number, by: .machine, time: CaseDay(time).start,
                commitment: Self.commitment(to: [Array(SHA256.hash(data: piece.content))])), database)
    }

    /// - Parameter isQuoting: whoever quotes somebody has not said it, so only the thread knows it again.
    func remember(
        _ likeness: Likeness, of number: CaseNumber, isQuoting: Bool = false, _ database: Database
    ) throws {
        let all = likeness.findings.reduce(into: Set<[UInt8]>()) { $0.formUnion($1) }
        for digest in isQuoting ? likeness.withinThread : all {
            try database.run("INSERT OR IGNORE INTO likeness VALUES (?, ?)", [digest.data, number.description])
        }
        for digest in likeness.threads {
            try database.run("INSERT OR IGNORE INTO threads VALUES (?, ?)", [digest.data, number.description])
        }
    }
}
