import Crypto
import Foundation

/// A piece that only the holder of an epoch's private key can read: its wrapped key and its sealed content.
///
/// The format is written down in `docs/sealed-format.md`, ``SealedKey`` and ``ContentCipher``.
public struct Sealed: Sendable, Equatable {
    /// The wrapped data key.
    public var key: SealedKey
    /// The sealed content.
    public var content: [UInt8]

    /// A piece from its two stored halves.
    public init(key: SealedKey, content: [UInt8]) {
        self.key = key
        self.content = content
    }

    /// Seals `bytes` under a fresh data key.
    public init(_ bytes: [UInt8], to recipient: PublicKey, binding: SealBinding) throws(VaultError) {
        var sealer = try Sealer(to: recipient, binding: binding)
        content = try sealer.update(bytes) + sealer.finish()
        key = sealer.key
    }

    /// The bytes that were sealed.
    ///
    /// - Throws: ``VaultError/notAuthentic`` where one bit of key or content changed, chunks were cut, swapped or
    ///   doubled, or the binding is another; ``VaultError/noPrivateKey(epoch:)``.
    public func open(with keys: KeyRing, binding: SealBinding) throws(VaultError) -> [UInt8] {
        try open(with: try keys.opening(epoch: key.epoch), binding: binding)
    }

    /// The same with one private key.
    public func open(with privateKey: PrivateKey, binding: SealBinding) throws(VaultError) -> [UInt8] {
        var opener = try Opener(key: key, with: privateKey, binding: binding)
        return try opener.update(content) + opener.finish()
    }
}
