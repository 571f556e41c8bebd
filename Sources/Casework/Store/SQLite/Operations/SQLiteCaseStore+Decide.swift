import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// Decides a case, and does what the decision sets going.
    public func decide(
        _ number: CaseNumber, _ decision: Decision, by actor: ActorID, at time: Date
    ) throws -> DecisionResult {
        let action = Action(rawValue: decision.kind.rawValue) ?? .release
        let effect = try acting(action, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(action, row, person, database)
            guard let rule = DecisionRule.find(decision.kind, row.source) else {
                throw CaseworkError.refused(number, event: decision.kind.event, needs: "a source that allows it")
            }
            try decide(row, decision, rule, by: actor, at: time, database)
            try check(decision, rule, number)
            guard let kind = rule.effect else { return nil as String? }
            let id = try insertEffect(kind, of: number, destination: decision.destination, at: time, database)
            if kind == .destroy { try destroyRows(of: row, database) }
            return id
        }
        guard let effect else { return DecisionResult(state: .closed, effect: nil, failure: nil) }
        return try run(effect, at: time)
    }

    private func check(_ decision: Decision, _ rule: DecisionRule, _ number: CaseNumber) throws {
        switch (rule.effect, decision.destination) {
        case (.deliver, nil): throw CaseworkError.needsDestination(number)
        case (.deliver, .some(let path)): _ = try MessageDestination(path: path)
        case (_, .some): throw CaseworkError.takesNoDestination(number, source: rule.source)
        case (_, nil): break
        }
    }

    private func decide(
        _ row: CaseRow, _ decision: Decision, _ rule: DecisionRule, by actor: ActorID, at time: Date,
        _ database: Database
    ) throws {
        var conditions: Set<CaseCondition> = [rule.effect == nil ? .nothingToDo : .effect]
        if try lastEffectFailed(row.number, database) { conditions.insert(.lastEffectFailed) }
        try transition(row, decision.kind.event, by: actor, also: conditions, at: time, database)
        try database.run(
            "UPDATE cases SET decision = ? WHERE number = ?", [decision.kind.rawValue, row.number.description])
        let record = AuditRecord(
            .decided, of: row.number, by: actor, time: Moment.seconds(time),
            codes: [decision.kind.rawValue, decision.why])
        try append(record, text: decision.text, database)
    }

    private func lastEffectFailed(_ number: CaseNumber, _ database: Database) throws -> Bool {
        let states = try String.fetchAll(
            database, sql: "SELECT state FROM effects WHERE case_number = ?", arguments: [number.description])
        return !states.isEmpty && states.allSatisfy { $0 == EffectState.failed.rawValue }
    }

    private func insertEffect(
        _ kind: EffectKind, of number: CaseNumber, destination: String?, at time: Date, _ database: Database
    ) throws -> String {
        let id = Hex.text(Secret.random(16))
        let sealed = try destination.map {
            // After a crash another process takes it up, perhaps in another folder.
            let path = $0.hasPrefix("/") ? $0 : FileManager.default.currentDirectoryPath + "/" + $0
            return try Sealed(Array(path.utf8), to: try keys.sealing(), binding: SealBinding(.note, of: id))
        }
        try database.run(
            "INSERT INTO effects VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
            [
                id, number.description, kind.rawValue, EffectState.waiting.rawValue, sealed?.key.bytes.data,
                sealed?.content.data, Moment.seconds(time),
            ])
        return id
    }

    /// Overwrites and removes all that the database has of a case; what is left is ``erased_cases`` and the audit trail.
    private func destroyRows(of row: CaseRow, _ database: Database) throws {
        let number = row.number.description
        try database.execute(
            sql:
                "INSERT INTO doomed_blobs SELECT blob, case_number FROM pieces WHERE case_number = ? AND blob NOT NULL",
            arguments: [number])
        for table in ["pieces", "audit_texts"] {
            try database.run(
                """
                UPDATE \(table) SET key = zeroblob(length(key)), content = zeroblob(length(content))
                    WHERE case_number = ?
                """, [number])
        }
        try database.run(
            "DELETE FROM audit_texts WHERE case_number = ?", [number])
        try database.run(
            "UPDATE effects SET key = NULL, content = NULL WHERE case_number = ?", [number])
        try database.run(
            "INSERT INTO erased_cases VALUES (?, ?, ?, ?, ?, NULL, NULL)",
            [
                number, row.day.month, DecisionKind.erase.rawValue, row.judgedBy.policyVersion, row.epoch,
            ])
        try database.run(
            "DELETE FROM cases WHERE number = ?", [number])
    }
}
