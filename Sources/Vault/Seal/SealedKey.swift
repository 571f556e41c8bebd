import Crypto
import Foundation

/// A data key of 32 bytes, wrapped by HPKE (RFC 9180, base mode, X25519-HKDF-SHA256, HKDF-SHA256, ChaCha20-Poly1305).
///
/// It stands apart from the content that it opens, so that it can be sealed anew to a later epoch without touching the
/// content, and so that overwriting these 93 bytes is enough to destroy the content.
///
/// | bytes | what |
/// |---|---|
/// | 0 | version, 1 |
/// | 1..<5 | epoch, big-endian |
/// | 5..<13 | ``PublicKey/identifier`` of the recipient key |
/// | 13..<45 | HPKE's encapsulated key |
/// | 45..<93 | wrapped data key and its tag |
///
/// `info` is `inward data key 1`; the associated data are bytes 0..<13 and ``SealBinding/bytes(version:)``.
public struct SealedKey: Sendable, Equatable {
    static let version: UInt8 = 1
    static let length = 93
    /// Its bytes.
    package static let size = length
    private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
    private static let info = Data("inward data key 1".utf8)

    /// The 93 bytes.
    public let bytes: [UInt8]

    /// Takes stored bytes.
    ///
    /// - Throws: ``VaultError/unknownVersion(_:)``, or ``VaultError/notAuthentic`` for a wrong length.
    public init(bytes: [UInt8]) throws(VaultError) {
        guard bytes.count == Self.length else { throw .notAuthentic }
        guard bytes[0] == Self.version else { throw .unknownVersion(bytes[0]) }
        self.bytes = bytes
    }

    /// The epoch whose private key opens it.
    public var epoch: UInt32 { BigEndian.number(bytes[1..<5]) }

    /// Wraps a data key.
    init(_ dataKey: SymmetricKey, to recipient: PublicKey, binding: SealBinding) throws(VaultError) {
        let head = [Self.version] + BigEndian.bytes(recipient.epoch) + recipient.identifier
        do {
            var sender = try HPKE.Sender(recipientKey: recipient.key, ciphersuite: Self.suite, info: Self.info)
            let wrapped = try sender.seal(dataKey.bytes, authenticating: head + binding.bytes(version: Self.version))
            bytes = head + Array(sender.encapsulatedKey) + Array(wrapped)
        } catch {
            throw .notAuthentic
        }
    }

    /// The same data key wrapped for a later epoch; the content it opens is not touched.
    public func resealed(
        from key: PrivateKey, to recipient: PublicKey, binding: SealBinding
    ) throws(VaultError) -> SealedKey {
        try SealedKey(try open(with: key, binding: binding), to: recipient, binding: binding)
    }

    /// Unwraps the data key.
    func open(with key: PrivateKey, binding: SealBinding) throws(VaultError) -> SymmetricKey {
        do {
            var recipient = try HPKE.Recipient(
                privateKey: key.key, ciphersuite: Self.suite, info: Self.info, encapsulatedKey: Data(bytes[13..<45]))
            let dataKey = try recipient.open(
                bytes[45...], authenticating: bytes[..<13] + binding.bytes(version: Self.version))
            return SymmetricKey(data: dataKey)
        } catch {
            throw .notAuthentic
        }
    }
}
