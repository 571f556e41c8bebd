import Vault

/// A store's folder: `inward.sqlite`, `blobs/`, `keys/`, `lock`. Folders have mode 0700, files 0600.
public struct StoreFolder: Sendable, Equatable {
    /// The folder.
    public let path: String
    /// Where the keys are: `keys` in it, or a folder of their own, as they belong in no backup of the store.
    public let keys: String
    /// The list of erased cases with their days: outside of the store, so that a restored backup can be told what was erased
    /// since. Beside the folder, where nothing else is named.
    public let erasureLog: String
    /// What locks the private keys, where something does.
    public let passphrase: String?

    /// A folder by its path; nothing is looked at yet.
    public init(path: String, keys: String? = nil, erasureLog: String? = nil, passphrase: String? = nil) {
        self.path = path
        self.keys = keys ?? path + "/keys"
        self.erasureLog = erasureLog ?? path + ".erasures"
        self.passphrase = passphrase
    }

    var database: String { path + "/inward.sqlite" }
    var blobs: String { path + "/blobs" }
    var lock: String { path + "/lock" }

    func blob(_ name: String) -> String { blobs + "/" + name }

    /// Whether a store is there.
    public var exists: Bool { FileSystem.kind(of: database) == .file }

    /// Makes the folders, keys and an empty database where there are none. Can be called again after a crash.
    func create() throws -> KeyRing {
        try FileSystem.makeFolder(path)
        try FileSystem.makeFolder(blobs)
        if exists { return try KeyRing(folder: keys, passphrase: passphrase) }
        let ring = try KeyRing.create(in: keys)
        // The database comes last: where it stands, its keys do too. SQLite gives its other files the same mode.
        try DurableFile.write([], to: database)
        return ring
    }
}
