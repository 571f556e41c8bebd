import Foundation
import GRDB
import Vault

/// The store looked at as a whole.
extension SQLiteCaseStore {
    /// Looks at everything: files, seals, settings, the audit trail.
    public func check(by actor: ActorID, at time: Date) throws -> StoreReport {
        try authorize(.checkStore, by: actor, at: time)
        var report = try read { database in
            var report = StoreReport()
            report.faults += try integrity(database)
            report.faults += try missingBlobs(database)
            report.faults += try missingKeys(database)
            report.faults += try forgotten(database)
            report.cases = try count("SELECT count(*) FROM cases", database)
            report.erased = try count("SELECT count(*) FROM erased_cases", database)
            report.sourceDigests = try count("SELECT count(*) FROM source_digests", database)
            report.fingerprints = try count(
                "SELECT (SELECT count(*) FROM likeness) + (SELECT count(*) FROM threads)", database)
            report.unscannable = try count(
                "SELECT count(*) FROM cases WHERE queue = 'unscannable' AND state <> 'closed'", database)
            return report
        }
        do { try read(Self.checkSettings) } catch { report.faults.append("\(error)") }
        let audit = try verifyAudit(against: nil)
        report.faults += audit.faults.map(\.description)
        report.audit = audit.reach
        return report
    }

    private func count(_ sql: String, _ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: sql) ?? 0
    }

    private func integrity(_ database: Database) throws -> [String] {
        let answers = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
        let foreign = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
        // SQLite's own words name tables and pages, never values.
        return (answers == ["ok"] ? [] : answers.map { "the database: \($0)" })
            + (foreign.isEmpty ? [] : ["the database: \(foreign.count) rows refer to nothing"])
    }

    private func missingBlobs(_ database: Database) throws -> [String] {
        try database.rows("SELECT case_number, blob FROM pieces WHERE blob NOT NULL").compactMap { row in
            let name = try row.text("blob")
            let isThere = Hex.bytes(name) != nil && FileSystem.kind(of: folder.blob(name)) == .file
            return isThere ? nil : "case \(try row.text("case_number")): its blob is not there"
        }
    }

    private func missingKeys(_ database: Database) throws -> [String] {
        let known = try epochs(database)
        let lost = known.filter(\.isMissing).map {
            "epoch \($0.epoch): the private key is not here, and \($0.cases) cases can be read only where it is. If it is nowhere, "
                + "they are lost: say so with 'inward keys lost \($0.epoch)'"
        }
        let unknown = try Int.fetchAll(database, sql: "SELECT DISTINCT epoch FROM cases").filter { epoch in
            !known.contains { $0.epoch == epoch }
        }
        return lost + unknown.map { "epoch \($0): neither its private nor its public key is here" }
    }

    /// Every case that is open has an owner, a person or a queue, and a deadline.
    private func forgotten(_ database: Database) throws -> [String] {
        try database.rows(
            """
            SELECT number FROM cases WHERE state <> 'closed' AND (deadline IS NULL OR queue = ''
                OR (state = 'decided' AND NOT EXISTS (SELECT 1 FROM effects WHERE case_number = number)))
            """
        ).map { "case \(try $0.text("number")): is open and nobody would be reminded of it" }
    }

    /// Forgets which scanned messages were seen; how many.
    public func dropSourceDigests(by actor: ActorID, at time: Date) throws -> Int {
        try acting(.changeKeys, by: actor, at: time) { database, person in
            try allow(.changeKeys, person, holds: [], in: "-")
            try database.run("DELETE FROM source_digests")
            let count = database.changesCount
            try append(
                AuditRecord(
                    .digestsDropped, of: nil, by: actor, time: Moment.seconds(time), codes: ["\(count)"]), database)
            return count
        }
    }
}
