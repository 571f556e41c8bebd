import Foundation
import GRDB
import Vault

/// Accounts: made and changed by an administrator, and, where the account can come to see messages, confirmed by an
/// approver: an administrator cannot make themselves a reviewer.
extension SQLiteCaseStore {
    /// Makes an account, or proposes one where somebody has to confirm it.
    ///
    /// - Returns: whether it can act at once.
    @discardableResult public func addAccount(
        _ id: ActorID, _ settings: AccountSettings, by actor: ActorID, at time: Date
    ) throws -> Bool {
        try settings.check()
        guard id != .machine, id != .owner else { throw CaseworkError.accountExists(id.description) }
        return try acting(.changeAccounts, by: actor, at: time) { database, person in
            try allow(.changeAccounts, person, holds: [], in: "-")
            if try database.has("SELECT 1 FROM accounts WHERE id = ?", [id.description]) {
                throw CaseworkError.accountExists(id.description)
            }
            let empty = StoredSettings(AccountSettings(roles: [], level: 0, queues: []), digests: nil)
            // Asked before the first account stands: until then its maker is alone.
            let waits = try needsConfirmation([], settings.roles, database)
            try database.run(
                "INSERT INTO accounts (id, settings, active) VALUES (?, ?, 0)", [id.description, try Self.json(empty)])
            return try put(settings, of: id, waits: waits, by: actor, at: time, database)
        }
    }

    /// Changes an account, or proposes the change where somebody has to confirm it.
    ///
    /// - Returns: whether it holds at once.
    @discardableResult public func changeAccount(
        _ id: ActorID, _ settings: AccountSettings, by actor: ActorID, at time: Date
    ) throws -> Bool {
        try settings.check()
        return try acting(.changeAccounts, by: actor, at: time) { database, person in
            try allow(.changeAccounts, person, holds: [], in: "-")
            let now = try account(id, database)
            let waits = try needsConfirmation(now.settings.roles, settings.roles, database)
            return try put(settings, of: id, waits: waits, by: actor, at: time, database)
        }
    }

    private func needsConfirmation(_ old: Set<Role>, _ new: Set<Role>, _ database: Database) throws -> Bool {
        try !old.union(new).isDisjoint(with: Self.seeing) && approverSignsIn(database)
    }

    private func put(
        _ settings: AccountSettings, of id: ActorID, waits: Bool, by actor: ActorID, at time: Date, _ database: Database
    ) throws -> Bool {
        let key = try keys.digest()
        let digests = Set(settings.addresses.map(IntakeDigests.normal)).sorted()
            .map { key.digest("address", Array($0.utf8)) }
        let stored = StoredSettings(settings, digests: digests)
        try database.run("UPDATE accounts SET pending = ? WHERE id = ?", [try Self.json(stored), id.description])
        try append(
            AuditRecord(
                waits ? .accountProposed : .accountChanged, of: nil, by: actor, time: Moment.seconds(time),
                codes: [id.description] + stored.roles + ["level:\(stored.level)"]), database)
        if !waits { try applyPending(of: id, database) }
        return !waits
    }

    private func applyPending(of id: ActorID, _ database: Database) throws {
        let row = try database.row("SELECT pending FROM accounts WHERE id = ?", [id.description])
        guard let text = try row?.optionalText("pending") else {
            throw CaseworkError.badAccount(reason: "\(id): nothing waits to be confirmed")
        }
        var stored: StoredSettings = try Self.decode(Array(text.utf8))
        let digests = stored.addresses?.compactMap(Hex.bytes) ?? []
        stored.addresses = nil
        try database.run(
            "UPDATE accounts SET settings = ?, unit = ?, pending = NULL, active = 1 WHERE id = ?",
            [try Self.json(stored), stored.unit, id.description])
        try database.run("DELETE FROM account_addresses WHERE account = ?", [id.description])
        for digest in digests {
            try database.run("INSERT OR IGNORE INTO account_addresses VALUES (?, ?)", [id.description, digest.data])
        }
    }

    /// Confirms what an administrator has proposed.
    public func confirmAccount(_ id: ActorID, by actor: ActorID, at time: Date) throws {
        try acting(.confirmAccounts, by: actor, at: time) { database, person in
            _ = try account(id, database)
            try allow(.confirmAccounts, person, holds: id == actor ? [] : [.notOwn], in: "-")
            try applyPending(of: id, database)
            try append(
                AuditRecord(
                    .accountConfirmed, of: nil, by: actor, time: Moment.seconds(time), codes: [id.description]),
                database)
        }
    }

    /// Stops an account: its tokens and its password open nothing from now on. A change brings it back.
    public func stopAccount(_ id: ActorID, by actor: ActorID, at time: Date) throws {
        try acting(.changeAccounts, by: actor, at: time) { database, person in
            try allow(.changeAccounts, person, holds: [], in: "-")
            _ = try account(id, database)
            try database.run("UPDATE accounts SET active = 0, pending = NULL WHERE id = ?", [id.description])
            try append(
                AuditRecord(.accountStopped, of: nil, by: actor, time: Moment.seconds(time), codes: [id.description]),
                database)
        }
    }

    /// All accounts, by name.
    public func accounts(by actor: ActorID, at time: Date) throws -> [Account] {
        try acting(.readAccounts, by: actor, at: time) { database, person in
            try allow(.readAccounts, person, holds: [], in: "-")
            return try accounts(at: time, database)
        }
    }

    func accounts(at time: Date, _ database: Database) throws -> [Account] {
        try database.rows("SELECT id FROM accounts ORDER BY id").map {
            try account(ActorID(try $0.text("id")), at: time, database)
        }
    }

    func account(_ id: ActorID, at time: Date = .distantPast, _ database: Database) throws -> Account {
        let row = try database.row(
            """
            SELECT *, (SELECT count(*) FROM account_addresses WHERE account = id) AS addresses,
                (SELECT count(*) FROM tokens WHERE account = id AND revoked IS NULL
                    AND (expires IS NULL OR expires > ?)) AS valid
                FROM accounts WHERE id = ?
            """, [Moment.seconds(max(time, Moment.date(0))), id.description])
        guard let row else { throw CaseworkError.noAccount(id.description) }
        let stored: StoredSettings = try Self.decode(Array(try row.text("settings").utf8))
        return Account(
            id: id, settings: stored.settings, addressCount: try row.integer("addresses"),
            isActive: try row.integer("active") == 1, waits: try row.optionalText("pending") != nil,
            hasPassword: try row.optionalText("password") != nil,
            hasOneTimeCodes: try row.optionalBytes("code_key") != nil, tokenCount: try row.integer("valid"))
    }

    /// Whether some approver has a way to sign in: from then on approvers confirm who may see messages.
    func approverSignsIn(_ database: Database) throws -> Bool {
        try database.has(
            """
            SELECT 1 FROM accounts WHERE active = 1
                AND EXISTS (SELECT 1 FROM json_each(settings, '$.roles') WHERE value = 'approver')
                AND (password NOT NULL OR EXISTS (SELECT 1 FROM tokens WHERE account = id AND revoked IS NULL))
            """)
    }

    static func json(_ value: some Encodable) throws -> String { String(decoding: try encode(value), as: UTF8.self) }
}
