import Crypto
import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// Proves the audit trail, against a checkpoint where there is one.
    public func verifyAudit(against checkpoint: Checkpoint?) throws -> AuditReport {
        try read { database in
            var proof = AuditProof(checkpoint: checkpoint?.number)
            let rows = try Row.fetchCursor(database, sql: "SELECT * FROM audit ORDER BY number")
            while let row = try rows.next() {
                let number = try row.integer("number")
                guard let record = try? Self.record(row) else {
                    proof.addUnreadable(number)
                    continue
                }
                let isWhole = try proof.add(record) { hash in
                    try Int.fetchOne(database, sql: "SELECT number FROM audit WHERE hash = ?", arguments: [hash.data])
                }
                if isWhole, try !isSealedWhole(record, database) { proof.addSealed(number) }
            }
            guard let checkpoint else { return proof.report }
            return proof.report(checkpoint, key: try keys.verifying())
        }
    }

    /// Whether what a record commits to is there as it was; true where it was erased with its case.
    private func isSealedWhole(_ record: AuditRecord, _ database: Database) throws -> Bool {
        do { return try checkSealed(record, database) } catch CaseworkError.damaged { return false }
    }

    private func checkSealed(_ record: AuditRecord, _ database: Database) throws -> Bool {
        guard let commitment = record.commitment, let number = record.caseNumber.flatMap(CaseNumber.init) else {
            return true
        }
        if try database.has("SELECT 1 FROM erased_cases WHERE number = ?", [number.description]) { return true }
        switch AuditEvent(rawValue: record.event) {
        case .taken, .joined, .covered: return try isTaken(commitment, record, number, database)
        default: return try isWritten(commitment, record, number, database)
        }
    }

    /// The pieces are those that came in. A message's are the first of each purpose; a recipient who joined has one of
    /// their own.
    private func isTaken(
        _ commitment: [UInt8], _ record: AuditRecord, _ number: CaseNumber, _ database: Database
    ) throws -> Bool {
        let rows = try database.rows(
            "SELECT * FROM pieces WHERE case_number = ? ORDER BY ordinal, purpose", [number.description])
        if record.event != AuditEvent.taken.rawValue {
            return try rows.contains { row in
                try row.integer("ordinal") > 0 && Self.commitment(to: [contentDigest(row)]) == commitment
            }
        }
        let first = try rows.filter { try $0.integer("ordinal") == 0 }
        return Self.commitment(to: try first.map(contentDigest)) == commitment
    }

    private func contentDigest(_ row: Row) throws -> [UInt8] {
        if let content = try row.optionalBytes("content") { return Array(SHA256.hash(data: content)) }
        guard let name = try row.optionalText("blob"), Hex.bytes(name) != nil,
            FileSystem.kind(of: folder.blob(name)) == .file
        else { return [] }
        return Array(try SealedFile.digest(folder.blob(name)))
    }

    /// The free text is the one that was written. Without a private key only that it is there can be seen.
    private func isWritten(
        _ commitment: [UInt8], _ record: AuditRecord, _ number: CaseNumber, _ database: Database
    ) throws -> Bool {
        let row = try database.row(
            "SELECT key, content FROM audit_texts WHERE number = ?", [record.number])
        guard let row else { return false }
        guard keys.canOpen else { return true }
        guard
            let text = try? row.sealed().open(with: keys, binding: SealBinding(.note, of: number.description))
        else { return false }
        return Array(SHA256.hash(data: text)) == commitment
    }
}
