import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// Decides a case, and does what the decision sets going.
    public func decide(
        _ number: CaseNumber, _ decision: Decision, by actor: ActorID, at time: Date
    ) throws -> DecisionResult {
        try decideTogether([DecisionOrder(number, decision, by: actor)], at: time)[0].get()
    }

    /// Decides cases, and then does what the decisions set going: those that come together share the syncs that this takes.
    /// Each is refused or done by itself. The results are in the order of `orders`.
    public func decideTogether(
        _ orders: [DecisionOrder], at time: Date
    ) -> [Result<DecisionResult, any Error>] {
        let made = orders.map { order in
            Result { order.decision.kind == .releaseRedacted ? try claimedRedaction(order, at: time) : nil }
        }
        let begun: [Result<Begun, any Error>]
        do {
            begun = try write { database in
                try zip(orders, made).map { order, made in
                    switch made {
                    case .success(let redaction): try attempt(order, redaction, at: time, database)
                    case .failure(let error): .failure(error)
                    }
                }
            }
        } catch {
            // What the database cannot write for one must not fail the others.
            guard orders.count > 1 else { return orders.map { _ in .failure(error) } }
            return orders.map { decideTogether([$0], at: time)[0] }
        }
        let destroying = begun.compactMap { result -> Effect? in
            if case .success(.destroys(let effect)) = result { effect } else { nil }
        }
        let destroyed = Result { try destroyTogether(destroying, at: time) }
        return begun.map { result in
            result.flatMap { begun in
                switch begun {
                case .ended(let result): .success(result)
                case .delivers(let id): Result { try run(id, at: time) }
                case .destroys(let effect):
                    destroyed.flatMap { results in
                        Result {
                            try results[effect.id] ?? { throw CaseworkError.damaged(what: "an effect is gone") }()
                        }
                    }
                }
            }
        }
    }

    /// A decision that is written, and what is still to do for it after the commit.
    private enum Begun {
        case ended(DecisionResult)
        case delivers(String)
        case destroys(Effect)
    }

    /// One order among others of a transaction: what is refused is taken back and recorded, and the others stand.
    private func attempt(
        _ order: DecisionOrder, _ redaction: MadeRedaction?, at time: Date, _ database: Database
    ) throws -> Result<Begun, any Error> {
        var begun: Result<Begun, any Error> = .failure(CaseworkError.damaged(what: "a decision without an end"))
        do {
            try database.inSavepoint {
                begun = .success(try begin(order, redaction, at: time, database))
                return .commit
            }
        } catch let error as DatabaseError {
            throw error
        } catch {
            if let code = (error as? CaseworkError)?.refusalCode {
                try recordRefusal(
                    order.decision.kind.action, code, on: order.number, by: order.actor, at: time, database)
            }
            begun = .failure(error)
        }
        return begun
    }

    private func begin(
        _ order: DecisionOrder, _ redaction: MadeRedaction?, at time: Date, _ database: Database
    ) throws -> Begun {
        let (number, decision, actor) = (order.number, order.decision, order.actor)
        let person = try person(actor, at: time, database)
        if order.claims { try claim(number, by: person, at: time, database) }
        let row = try caseRow(number, database)
        try allow(decision.kind.action, row, person, database)
        if decision.kind != .protect { try checkReason(decision.why, database) }
        guard let rule = DecisionRule.find(decision.kind, row.source) else {
            throw CaseworkError.refused(number, event: decision.kind.event, needs: "a source that allows it")
        }
        try decide(row, decision, rule, by: actor, at: time, database)
        try check(decision, rule, row)
        if let redaction { try keep(redaction, of: number, database) }
        guard let effect = try self.order(rule, row, destination: decision.destination, at: time, database) else {
            return .ended(DecisionResult(state: .closed, effect: nil, failure: nil))
        }
        if rule.effect == .destroy { return .destroys(try begin(effect, at: time, database)) }
        let waits = try hasNoPlace(effect, database)
        return waits ? .ended(DecisionResult(state: .decided, effect: .waiting, failure: nil)) : .delivers(effect)
    }

    /// What is redacted is opened before the step that decides it, so a case that waits is claimed before that.
    private func claimedRedaction(_ order: DecisionOrder, at time: Date) throws -> MadeRedaction {
        if order.claims {
            try acting(.claim, on: order.number, by: order.actor, at: time) { database, person in
                try claim(order.number, by: person, at: time, database)
            }
        }
        return try redaction(order, at: time)
    }

    /// Claims a case that waits, for as long as it takes to decide it.
    private func claim(_ number: CaseNumber, by person: Person, at time: Date, _ database: Database) throws {
        let row = try caseRow(number, database)
        guard row.state == .queued else { return }
        try allow(.claim, row, person, database)
        _ = try hold(row, .claim, by: person.id, lease: .seconds(600), at: time, database)
    }

    /// Where a policy is in force the reason is one of its codes.
    func checkReason(_ why: String, _ database: Database) throws {
        guard let policy = try policyInForce(database), !policy.decisionReasons.contains(why) else { return }
        throw CaseworkError.badReason(known: policy.decisionReasons)
    }

    func check(_ decision: Decision, _ rule: DecisionRule, _ row: CaseRow) throws {
        switch (rule.effect, decision.destination) {
        case (.deliver, nil) where decision.kind == .protect: break
        case (.deliver, nil): throw CaseworkError.needsDestination(row.number)
        case (.deliver, .some(let path)): _ = try MessageDestination(path: path)
        case (_, .some): throw CaseworkError.takesNoDestination(row.number, source: rule.source)
        case (_, nil): break
        }
    }

    private func decide(
        _ row: CaseRow, _ decision: Decision, _ rule: DecisionRule, by actor: ActorID, at time: Date,
        _ database: Database
    ) throws {
        var conditions: Set<CaseCondition> = [rule.effect == nil ? .nothingToDo : .effect]
        if try lastEffectFailed(row.number, database) { conditions.insert(.lastEffectFailed) }
        if try waitingForPlace(row.number, database) != nil { conditions.insert(.placeMissing) }
        try transition(row, decision.kind.event, by: actor, also: conditions, at: time, database)
        try database.run(
            """
            UPDATE cases SET decision = ?, holder = ?, lease_end = NULL, asked = NULL, deadline = ?, protected = ?
                WHERE number = ?
            """,
            [
                decision.kind.rawValue, actor.description, try nextDeadline(at: time, database),
                row.isProtected || decision.kind == .protect ? 1 : 0, row.number.description,
            ])
        if decision.kind == .protect { try forgetWhatWasFound(in: row.number, database) }
        let record = AuditRecord(
            .decided, of: row.number, by: actor, time: Moment.seconds(time),
            codes: [decision.kind.rawValue, decision.why])
        try append(record, text: decision.text, database)
    }

    /// A case that should never have been one has no category, and nobody's address leads to it.
    private func forgetWhatWasFound(in number: CaseNumber, _ database: Database) throws {
        for table in ["case_categories", "verdicts", "addresses"] {
            try database.run("DELETE FROM \(table) WHERE case_number = ?", [number.description])
        }
    }

    private func lastEffectFailed(_ number: CaseNumber, _ database: Database) throws -> Bool {
        let states = try String.fetchAll(
            database, sql: "SELECT state FROM effects WHERE case_number = ?", arguments: [number.description])
        return !states.isEmpty && states.allSatisfy { $0 == EffectState.failed.rawValue }
    }

    /// The delivery that was set going by a deadline, or unseen, and has no place to go to yet.
    func waitingForPlace(_ number: CaseNumber, _ database: Database) throws -> String? {
        try database.row(
            """
            SELECT id FROM effects WHERE case_number = ? AND kind = 'deliver' AND state = 'waiting' AND content IS NULL
            """, [number.description])?.text("id")
    }

    private func hasNoPlace(_ id: String, _ database: Database) throws -> Bool {
        try database.has("SELECT 1 FROM effects WHERE id = ? AND kind = 'deliver' AND content IS NULL", [id])
    }

    /// Writes down what a decision sets going; nil where that is nothing.
    func order(
        _ rule: DecisionRule, _ row: CaseRow, destination: String?, at time: Date, _ database: Database
    ) throws -> String? {
        guard let kind = rule.effect else { return nil }
        if let waiting = try waitingForPlace(row.number, database) {
            let sealed = try sealedPlace(destination, of: waiting)
            try database.run(
                "UPDATE effects SET key = ?, content = ?, changed = ? WHERE id = ?",
                [sealed?.key.bytes.data, sealed?.content.data, Moment.seconds(time), waiting])
            return waiting
        }
        let id = try insertEffect(kind, of: row.number, destination: destination, at: time, database)
        if kind == .destroy { try destroyRows(of: row, as: rule.decision, database) }
        return id
    }

    private func sealedPlace(_ destination: String?, of id: String) throws -> Sealed? {
        try destination.map {
            // After a crash another process takes it up, perhaps in another folder.
            let path = $0.hasPrefix("/") ? $0 : FileManager.default.currentDirectoryPath + "/" + $0
            return try Sealed(Array(path.utf8), to: try keys.sealing(), binding: SealBinding(.note, of: id))
        }
    }

    func insertEffect(
        _ kind: EffectKind, of number: CaseNumber, destination: String?, at time: Date, _ database: Database
    ) throws -> String {
        let id = Hex.text(Secret.random(16))
        let sealed = try sealedPlace(destination, of: id)
        try database.run(
            "INSERT INTO effects VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
            [
                id, number.description, kind.rawValue, EffectState.waiting.rawValue, sealed?.key.bytes.data,
                sealed?.content.data, Moment.seconds(time),
            ])
        return id
    }
}
