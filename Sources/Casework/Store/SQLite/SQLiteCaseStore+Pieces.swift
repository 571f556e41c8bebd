import Foundation
import GRDB
import Vault

/// Sealed pieces: small ones in the database, large ones in files that are on disk before the commit.
extension SQLiteCaseStore {
    /// Contents longer than this are files.
    static let largestInDatabase = 65536

    func insertPiece(
        _ bytes: [UInt8], _ purpose: SealBinding.Purpose, ordinal: Int = 0, of number: CaseNumber, _ database: Database
    ) throws -> Sealed {
        let sealed = try Sealed(
            bytes, to: try keys.sealing(), binding: SealBinding(purpose, of: number.description))
        var blob: String?
        if bytes.count > Self.largestInDatabase {
            let name = Hex.text(Secret.random(16))
            try SealedFile.write(sealed.content, to: folder.blob(name))
            try FileSystem.sync(folder: folder.blobs)
            blob = name
        }
        try database.run(
            "INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?)",
            [
                number.description, Int(purpose.rawValue), ordinal, sealed.key.bytes.data,
                blob == nil ? sealed.content.data : nil, blob,
            ])
        return sealed
    }

    /// The opened pieces of a purpose, in order.
    func pieces(_ purpose: SealBinding.Purpose, of number: CaseNumber, _ database: Database) throws -> [[UInt8]] {
        let rows = try database.rows(
            "SELECT * FROM pieces WHERE case_number = ? AND purpose = ? ORDER BY ordinal",
            [number.description, Int(purpose.rawValue)])
        return try rows.map { row in
            var bytes: [UInt8] = []
            try open(row, purpose, of: number) { bytes += $0 }
            return bytes
        }
    }

    /// Opens one piece's row piece by piece.
    func open(
        _ row: Row, _ purpose: SealBinding.Purpose, of number: CaseNumber, sink: ([UInt8]) throws -> Void
    ) throws {
        let key = try SealedKey(bytes: try row.bytes("key"))
        let binding = SealBinding(purpose, of: number.description)
        if let blob = try row.optionalText("blob") {
            guard Hex.bytes(blob) != nil else { throw CaseworkError.damaged(what: "blob") }
            try SealedFile.open(folder.blob(blob), key: key, with: keys, binding: binding, sink: sink)
        } else {
            try sink(Sealed(key: key, content: try row.bytes("content")).open(with: keys, binding: binding))
        }
    }

    func envelope(of number: CaseNumber, _ database: Database) throws -> CaseEnvelope {
        let parts = try pieces(.envelope, of: number, database)
        guard let first = parts.first else { throw CaseworkError.erased(number) }
        var envelope: CaseEnvelope = try Self.decode(first)
        for part in parts.dropFirst() {
            let joined: [String] = try Self.decode(part)
            envelope.recipients += joined
        }
        return envelope
    }

    func findings(of number: CaseNumber, _ database: Database) throws -> KeptFindings {
        guard let bytes = try pieces(.findings, of: number, database).first else {
            throw CaseworkError.erased(number)
        }
        return try Self.decode(bytes)
    }

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Array(try encoder.encode(value))
    }

    static func decode<Value: Decodable>(_ bytes: [UInt8]) throws -> Value {
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(bytes)) else {
            throw CaseworkError.damaged(what: "a sealed piece")
        }
        return value
    }
}
