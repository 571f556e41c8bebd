import Foundation
import Vault

/// A signed statement: the audit trail reached this record at this time. Kept outside the store, it finds a cut-off tail
/// and a chain made anew.
public struct Checkpoint: Sendable, Equatable, Codable {
    /// The format's version, 1.
    public var version: Int
    /// The last record.
    public var number: Int
    /// Its hash, in hexadecimal.
    public var hash: String
    /// RFC 3339.
    public var time: String
    /// ``VerifyingKey/identifier`` in hexadecimal.
    public var key: String
    /// Ed25519 over ``signedText``, in hexadecimal.
    public var signature: String

    /// What is signed: the fields before the signature, a line each.
    var signedText: [UInt8] {
        Array("inward-checkpoint-\(version)\n\(number)\n\(hash)\n\(time)\n\(key)\n".utf8)
    }

    init(of record: AuditRecord, at time: Date, signedBy key: SigningKey) throws {
        version = 1
        number = record.number
        hash = Hex.text(record.hash)
        self.time = Moment.text(time)
        self.key = Hex.text(key.verifying.identifier)
        signature = ""
        signature = Hex.text(try key.sign(signedText))
    }

    /// Whether it was signed with the private half of `key` and says what it said then.
    public func isSigned(by key: VerifyingKey) -> Bool {
        guard version == 1, let signature = Hex.bytes(signature) else { return false }
        return key.verify(signature, of: signedText)
    }

    /// The file's text: one JSON object.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    /// Reads a checkpoint file; whether it is signed is for ``isSigned(by:)`` to say.
    public init(json: [UInt8]) throws(CaseworkError) {
        guard let checkpoint = try? JSONDecoder().decode(Checkpoint.self, from: Data(json)) else {
            throw .damaged(what: "the checkpoint is not a checkpoint file")
        }
        self = checkpoint
    }
}
