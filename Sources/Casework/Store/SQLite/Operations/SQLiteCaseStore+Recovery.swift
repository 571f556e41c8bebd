import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// After opening: effects that were cut off are done, and blobs that no commit refers to are removed.
    func recover(at time: Date) throws {
        let unfinished = try read { database in
            try Row.fetchAll(
                database,
                sql:
                    "SELECT id, kind FROM effects WHERE state = 'running' OR (state = 'waiting' AND (kind = 'destroy' OR content NOT NULL)) ORDER BY id"
            ).map { (id: try $0.text("id"), kind: try $0.value("kind", as: EffectKind.self)) }
        }
        for effect in unfinished where effect.kind == .destroy || keys.canOpen {
            _ = try run(effect.id, at: time)
        }
        if keys.epochs.count > 1 { _ = try finishRotation(by: .machine, at: time) }
        try removeOrphans()
    }

    private func removeOrphans() throws {
        let names = try FileSystem.names(in: folder.blobs)
        guard !names.isEmpty else { return }
        let known = try read { database in
            try String.fetchSet(
                database, sql: "SELECT blob FROM pieces WHERE blob NOT NULL UNION SELECT name FROM doomed_blobs")
        }
        for name in names where !known.contains(name) { try FileSystem.remove(folder.blob(name)) }
    }
}
