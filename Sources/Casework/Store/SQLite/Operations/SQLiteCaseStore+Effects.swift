import Foundation
import GRDB
import Vault

/// What decisions set going, after their commit: begun, done and recorded, and taken up again after a crash.
extension SQLiteCaseStore {
    struct Effect {
        var id: String
        var number: CaseNumber
        var kind: EffectKind
        /// Begun before by a process that did not come to its end.
        var isResumed: Bool
        var sealedDestination: Sealed?
    }

    /// Does an effect that waits or was cut off.
    func run(_ id: String, at time: Date) throws -> DecisionResult {
        let effect = try write { try begin(id, at: time, $0) }
        let (outcome, failure) = try Self.outcome(of: effect) {
            switch effect.kind {
            case .deliver: try deliver(effect)
            case .destroy: try destroyFiles(of: [effect.number], at: time)
            }
        }
        let (result, next) = try write { database in
            let result = try end(effect, outcome, failure, at: time, database)
            let isDelivered = outcome == .succeed && effect.kind == .deliver
            return (result, isDelivered ? try destroyDelivered(effect.number, at: time, database) : nil)
        }
        guard let next else { return result }
        let destroyed = try run(next, at: time)
        return DecisionResult(state: destroyed.state, effect: result.effect, failure: destroyed.failure)
    }

    /// Destroys what several decisions doomed, by one round of syncs; what became of each, by the effect's id.
    func destroyTogether(_ effects: [Effect], at time: Date) throws -> [String: DecisionResult] {
        guard !effects.isEmpty else { return [:] }
        let (outcome, failure) = try Self.outcome(of: effects[0]) {
            try destroyFiles(of: effects.map(\.number), at: time)
        }
        return try write { database in
            try effects.reduce(into: [:]) { $0[$1.id] = try end($1, outcome, failure, at: time, database) }
        }
    }

    /// How something that was tried came out, and why it failed. Errors that are neither are thrown.
    private static func outcome(of effect: Effect, _ body: () throws -> Void) throws -> (EffectEvent, String?) {
        do {
            try body()
            return (.succeed, nil)
        } catch let error as CaseworkError {
            return (.fail, error.description)
        } catch let error as VaultError {
            // Cut off before, and now its place cannot be looked at: it may have arrived.
            return (effect.kind == .deliver && effect.isResumed ? .lose : .fail, error.description)
        }
    }

    /// Marks an effect as one that runs: whoever finds it so after a crash knows that it may be half done.
    func begin(_ id: String, at time: Date, _ database: Database) throws -> Effect {
        guard
            let row = try database.row(
                "SELECT * FROM effects WHERE id = ?", [id])
        else {
            throw CaseworkError.damaged(what: "an effect is gone")
        }
        var sealed: Sealed?
        if let key = try row.optionalBytes("key"), let content = try row.optionalBytes("content") {
            sealed = Sealed(key: try SealedKey(bytes: key), content: content)
        }
        try database.run(
            "UPDATE effects SET state = ?, attempts = attempts + 1, changed = ? WHERE id = ?",
            [EffectState.running.rawValue, Moment.seconds(time), id])
        return Effect(
            id: id, number: try row.caseNumber("case_number"), kind: try row.value("kind", as: EffectKind.self),
            isResumed: try row.value("state", as: EffectState.self) == .running, sealedDestination: sealed)
    }

    private func deliver(_ effect: Effect) throws {
        guard let sealed = effect.sealedDestination else {
            throw CaseworkError.damaged(what: "an effect's destination")
        }
        let path = String(
            decoding: try sealed.open(with: keys, binding: SealBinding(.note, of: effect.id)), as: UTF8.self)
        let (rows, purpose) = try read { database in
            let purpose: SealBinding.Purpose =
                try caseRow(effect.number, database).decision == .releaseRedacted ? .redacted : .message
            return try (
                database.rows(
                    "SELECT * FROM pieces WHERE case_number = ? AND purpose = ? ORDER BY ordinal",
                    [effect.number.description, Int(purpose.rawValue)]), purpose
            )
        }
        guard !rows.isEmpty else { throw CaseworkError.erased(effect.number) }
        for (ordinal, row) in rows.enumerated() {
            let name = ordinal == 0 ? effect.id : "\(effect.id)-\(ordinal)"
            let destination = try MessageDestination(path: path, name: name, isResumed: effect.isResumed)
            guard rows.count == 1 || destination.takesMany else {
                throw CaseworkError.needsMaildir(effect.number, count: rows.count)
            }
            try destination.write { sink in try open(row, purpose, of: effect.number, sink: sink) }
        }
    }

    /// The write-ahead log still holds the rows as they were, and the blobs are still there.
    private func destroyFiles(of numbers: [CaseNumber], at time: Date) throws {
        try writeOutside { _ = try $0.checkpoint(.truncate) }
        let names = try read { database in
            try numbers.flatMap { number in
                try database.rows("SELECT name FROM doomed_blobs WHERE case_number = ?", [number.description])
                    .map { try $0.text("name") }
            }
        }
        for name in names where Hex.bytes(name) != nil { try FileSystem.remove(folder.blob(name)) }
        if !names.isEmpty { try FileSystem.sync(folder: folder.blobs) }
        // Before it counts as done: a backup that is restored later is told of it.
        let lines = numbers.map { "\($0) \(CaseDay(time))\n" }.joined()
        try DurableFile.append(Array(lines.utf8), to: folder.erasureLog)
    }

    /// Of a case that should never have been one nothing stays once it has moved on: that is written with its arrival.
    private func destroyDelivered(_ number: CaseNumber, at time: Date, _ database: Database) throws -> String? {
        let row = try caseRow(number, database)
        guard row.isProtected else { return nil }
        let id = try insertEffect(.destroy, of: number, destination: nil, at: time, database)
        try destroyRows(of: row, as: .protect, database)
        return id
    }

    private func end(
        _ effect: Effect, _ event: EffectEvent, _ failure: String?, at time: Date, _ database: Database
    ) throws -> DecisionResult {
        // What was decided to be destroyed is tried until it is: by the next process that opens the store.
        let state = try move(effect.id, from: .running, event, effect.kind, at: time, database)
        let audited: AuditEvent = event == .succeed ? .effectDone : event == .lose ? .effectInDoubt : .effectFailed
        try append(
            AuditRecord(
                audited, of: effect.number, by: .machine, time: Moment.seconds(time), codes: [effect.kind.rawValue]),
            database)
        switch effect.kind {
        case .deliver: try endDelivery(effect.number, event, at: time, database)
        case .destroy where event == .succeed:
            try database.run("DELETE FROM doomed_blobs WHERE case_number = ?", [effect.number.description])
            try database.run(
                "UPDATE erased_cases SET done_here = ? WHERE number = ?",
                [CaseDay(time).number, effect.number.description])
        case .destroy: break
        }
        return DecisionResult(state: event == .succeed ? .closed : .decided, effect: state, failure: failure)
    }

    /// Moves an effect by its table; where it stands then.
    private func move(
        _ id: String, from old: EffectState, _ event: EffectEvent, _ kind: EffectKind, at time: Date,
        _ database: Database
    ) throws -> EffectState {
        guard let state = EffectTransition.find(old, event, kind)?.to else {
            throw CaseworkError.damaged(what: "an effect's state")
        }
        try database.run(
            "UPDATE effects SET state = ?, changed = ? WHERE id = ?", [state.rawValue, Moment.seconds(time), id])
        return state
    }

    private func endDelivery(
        _ number: CaseNumber, _ event: EffectEvent, at time: Date, _ database: Database
    ) throws {
        guard event != .lose else { return }
        try transition(
            try caseRow(number, database), event == .succeed ? .effectDone : .effectFailed, by: .machine, at: time,
            database)
        if event == .succeed { try forgetRedelivery(of: number, database) }
    }

    /// A person says whether a delivery in doubt arrived. One that did not is done again.
    public func settle(
        _ number: CaseNumber, arrived: Bool, by actor: ActorID, at time: Date
    ) throws -> DecisionResult {
        let (id, next) = try acting(.settle, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(.settle, row, person, database)
            let effect = try database.row(
                "SELECT id FROM effects WHERE case_number = ? AND state = ?",
                [number.description, EffectState.inDoubt.rawValue])
            guard let id = try effect?.text("id") else { throw CaseworkError.notInDoubt(number) }
            try transition(row, .settle, by: actor, also: [.inDoubt, arrived ? .arrived : .lost], at: time, database)
            _ = try move(id, from: .inDoubt, arrived ? .confirm : .repeatIt, .deliver, at: time, database)
            try append(
                AuditRecord(
                    .settled, of: number, by: actor, time: Moment.seconds(time),
                    codes: [arrived ? "arrived" : "not-arrived"]), database)
            guard arrived else { return (id, nil as String?) }
            try forgetRedelivery(of: number, database)
            return (id, try destroyDelivered(number, at: time, database))
        }
        guard arrived else { return try run(id, at: time) }
        if let next { _ = try run(next, at: time) }
        return DecisionResult(state: .closed, effect: .done, failure: nil)
    }

    /// Once something was executed the same message is a new one.
    private func forgetRedelivery(of number: CaseNumber, _ database: Database) throws {
        try database.run(
            "DELETE FROM redeliveries WHERE case_number = ?", [number.description])
    }
}
