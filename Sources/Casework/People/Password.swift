import Crypto
import CryptoExtras
import Foundation
import Vault

/// A password as it is stored: scrypt (RFC 7914) with a salt of its own.
struct PasswordHash: Equatable {
    /// N = 2^15, r = 8, p = 1: 32 MiB and about 80 ms for each attempt.
    static let rounds = 1 << 15
    static let blockSize = 8
    static let parallelism = 1
    /// Shorter ones are refused (NIST SP 800-63B section 5.1.1.1 asks for eight and recommends more).
    static let shortest = 12

    /// `scrypt$N$r$p$SALT$HASH`, the last two in hexadecimal.
    let text: String

    init(stored text: String) { self.text = text }

    /// Throws ``CaseworkError/badAccount(reason:)`` for a password that is too short.
    init(_ password: String, salt: [UInt8] = Secret.random(16)) throws {
        guard password.unicodeScalars.count >= Self.shortest else {
            throw CaseworkError.badAccount(reason: "a password has at least \(Self.shortest) characters")
        }
        let hash = try Self.derive(password, salt, Self.rounds, Self.blockSize, Self.parallelism)
        text = [
            "scrypt", "\(Self.rounds)", "\(Self.blockSize)", "\(Self.parallelism)", Hex.text(salt), Hex.text(hash),
        ].joined(separator: "$")
    }

    /// Whether this is the password. Takes as long for a wrong one.
    func matches(_ password: String) throws -> Bool {
        let fields = text.split(separator: "$").map(String.init)
        guard fields.count == 6, fields[0] == "scrypt", let rounds = Int(fields[1]), let block = Int(fields[2]),
            let parallelism = Int(fields[3]), let salt = Hex.bytes(fields[4]), let hash = Hex.bytes(fields[5])
        else { throw CaseworkError.damaged(what: "a password") }
        return Equal.inConstantTime(try Self.derive(password, salt, rounds, block, parallelism), hash)
    }

    private static func derive(
        _ password: String, _ salt: [UInt8], _ rounds: Int, _ block: Int, _ parallelism: Int
    ) throws -> [UInt8] {
        // The same password may be typed in other compositions of the same letters (RFC 8265 section 4.2).
        let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
        return try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: rounds, blockSize: block, parallelism: parallelism
        ).bytes
    }
}

/// Comparison whose time says nothing of where two secrets differ.
enum Equal {
    static func inConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
