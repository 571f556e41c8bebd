import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// Overwrites and removes all that the database has of a case; what is left is `erased_cases` and the audit trail.
    func destroyRows(of row: CaseRow, as decision: DecisionKind, _ database: Database) throws {
        let number = row.number.description
        try database.run(
            "INSERT INTO doomed_blobs SELECT blob, case_number FROM pieces WHERE case_number = ? AND blob NOT NULL",
            [number])
        for table in ["pieces", "audit_texts"] {
            try database.run(
                """
                UPDATE \(table) SET key = zeroblob(length(key)), content = zeroblob(length(content))
                    WHERE case_number = ?
                """, [number])
        }
        try database.run("DELETE FROM audit_texts WHERE case_number = ?", [number])
        try database.run("UPDATE effects SET key = NULL, content = NULL WHERE case_number = ?", [number])
        try destroyRequestTexts(of: number, database)
        try database.run(
            "INSERT INTO erased_cases VALUES (?, ?, ?, ?, ?, NULL, NULL)",
            [number, row.day.month, decision.rawValue, row.judgedBy.policyVersion, row.epoch])
        try database.run("DELETE FROM cases WHERE number = ?", [number])
    }

    /// What was written in a request goes with the last of its cases.
    private func destroyRequestTexts(of number: String, _ database: Database) throws {
        let only = """
            request IN (SELECT request FROM request_cases WHERE case_number = ?1) AND NOT EXISTS (
                SELECT 1 FROM request_cases JOIN cases ON number = case_number
                    WHERE request_cases.request = request_texts.request AND case_number <> ?1)
            """
        try database.run(
            "UPDATE request_texts SET key = zeroblob(length(key)), content = zeroblob(length(content)) WHERE \(only)",
            [number])
        try database.run("DELETE FROM request_texts WHERE \(only)", [number])
    }
}
