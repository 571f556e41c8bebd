import Detection
import Foundation
import GRDB
import Policy

extension SQLiteCaseStore {
    /// The policy that is in force; nil where none was approved here.
    func policyInForce(_ database: Database) throws -> Policy? {
        let row = try database.row("SELECT number FROM versions WHERE kind = 'policy' AND state = 'in-force'")
        guard let number = try row?.integer("number") else { return nil }
        if let known = policies.withLock({ $0[number] }) { return known }
        let content = try database.row(
            "SELECT content FROM versions WHERE kind = 'policy' AND number = ?", [number])
        let text = String(decoding: try content?.bytes("content") ?? [], as: UTF8.self)
        guard let policy = try? Policy.parse(text: text, file: "policy \(number)") else {
            throw CaseworkError.damaged(what: "the policy in force")
        }
        policies.withLock { $0 = [number: policy] }
        return policy
    }

    /// The level that an approver has to hold before somebody may look so deep for this reason; 0: nobody is asked.
    ///
    /// A deeper look never needs less than a shallower one; a category counts from the snippet on, since the metadata name
    /// it to everybody in the queue; another reason than the one that the case was opened for always needs a request.
    func levelNeeded(_ row: CaseRow, depth: Depth, reason: Purpose, _ database: Database) throws -> Int {
        guard let policy = try policyInForce(database) else {
            if depth == .metadata, reason == row.purpose { return 0 }
            throw CaseworkError.noPolicy
        }
        let depths = Depth.allCases.filter { $0 <= depth }.map(\.rawValue)
        let categories = depth == .metadata ? [] : try categories(of: row.number, database).keys.map(\.rawValue)
        let named = (depths + categories + [reason.rawValue]).compactMap { policy.levels[$0] }
        return max(named.max() ?? 0, reason == row.purpose ? 0 : 1)
    }
}
