import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    public func verifyAudit(against checkpoint: Checkpoint?) throws -> AuditReport {
        try read { database in
            var proof = AuditProof()
            let rows = try Row.fetchCursor(database, sql: "SELECT * FROM audit ORDER BY number")
            while let row = try rows.next() {
                let number = try row.integer("number")
                guard let record = try? Self.record(row) else {
                    proof.addUnreadable(number)
                    continue
                }
                try proof.add(record) { hash in
                    try Int.fetchOne(database, sql: "SELECT number FROM audit WHERE hash = ?", arguments: [hash.data])
                }
            }
            if let checkpoint { proof.finish(checkpoint, key: try keys.signing().verifying) }
            return proof.report
        }
    }
}
