import Foundation
import GRDB
import Policy
import Synchronization
import Vault

/// The embedded store: one SQLite database in WAL mode, every commit synced, in a folder that one process writes at a time.
///
/// All methods block until the disk has answered.
public final class SQLiteCaseStore: CaseStore {
    /// The folder it is in.
    public let folder: StoreFolder
    let ring: Mutex<KeyRing>
    let database: DatabaseQueue
    /// The policy in force by its number, read once.
    let policies = Mutex<[Int: Policy]>([:])
    /// What redacted messages are read again by, before they leave.
    let scan = Mutex<(any RedactionScan)?>(nil)
    private let lock: FolderLock

    /// Opens a store, and takes up what a crash left unfinished.
    ///
    /// - Parameters:
    ///   - creating: make a store where there is none.
    ///   - holder: what this process says of itself to others who want the store, as in `inward filter (process 812)`.
    ///   - patience: how long to wait for another process that has the store.
    ///   - time: now.
    /// - Throws: ``CaseworkError/noStore(path:)``, `VaultError.locked` naming the other process, key and file errors.
    public init(
        folder: StoreFolder, creating: Bool, holder: String, patience: Duration = .seconds(10), at time: Date
    ) throws {
        guard creating || folder.exists else { throw CaseworkError.noStore(path: folder.path) }
        if creating { try FileSystem.makeFolder(folder.path) }
        lock = try FolderLock(folder.lock, holder: holder, patience: patience)
        ring = Mutex(
            creating ? try folder.create() : try KeyRing(folder: folder.keys, passphrase: folder.passphrase))
        self.folder = folder
        database = try Self.opened { try DatabaseQueue(path: folder.database, configuration: Self.configuration) }
        try Self.opened { try database.read(Self.checkSettings) }
        try Self.opened { try Schema.migrator.migrate(database) }
        try begin(at: time)
        try recover(at: time)
    }

    /// The keys as they are now: a rotation gives others.
    var keys: KeyRing { ring.withLock { $0 } }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // Not GRDB's own WAL mode, which sets synchronous=NORMAL: a commit would not be on disk when it is answered.
            try database.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
                    PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536
                    """)
        }
        return configuration
    }

    /// What the promises stand on is read back, not assumed.
    static func checkSettings(_ database: Database) throws {
        let expected: [(pragma: String, value: String)] = [
            ("journal_mode", "wal"), ("synchronous", "2"), ("secure_delete", "1"), ("foreign_keys", "1"),
            ("temp_store", "2"),
        ]
        for (pragma, value) in expected {
            let found = try DatabaseValue.fetchOne(database, sql: "PRAGMA \(pragma)")
            guard found == value.databaseValue || found == Int(value)?.databaseValue else {
                throw CaseworkError.database(reason: "\(pragma) is not \(value)")
            }
        }
    }

    /// One transaction that writes. When it returns, the commit is on disk.
    func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try Self.opened { try database.write(body) }
    }

    /// One transaction that reads.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        // Not GRDB's own read: it sets query_only and takes it back, upon which SQLite compiles every statement anew. Nobody else
        // writes meanwhile: there is one connection, and the folder is locked.
        try Self.opened { try database.unsafeRead(body) }
    }

    /// Something that cannot be done inside a transaction.
    func writeOutside(_ body: (Database) throws -> Void) throws {
        try Self.opened { try database.writeWithoutTransaction(body) }
    }

    /// Database errors become errors in words: their own text could quote a statement's values.
    private static func opened<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError {
            throw CaseworkError.database(reason: "\(error.extendedResultCode)")
        }
    }

    private func begin(at time: Date) throws {
        try write { database in
            guard try lastAudit(database) == nil else { return }
            try append(AuditRecord(.storeCreated, of: nil, by: .machine, time: Moment.seconds(time)), database)
        }
    }
}
