import Crypto
import Foundation

/// A store's Ed25519 key (RFC 8032) for checkpoints of the audit trail.
public struct SigningKey: Sendable {
    let key: Curve25519.Signing.PrivateKey

    init() { key = Curve25519.Signing.PrivateKey() }

    init(path: String) throws(VaultError) {
        let file = try KeyFile.read(path, kind: .auditPrivate)
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: file.key) else {
            throw .badKey(path: path)
        }
        self.key = key
    }

    /// The half that verifies.
    public var verifying: VerifyingKey { VerifyingKey(key: key.publicKey) }

    /// A signature of 64 bytes.
    public func sign(_ bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }

    var file: KeyFile { KeyFile(kind: .auditPrivate, key: Array(key.rawRepresentation)) }
}

/// The public half of a ``SigningKey``.
public struct VerifyingKey: Sendable {
    let key: Curve25519.Signing.PublicKey

    init(key: Curve25519.Signing.PublicKey) { self.key = key }

    /// Reads a public key file.
    public init(path: String) throws(VaultError) {
        let file = try KeyFile.read(path, kind: .auditPublic)
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: file.key) else {
            throw .badKey(path: path)
        }
        self.key = key
    }

    /// The first eight bytes of the key's SHA-256.
    public var identifier: [UInt8] { Array(SHA256.hash(data: key.rawRepresentation).prefix(8)) }

    /// Whether `signature` was made of `bytes` with the private half.
    public func verify(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: bytes)
    }

    var file: KeyFile { KeyFile(kind: .auditPublic, key: Array(key.rawRepresentation)) }
}
