import Foundation
import GRDB
import Messages
import Vault

/// Messages without their findings: made and proved before the decision is committed, so that a crash finds them ready.
extension SQLiteCaseStore {
    /// What redacted messages are read again by. Without it nothing is released redacted.
    public func prove(by scan: any RedactionScan) { self.scan.withLock { $0 = scan } }

    /// The redacted messages of a case, and what they were made by.
    struct MadeRedaction {
        var messages: [Bytes]
        var struck: Set<Int>
        var count: Int
    }

    /// Makes the redaction that a decision wants, outside of any transaction: it takes as long as a scan.
    func redaction(_ order: DecisionOrder, at time: Date) throws -> MadeRedaction {
        let number = order.number
        // What would be refused anyhow is refused before anything is opened.
        let redaction = try acting(.releaseRedacted, on: number, by: order.actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(.releaseRedacted, row, person, database)
            try checkReason(order.decision.why, database)
            guard let rule = DecisionRule.find(.releaseRedacted, row.source) else {
                throw CaseworkError.refused(number, event: .releaseRedacted, needs: "a source that allows it")
            }
            try check(order.decision, rule, row)
            return CaseRedaction(
                number: number, kind: Message.Kind(rawValue: try envelope(of: number, database).kind) ?? .email,
                messages: try pieces(.message, of: number, database).map { Bytes($0) },
                findings: try findings(of: number, database).findings, struck: try struck(in: number, database))
        }
        guard let scan = scan.withLock({ $0 }) else {
            throw CaseworkError.cannotRedact(number, reason: "there are no rule packs here to prove it by")
        }
        return MadeRedaction(
            messages: try redaction.redacted(by: scan), struck: redaction.struck, count: redaction.messages.count)
    }

    private func struck(in number: CaseNumber, _ database: Database) throws -> Set<Int> {
        Set(try verdicts(of: number, database).filter { $0.value == .wrong }.keys)
    }

    /// Seals a redaction with its case, in the place of one before; refused where somebody changed the case meanwhile.
    func keep(_ redaction: MadeRedaction, of number: CaseNumber, _ database: Database) throws {
        let count = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM pieces WHERE case_number = ? AND purpose = ?",
            arguments: [number.description, Int(SealBinding.Purpose.message.rawValue)])
        guard try struck(in: number, database) == redaction.struck, count == redaction.count else {
            throw CaseworkError.cannotRedact(number, reason: "the case was changed meanwhile: decide again")
        }
        let old = [number.description, Int(SealBinding.Purpose.redacted.rawValue)] as StatementArguments
        try database.execute(
            sql: """
                INSERT INTO doomed_blobs SELECT blob, case_number FROM pieces
                    WHERE case_number = ? AND purpose = ? AND blob NOT NULL
                """, arguments: old)
        try database.execute(sql: "DELETE FROM pieces WHERE case_number = ? AND purpose = ?", arguments: old)
        for (index, message) in redaction.messages.enumerated() {
            // What came in has the ordinal 0, and the audit trail commits to it.
            _ = try insertPiece(message.array, .redacted, ordinal: index + 1, of: number, database)
        }
    }
}
