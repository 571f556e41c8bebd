import Crypto
import Foundation

/// The half of an epoch's X25519 key pair that seals. Whoever has only this can seal and never open.
public struct PublicKey: Sendable {
    /// The epoch it belongs to, from 1.
    public let epoch: UInt32
    let key: Curve25519.KeyAgreement.PublicKey

    init(epoch: UInt32, key: Curve25519.KeyAgreement.PublicKey) {
        self.epoch = epoch
        self.key = key
    }

    /// A key of 32 bytes, as another process gave it.
    package init(epoch: UInt32, bytes: [UInt8]) throws(VaultError) {
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes) else {
            throw .badKey(path: "the key of the service")
        }
        self.init(epoch: epoch, key: key)
    }

    /// The key's 32 bytes.
    package var bytes: [UInt8] { Array(key.rawRepresentation) }

    /// The first eight bytes of the key's SHA-256: says which key something was sealed to.
    public var identifier: [UInt8] { Array(SHA256.hash(data: key.rawRepresentation).prefix(8)) }

    /// Reads a public key file.
    public init(path: String) throws(VaultError) {
        let file = try KeyFile.read(path, kind: .sealPublic)
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: file.key) else {
            throw .badKey(path: path)
        }
        self.init(epoch: file.epoch, key: key)
    }
}

/// The half of an epoch's X25519 key pair that opens.
public struct PrivateKey: Sendable {
    /// The epoch it belongs to, from 1.
    public let epoch: UInt32
    let key: Curve25519.KeyAgreement.PrivateKey

    /// A fresh key pair.
    public init(epoch: UInt32) {
        self.epoch = epoch
        key = Curve25519.KeyAgreement.PrivateKey()
    }

    /// A key pair from its 32 secret bytes.
    init(epoch: UInt32, bytes: [UInt8]) throws {
        self.epoch = epoch
        key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
    }

    /// Reads a private key file, whose mode must keep others out.
    public init(path: String, passphrase: String? = nil) throws(VaultError) {
        let file = try KeyFile.read(path, kind: .sealPrivate, passphrase: passphrase)
        guard let key = try? PrivateKey(epoch: file.epoch, bytes: file.key) else { throw .badKey(path: path) }
        self = key
    }

    /// The half that may be given away.
    public var publicKey: PublicKey { PublicKey(epoch: epoch, key: key.publicKey) }

    var file: KeyFile { KeyFile(kind: .sealPrivate, epoch: epoch, key: Array(key.rawRepresentation)) }
}
