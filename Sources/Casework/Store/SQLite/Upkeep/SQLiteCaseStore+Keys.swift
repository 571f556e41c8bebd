import Foundation
import GRDB
import Vault

/// Keys by epoch.
extension SQLiteCaseStore {
    /// The epochs of the keys.
    public func epochs(by actor: ActorID, at time: Date) throws -> [EpochEntry] {
        try acting(.readKeys, by: actor, at: time) { database, person in
            try allow(.readKeys, person, holds: [], in: "-")
            return try epochs(database)
        }
    }

    func epochs(_ database: Database) throws -> [EpochEntry] {
        let ring = keys
        return try ring.known.map { known in
            let row = try database.row(
                "SELECT started, destroyed FROM epochs WHERE epoch = ?", [Int(known.epoch)])
            let cases = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM cases WHERE epoch = ?", arguments: [Int(known.epoch)])
            return EpochEntry(
                epoch: Int(known.epoch), identifier: Hex.text(known.identifier),
                started: try row?.optionalInteger("started").map(Moment.date),
                destroyed: try row?.optionalInteger("destroyed").map(Moment.date),
                isHere: ring.epochs.contains(known.epoch), cases: cases ?? 0)
        }
    }

    /// Makes a new epoch, seals what is wanted anew and destroys the old private keys.
    public func rotateKeys(olderThan age: Duration, by actor: ActorID, at time: Date) throws -> Int? {
        let isDue = try acting(.changeKeys, by: actor, at: time) { database, person in
            if actor != .machine { try allow(.changeKeys, person, holds: [], in: "-") }
            let newest = try epochs(database).last
            let started = newest?.started.map(Moment.seconds) ?? 0
            return Moment.seconds(time) - started >= Int(age.components.seconds)
        }
        guard isDue else { return nil }
        guard keys.canOpen else { throw VaultError.noPrivateKey(epoch: try keys.sealing().epoch) }
        let next = try keys.addingEpoch()
        ring.withLock { $0 = next }
        return try finishRotation(by: actor, at: time)
    }

    /// From the newest epoch on: what is sealed to older ones is sealed anew, then their private keys are destroyed. Can be
    /// cut off and taken up again at any point.
    func finishRotation(by actor: ActorID, at time: Date) throws -> Int {
        let newest = try keys.sealing()
        for piece in SealedColumn.all {
            while try write({ try reseal(piece, to: newest, $0) }) == SealedColumn.batch {}
        }
        try write { database in
            try database.run("UPDATE cases SET epoch = ? WHERE epoch < ?", [Int(newest.epoch), Int(newest.epoch)])
            try database.run(
                "INSERT OR IGNORE INTO epochs VALUES (?, ?, NULL)", [Int(newest.epoch), Moment.seconds(time)])
        }
        // The write-ahead log still has the old wrapped keys.
        try writeOutside { _ = try $0.checkpoint(.truncate) }
        for epoch in keys.epochs where epoch < newest.epoch {
            let less = try keys.destroying(epoch: epoch)
            ring.withLock { $0 = less }
            try write { try record(destroyed: epoch, by: actor, at: time, $0) }
        }
        return Int(newest.epoch)
    }

    private func record(destroyed epoch: UInt32, by actor: ActorID, at time: Date, _ database: Database) throws {
        let now = Moment.seconds(time)
        try database.run("INSERT OR IGNORE INTO epochs VALUES (?, 0, NULL)", [Int(epoch)])
        try database.run("UPDATE epochs SET destroyed = ? WHERE epoch = ?", [now, Int(epoch)])
        try database.run(
            "UPDATE erased_cases SET done_in_backups = ? WHERE epoch <= ? AND done_in_backups IS NULL AND done_here NOT NULL",
            [CaseDay(time).number, Int(epoch)])
        try append(
            AuditRecord(.keyDestroyed, of: nil, by: actor, time: now, codes: ["epoch:\(epoch)"]), database)
    }

    private func reseal(_ column: SealedColumn, to newest: PublicKey, _ database: Database) throws -> Int {
        // The epoch stands in bytes 1 to 4 of a wrapped key, so that they sort by it.
        let bound = [UInt8(1)] + BigEndian.bytes(newest.epoch)
        let rows = try database.rows(
            """
            SELECT \(column.identity) AS id, \(column.owner) AS owner, \(column.purpose) AS purpose, \(column.key) AS key
                FROM \(column.table) WHERE \(column.key) NOT NULL AND substr(\(column.key), 1, 5) < ? LIMIT ?
            """, [bound.data, SealedColumn.batch])
        for row in rows {
            let old = try SealedKey(bytes: row.bytes("key"))
            guard let purpose = SealBinding.Purpose(rawValue: UInt8(clamping: try row.integer("purpose"))) else {
                throw CaseworkError.damaged(what: "a purpose")
            }
            let new = try old.resealed(
                from: try keys.opening(epoch: old.epoch), to: newest,
                binding: SealBinding(purpose, of: try row.text("owner")))
            try database.run(
                "UPDATE \(column.table) SET \(column.key) = ? WHERE \(column.identity) = ?",
                [new.bytes.data, row["id"] as DatabaseValue])
        }
        return rows.count
    }

    /// Locks the private keys by a passphrase; nil: by none.
    public func lockKeys(by passphrase: String?, by actor: ActorID, at time: Date) throws {
        if let passphrase, passphrase.unicodeScalars.count < PasswordHash.shortest {
            throw CaseworkError.badAccount(reason: "a passphrase has at least \(PasswordHash.shortest) characters")
        }
        try authorize(.changeKeys, by: actor, at: time)
        let locked = try keys.locked(by: passphrase)
        ring.withLock { $0 = locked }
        try write { database in
            try append(
                AuditRecord(
                    .keysLocked, of: nil, by: actor, time: Moment.seconds(time),
                    codes: [passphrase == nil ? "open" : "passphrase"]), database)
        }
    }

    /// Says that the key of an epoch is lost for good.
    public func declareKeyLost(_ epoch: Int, by actor: ActorID, at time: Date) throws -> IncidentNote {
        try acting(.changeKeys, by: actor, at: time) { database, person in
            try allow(.changeKeys, person, holds: [], in: "-")
            guard let entry = try epochs(database).first(where: { $0.epoch == epoch }), !entry.isHere else {
                throw CaseworkError.badVersion(reason: "epoch \(epoch) is not known, or its key is here")
            }
            return try openIncident(
                "key-lost", codes: ["epoch:\(epoch)", "cases:\(entry.cases)"], by: actor, at: time, database)
        }
    }

    func openIncident(
        _ kind: String, codes: [String], by actor: ActorID, at time: Date, _ database: Database
    ) throws -> IncidentNote {
        let note = IncidentNote(
            kind: kind, codes: codes.joined(separator: " "), opened: Moment.date(Moment.seconds(time)))
        try database.run(
            "INSERT INTO incidents (kind, codes, opened) VALUES (?, ?, ?)", [kind, note.codes, Moment.seconds(time)])
        try append(
            AuditRecord(.incident, of: nil, by: actor, time: Moment.seconds(time), codes: [kind] + codes), database)
        return note
    }

    /// Incident notes, oldest first.
    public func incidents(by actor: ActorID, at time: Date) throws -> [IncidentNote] {
        try acting(.readKeys, by: actor, at: time) { database, person in
            try allow(.readKeys, person, holds: [], in: "-")
            return try database.rows("SELECT * FROM incidents ORDER BY id").map {
                IncidentNote(
                    kind: try $0.text("kind"), codes: try $0.text("codes"),
                    opened: Moment.date(try $0.integer("opened")))
            }
        }
    }
}

/// Where wrapped keys stand, and what they are bound to.
struct SealedColumn {
    static let batch = 500

    var table: String
    var key = "key"
    /// What names a row in an UPDATE: one expression.
    var identity: String
    var owner: String
    var purpose = "4"

    static let all = [
        SealedColumn(
            table: "pieces", identity: "rowid", owner: "case_number",
            purpose: "purpose"),
        SealedColumn(table: "audit_texts", identity: "number", owner: "case_number"),
        SealedColumn(table: "effects", identity: "id", owner: "id"),
        SealedColumn(table: "accounts", key: "code_key", identity: "id", owner: "'account:' || id"),
        SealedColumn(
            table: "request_texts", identity: "rowid", owner: "'request:' || request"),
    ]
}
