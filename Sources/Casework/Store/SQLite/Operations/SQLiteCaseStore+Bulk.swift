import Foundation
import GRDB

/// One decision for many cases: looked at as a list first, then one record each.
extension SQLiteCaseStore {
    /// Cases that one decision can take: of those who asks could claim or has claimed, those that have it in common.
    public func preview(_ selection: CaseSelection, by actor: ActorID, at time: Date) throws -> [QueueEntry] {
        let entries = try queue(QueueFilter(limit: 100_000), by: actor, at: time).filter { entry in
            entry.state == .queued || entry.lease?.holder == actor
        }
        return try acting(.list, by: actor, at: time) { database, person in
            try entries.filter { entry in
                guard person.level >= entry.level else { return false }
                switch selection {
                case .rule(let rule):
                    let found = try findings(of: entry.number, database).findings
                    return !found.isEmpty && found.allSatisfy { $0.rule == rule }
                case .thread(let number):
                    if entry.number == number { return true }
                    return try database.has(
                        """
                        SELECT 1 FROM threads AS a JOIN threads AS b USING (digest)
                            WHERE a.case_number = ? AND b.case_number = ?
                        """, [number.description, entry.number.description])
                }
            }
        }
    }

    /// Decides cases, each claimed in the same step where it waits; a refusal of one stops none of the others.
    public func decideMany(
        _ numbers: [CaseNumber], _ decision: Decision, by actor: ActorID, at time: Date
    ) throws -> [BulkResult] {
        let orders = numbers.map { number in
            var order = DecisionOrder(number, decision, by: actor)
            order.claims = true
            return order
        }
        return try zip(numbers, decideTogether(orders, at: time)).map { number, result in
            do {
                return BulkResult(number: number, result: .success(try result.get()))
            } catch let error as CaseworkError {
                return BulkResult(number: number, result: .failure(error))
            }
        }
    }
}
