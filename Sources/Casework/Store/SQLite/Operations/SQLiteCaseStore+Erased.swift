import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// What is left of an erased case, with its dates.
    public func erasure(of number: CaseNumber) throws -> Erasure? {
        try read { database in
            let row = try database.row(
                "SELECT * FROM erased_cases WHERE number = ?", [number.description])
            return try row.map { row in
                Erasure(
                    number: number, month: try row.text("month"),
                    decision: try row.value("decision", as: DecisionKind.self),
                    policyVersion: try row.integer("policy_version"),
                    doneHere: try row.optionalInteger("done_here").map(CaseDay.init(number:)),
                    doneInBackups: try row.optionalInteger("done_in_backups").map(CaseDay.init(number:)))
            }
        }
    }

    /// A word that stands for a case in logs: sixteen digits of a keyed digest of its number.
    public func reference(of number: CaseNumber) throws -> String {
        Self.reference(of: number.description, try keys.digest())
    }

    /// The case that a reference stands for, erased ones too.
    public func caseNumber(ofReference reference: String) throws -> CaseNumber? {
        let key = try keys.digest()
        return try read { database in
            let numbers = try String.fetchCursor(
                database, sql: "SELECT number FROM cases UNION ALL SELECT number FROM erased_cases")
            while let number = try numbers.next() {
                if Self.reference(of: number, key) == reference { return CaseNumber(number) }
            }
            return nil
        }
    }

    private static func reference(of number: String, _ key: DigestKey) -> String {
        Hex.text(key.digest("reference", Array(number.utf8)).prefix(8))
    }
}
