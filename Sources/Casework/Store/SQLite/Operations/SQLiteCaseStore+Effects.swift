import Foundation
import GRDB
import Vault

/// What decisions set going, after their commit: begun, done and recorded, and taken up again after a crash.
extension SQLiteCaseStore {
    private struct Effect {
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
        var failure: String?
        do {
            switch effect.kind {
            case .deliver: try deliver(effect)
            case .destroy: try destroyFiles(of: effect.number)
            }
        } catch let error as CaseworkError {
            failure = error.description
        } catch let error as VaultError {
            failure = error.description
        }
        return try write { try end(effect, failure, at: time, $0) }
    }

    private func begin(_ id: String, at time: Date, _ database: Database) throws -> Effect {
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
        let destination = try MessageDestination(path: path, name: effect.id, isResumed: effect.isResumed)
        let row = try read { database in
            try database.row(
                "SELECT * FROM pieces WHERE case_number = ? AND purpose = ?",
                [effect.number.description, Int(SealBinding.Purpose.message.rawValue)])
        }
        guard let row else { throw CaseworkError.erased(effect.number) }
        try destination.write { sink in try open(row, .message, of: effect.number, sink: sink) }
    }

    /// The write-ahead log still holds the rows as they were, and the blobs are still there.
    private func destroyFiles(of number: CaseNumber) throws {
        try writeOutside { _ = try $0.checkpoint(.truncate) }
        let names = try read { database in
            try String.fetchAll(
                database, sql: "SELECT name FROM doomed_blobs WHERE case_number = ?", arguments: [number.description])
        }
        for name in names where Hex.bytes(name) != nil { try FileSystem.remove(folder.blob(name)) }
        if !names.isEmpty { try FileSystem.sync(folder: folder.blobs) }
    }

    private func end(
        _ effect: Effect, _ failure: String?, at time: Date, _ database: Database
    ) throws -> DecisionResult {
        // What was decided to be destroyed is tried until it is: by the next process that opens the store.
        let state: EffectState = failure == nil ? .done : effect.kind == .destroy ? .waiting : .failed
        try database.run(
            "UPDATE effects SET state = ?, changed = ? WHERE id = ?", [state.rawValue, Moment.seconds(time), effect.id])
        try append(
            AuditRecord(
                failure == nil ? .effectDone : .effectFailed, of: effect.number, by: .machine,
                time: Moment.seconds(time), codes: [effect.kind.rawValue]), database)
        switch effect.kind {
        case .deliver:
            let row = try caseRow(effect.number, database)
            try transition(row, failure == nil ? .effectDone : .effectFailed, by: .machine, at: time, database)
            if failure == nil { try forgetRedelivery(of: effect.number, database) }
        case .destroy where failure == nil:
            try database.run(
                "DELETE FROM doomed_blobs WHERE case_number = ?", [effect.number.description])
            try database.run(
                "UPDATE erased_cases SET done_here = ? WHERE number = ?",
                [CaseDay(time).number, effect.number.description])
        case .destroy: break
        }
        return DecisionResult(
            state: failure == nil ? .closed : .decided, effect: state, failure: failure)
    }

    /// Once something was executed the same message is a new one.
    private func forgetRedelivery(of number: CaseNumber, _ database: Database) throws {
        try database.run(
            "DELETE FROM redeliveries WHERE case_number = ?", [number.description])
    }
}
