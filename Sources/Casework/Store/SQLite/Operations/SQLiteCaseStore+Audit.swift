import Crypto
import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// Records of the audit trail from a number on.
    public func audit(from number: Int, limit: Int) throws -> [AuditRecord] {
        try read { database in
            try database.rows(
                "SELECT * FROM audit WHERE number >= ? ORDER BY number LIMIT ?", [number, limit]
            ).map(Self.record)
        }
    }

    /// A signed statement of how far the audit trail reaches.
    public func checkpoint(at time: Date) throws -> Checkpoint {
        let key = try keys.signing()
        guard let last = try read(lastAudit) else { throw CaseworkError.damaged(what: "the audit trail is empty") }
        return try Checkpoint(of: last, at: time, signedBy: key)
    }

    static func record(_ row: Row) throws -> AuditRecord {
        AuditRecord(
            number: try row.integer("number"), time: try row.integer("time"), actor: try row.text("actor"),
            event: try row.text("event"), caseNumber: try row.optionalText("case_number"),
            codes: try row.text("codes"), commitment: try row.optionalBytes("commitment"),
            previous: try row.bytes("previous"), hash: try row.bytes("hash"))
    }

    func lastAudit(_ database: Database) throws -> AuditRecord? {
        try database.row("SELECT * FROM audit ORDER BY number DESC LIMIT 1").map(Self.record)
    }

    /// Adds a record to the chain, in the transaction of what it records.
    func append(_ record: AuditRecord, _ database: Database) throws {
        let last = try lastAudit(database)
        if let last, !AuditRecord.numbers.dropLast().contains(last.number) {
            throw CaseworkError.damaged(what: "the audit trail's last number")
        }
        let record = record.chained(after: last)
        try database.run(
            "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                record.number, record.time, record.actor, record.event, record.caseNumber, record.codes,
                record.commitment?.data, record.previous.data, record.hash.data,
            ])
    }

    /// The same with a free text that stands sealed beside the record, which commits to it.
    func append(_ record: AuditRecord, text: String?, _ database: Database) throws {
        guard let text, let number = record.caseNumber else { return try append(record, database) }
        let salted = Secret.random(16) + Array(text.utf8)
        var committed = record
        committed.commitment = Array(SHA256.hash(data: salted))
        try append(committed, database)
        let sealed = try Sealed(salted, to: try keys.sealing(), binding: SealBinding(.note, of: number))
        try database.run(
            "INSERT INTO audit_texts VALUES (?, ?, ?, ?)",
            [database.lastInsertedRowID, number, sealed.key.bytes.data, sealed.content.data])
    }
}
