import Crypto
import Foundation

/// The chunk cipher under a data key: ChaCha20-Poly1305 (RFC 8439) after the STREAM construction of Hoang,
/// Reyhanitabar, Rogaway and Vizár (2015).
///
/// The content starts with `INWC` and the version. Then come chunks of 65,536 bytes of text, each followed by its tag of
/// 16 bytes; the last chunk is shorter or full, and empty only where the whole text is empty. The nonce is three zero bytes, the
/// chunk's number from 0 in eight bytes big-endian, and 1 for the last chunk, 0 for the others. The associated data are
/// ``SealBinding/bytes(version:)``. A data key is used for one content only, so no nonce comes twice.
struct ContentCipher {
    static let version: UInt8 = 1
    static let chunk = 65536
    static let tag = 16
    static let head = Array("INWC".utf8) + [version]

    let key: SymmetricKey
    private let associated: [UInt8]
    private var number: UInt64 = 0

    init(key: SymmetricKey, binding: SealBinding) {
        self.key = key
        associated = binding.bytes(version: Self.version)
    }

    private mutating func nonce(isLast: Bool) throws -> ChaChaPoly.Nonce {
        defer { number += 1 }
        return try ChaChaPoly.Nonce(data: [0, 0, 0] + BigEndian.bytes(number) + [isLast ? 1 : 0])
    }

    /// The next chunk sealed.
    mutating func seal(_ chunk: some DataProtocol, isLast: Bool) throws(VaultError) -> [UInt8] {
        do {
            let box = try ChaChaPoly.seal(chunk, using: key, nonce: nonce(isLast: isLast), authenticating: associated)
            return Array(box.ciphertext) + Array(box.tag)
        } catch {
            throw .notAuthentic
        }
    }

    /// The next chunk opened.
    mutating func open(_ sealed: ArraySlice<UInt8>, isLast: Bool) throws(VaultError) -> [UInt8] {
        guard sealed.count > Self.tag || (sealed.count == Self.tag && isLast && number == 0) else {
            throw .notAuthentic
        }
        do {
            let box = try ChaChaPoly.SealedBox(
                nonce: nonce(isLast: isLast), ciphertext: sealed.dropLast(Self.tag), tag: sealed.suffix(Self.tag))
            return Array(try ChaChaPoly.open(box, using: key, authenticating: associated))
        } catch {
            throw .notAuthentic
        }
    }
}
