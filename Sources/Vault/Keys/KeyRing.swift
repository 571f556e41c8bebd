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
    private let publicKeys: [UInt32: PublicKey]
    private let privateKeys: [UInt32: PrivateKey]
    private let digestKey: DigestKey?
    private let auditKey: SigningKey?
    private let auditPublicKey: VerifyingKey?

    /// Reads what the folder has.
    ///
    /// - Throws: ``VaultError/badKey(path:)`` and ``VaultError/readableKey(path:)``; a key that is not there is no error
    ///   before it is asked for.
    public init(folder: String) throws(VaultError) {
        self.folder = folder
        var publicKeys: [UInt32: PublicKey] = [:]
        var privateKeys: [UInt32: PrivateKey] = [:]
        let names = try FileSystem.names(in: folder)
        for name in names where name.hasPrefix("seal-") {
            if name.hasSuffix(".private") {
                let key = try PrivateKey(path: folder + "/" + name)
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
