/// A keys folder: the key pairs by epoch, the secret of the keyed digests, the key of the checkpoints.
///
/// | file | what |
/// |---|---|
/// | `seal-EPOCH.public`, `seal-EPOCH.private` | X25519 key pair |
/// | `digest.secret` | HMAC key |
/// | `audit.private`, `audit.public` | Ed25519 key pair |
///
/// All are ``KeyFile``s; those that are secret have mode 0600 and are refused otherwise. A host that only seals has the
/// public file alone.
public struct KeyRing: Sendable {
    /// Where the files are.
    public let folder: String
    /// What locks the private keys, where something does.
    private let passphrase: String?
    private let publicKeys: [UInt32: PublicKey]
    private let privateKeys: [UInt32: PrivateKey]
    private let digestKey: DigestKey?
    private let auditKey: SigningKey?
    private let auditPublicKey: VerifyingKey?

    /// Reads what the folder has.
    ///
    /// - Throws: ``VaultError/badKey(path:)`` and ``VaultError/readableKey(path:)``; a key that is not there is no error
    ///   before it is asked for.
    public init(folder: String, passphrase: String? = nil) throws(VaultError) {
        self.folder = folder
        self.passphrase = passphrase
        var publicKeys: [UInt32: PublicKey] = [:]
        var privateKeys: [UInt32: PrivateKey] = [:]
        let names = try FileSystem.names(in: folder)
        for name in names where name.hasPrefix("seal-") {
            if name.hasSuffix(".private") {
                let key = try PrivateKey(path: folder + "/" + name, passphrase: passphrase)
                privateKeys[key.epoch] = key
                publicKeys[key.epoch] = key.publicKey
            } else if name.hasSuffix(".public") {
                let key = try PublicKey(path: folder + "/" + name)
                publicKeys[key.epoch] = key
            }
        }
        self.publicKeys = publicKeys
        self.privateKeys = privateKeys
        digestKey =
            names.contains("digest.secret")
            ? DigestKey(bytes: try KeyFile.read(folder + "/digest.secret", kind: .digest).key) : nil
        auditKey = names.contains("audit.private") ? try SigningKey(path: folder + "/audit.private") : nil
        auditPublicKey = names.contains("audit.public") ? try VerifyingKey(path: folder + "/audit.public") : nil
    }

    /// Makes the folder and those keys of a first epoch that it lacks, each synced before the next.
    public static func create(in folder: String) throws(VaultError) -> KeyRing {
        try FileSystem.makeFolder(folder)
        let there = try KeyRing(folder: folder)
        if there.publicKeys.isEmpty {
            let pair = PrivateKey(epoch: 1)
            try pair.file.write(to: folder + "/seal-1.private")
            let open = KeyFile(kind: .sealPublic, epoch: 1, key: Array(pair.publicKey.key.rawRepresentation))
            try open.write(to: folder + "/seal-1.public")
        }
        if there.digestKey == nil {
            try KeyFile(kind: .digest, key: DigestKey().bytes).write(to: folder + "/digest.secret")
        }
        if there.auditKey == nil {
            let key = SigningKey()
            try key.file.write(to: folder + "/audit.private")
            try key.verifying.file.write(to: folder + "/audit.public")
        }
        return try KeyRing(folder: folder)
    }

    /// The epochs whose private key is here.
    public var epochs: [UInt32] { privateKeys.keys.sorted() }

    /// All epochs that are known here, with the identifier of their key.
    public var known: [(epoch: UInt32, identifier: [UInt8])] {
        publicKeys.sorted { $0.key < $1.key }.map { ($0.key, $0.value.identifier) }
    }

    /// The ring with a new epoch, whose private key is on disk before its public one can be used.
    public func addingEpoch() throws(VaultError) -> KeyRing {
        let pair = PrivateKey(epoch: (publicKeys.keys.max() ?? 0) + 1)
        let path = folder + "/seal-\(pair.epoch)"
        try write(pair, to: path + ".private")
        let open = KeyFile(kind: .sealPublic, epoch: pair.epoch, key: Array(pair.publicKey.key.rawRepresentation))
        try open.write(to: path + ".public")
        return try KeyRing(folder: folder, passphrase: passphrase)
    }

    private func write(_ key: PrivateKey, to path: String) throws(VaultError) {
        if let passphrase { try key.file.write(to: path, passphrase: passphrase) } else { try key.file.write(to: path) }
    }

    /// The ring without an epoch's private key, which is overwritten: nothing sealed to it can be opened again, in no backup.
    public func destroying(epoch: UInt32) throws(VaultError) -> KeyRing {
        let path = folder + "/seal-\(epoch).private"
        if FileSystem.kind(of: path) == .file { try DurableFile.destroy(path) }
        return try KeyRing(folder: folder, passphrase: passphrase)
    }

    /// The ring with its private keys locked by another passphrase; nil: by none.
    public func locked(by new: String?) throws(VaultError) -> KeyRing {
        let ring = try KeyRing(folder: folder, passphrase: passphrase)
        let writer = KeyRing(ring, passphrase: new)
        for key in ring.privateKeys.values.sorted(by: { $0.epoch < $1.epoch }) {
            try writer.write(key, to: folder + "/seal-\(key.epoch).private")
        }
        return try KeyRing(folder: folder, passphrase: new)
    }

    private init(_ other: KeyRing, passphrase: String?) {
        folder = other.folder
        self.passphrase = passphrase
        publicKeys = other.publicKeys
        privateKeys = other.privateKeys
        digestKey = other.digestKey
        auditKey = other.auditKey
        auditPublicKey = other.auditPublicKey
    }

    /// The newest epoch's public key: what new pieces are sealed to.
    public func sealing() throws(VaultError) -> PublicKey {
        guard let key = publicKeys.max(by: { $0.key < $1.key })?.value else { throw .noKey(name: "public key") }
        return key
    }

    /// The key that opens what was sealed in `epoch`.
    public func opening(epoch: UInt32) throws(VaultError) -> PrivateKey {
        guard let key = privateKeys[epoch] else { throw .noPrivateKey(epoch: epoch) }
        return key
    }

    /// Whether anything can be opened here.
    public var canOpen: Bool { !privateKeys.isEmpty }

    /// The secret of the keyed digests.
    public func digest() throws(VaultError) -> DigestKey {
        guard let digestKey else { throw .noKey(name: "digest.secret") }
        return digestKey
    }

    /// The key that verifies checkpoints.
    public func verifying() throws(VaultError) -> VerifyingKey {
        guard let key = auditPublicKey ?? auditKey?.verifying else { throw .noKey(name: "audit.public") }
        return key
    }

    /// The key that signs checkpoints.
    public func signing() throws(VaultError) -> SigningKey {
        guard let auditKey else { throw .noKey(name: "audit.private") }
        return auditKey
    }
}
