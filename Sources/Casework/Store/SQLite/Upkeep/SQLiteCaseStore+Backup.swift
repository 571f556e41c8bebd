import Foundation
import GRDB
import Vault

/// Backups without keys, and what happens when one comes back.
extension SQLiteCaseStore {
    /// Writes a copy of the store without keys into a new folder, while others go on working.
    public func backup(to path: String, by actor: ActorID, at time: Date) throws {
        try authorize(.backup, by: actor, at: time)
        guard FileSystem.kind(of: path) == .nothing else { throw CaseworkError.destinationExists(path: path) }
        let copy = StoreFolder(path: path)
        try FileSystem.makeFolder(path)
        try FileSystem.makeFolder(copy.blobs)
        let unfinished = copy.database + ".new"
        try DurableFile.writeSynced([], to: unfinished)
        // Sealed blobs never change, so those that the copied database names are whole, whenever they are copied.
        try writeOutside { database in
            let target = try DatabaseQueue(path: unfinished)
            try target.writeWithoutTransaction { try database.backup(to: $0) }
            try target.close()
        }
        for name in try FileSystem.names(in: folder.blobs) {
            guard let bytes = FileManager.default.contents(atPath: folder.blob(name)) else { continue }
            try DurableFile.writeSynced(Array(bytes), to: copy.blob(name))
        }
        try FileSystem.sync(folder: copy.blobs)
        // The database gets its name last: a folder that has one is a whole backup.
        try FileSystem.rename(unfinished, to: copy.database)
        try FileSystem.syncFolder(of: copy.database)
        try write { database in
            try append(AuditRecord(.backedUp, of: nil, by: actor, time: Moment.seconds(time)), database)
        }
    }

    /// What a restore is told of erasures since the backup.
    public enum KnownErasures: Sendable, Equatable {
        /// The erasure log.
        case log(path: String)
        /// There is none any more: an incident note is opened.
        case lost
    }

    /// Makes a store of a backup and the keys, and erases again what was erased since.
    ///
    /// - Returns: the store, and how many cases were erased again.
    /// - Throws: ``CaseworkError/destinationExists(path:)`` where a store is already, file errors.
    public static func restore(
        _ backup: String, into folder: StoreFolder, erasures: KnownErasures, holder: String, at time: Date
    ) throws -> (store: SQLiteCaseStore, erasedAgain: Int) {
        guard !folder.exists else { throw CaseworkError.destinationExists(path: folder.path) }
        let source = StoreFolder(path: backup)
        guard source.exists else { throw CaseworkError.noStore(path: backup) }
        // Read before anything is written: without it no restored store stands.
        let erased = try readErasures(erasures)
        // Nor is one made where there are no keys at all.
        _ = try KeyRing(folder: folder.keys, passphrase: folder.passphrase).sealing()
        try FileSystem.makeFolder(folder.path)
        try FileSystem.makeFolder(folder.blobs)
        for name in try FileSystem.names(in: source.blobs) {
            try copy(source.blob(name), to: folder.blob(name))
        }
        try FileSystem.sync(folder: folder.blobs)
        // The database comes last: where it stands, the rest does.
        try copy(source.database, to: folder.database + ".new")
        try FileSystem.rename(folder.database + ".new", to: folder.database)
        try FileSystem.syncFolder(of: folder.database)
        let store = try SQLiteCaseStore(folder: folder, creating: false, holder: holder, at: time)
        let count = try store.eraseAgain(erased, at: time)
        try store.write { database in
            try store.append(
                AuditRecord(
                    .restored, of: nil, by: .owner, time: Moment.seconds(time), codes: ["erased-again:\(count)"]),
                database)
            guard erasures == .lost else { return }
            _ = try store.openIncident("erasures-lost", codes: [], by: .owner, at: time, database)
        }
        return (store, count)
    }

    private static func copy(_ path: String, to target: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw CaseworkError.noStore(path: path) }
        try FileSystem.remove(target)
        try DurableFile.writeSynced(Array(bytes), to: target)
    }

    private static func readErasures(_ erasures: KnownErasures) throws -> [CaseNumber] {
        guard case .log(let path) = erasures else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else { throw CaseworkError.noErasures(path: path) }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        return try lines.map { line in
            guard let word = line.split(separator: " ").first, let number = CaseNumber(word) else {
                throw CaseworkError.noErasures(path: path)
            }
            return number
        }
    }

    private func eraseAgain(_ numbers: [CaseNumber], at time: Date) throws -> Int {
        var count = 0
        for number in Set(numbers).sorted() {
            let effect = try write { database in
                guard let row = try? caseRow(number, database) else { return nil as String? }
                let id = try insertEffect(.destroy, of: number, destination: nil, at: time, database)
                try destroyRows(of: row, as: .erase, database)
                return id
            }
            guard let effect else { continue }
            _ = try run(effect, at: time)
            count += 1
        }
        return count
    }
}
