import Foundation
import GRDB
import Vault

/// Tokens, passwords and one-time codes. Of an account that can see messages they are given out by an approver, never by
/// the administrator.
extension SQLiteCaseStore {
    /// A new token for an account, to be shown once.
    public func issueToken(
        for id: ActorID, label: String, expires: Date?, by actor: ActorID, at time: Date
    ) throws -> Token {
        guard Code.isValid(label) else { throw CaseworkError.badCode(what: "the label of a token") }
        return try settingCredential(of: id, code: "token", by: actor, at: time) { database in
            let token = Token()
            try database.run(
                "INSERT INTO tokens VALUES (?, ?, ?, ?, NULL)",
                [Token.digest(token.text).data, id.description, label, expires.map(Moment.seconds)])
            return token
        }
    }

    /// The tokens of an account, for itself, or for those who may read accounts.
    public func tokens(of id: ActorID, by actor: ActorID, at time: Date) throws -> [TokenEntry] {
        try acting(.readCredentials, by: actor, at: time) { database, person in
            try allow(.readCredentials, person, holds: id == actor ? [.own] : [], in: "-")
            return try database.rows("SELECT * FROM tokens WHERE account = ? ORDER BY digest", [id.description]).map {
                TokenEntry(
                    id: Hex.text(try $0.bytes("digest").prefix(4)), account: id, label: try $0.text("label"),
                    expires: try $0.optionalInteger("expires").map(Moment.date),
                    isRevoked: try $0.optionalInteger("revoked") != nil)
            }
        }
    }

    /// Revokes a token by its id: one's own, or any by who may change accounts.
    public func revokeToken(_ id: String, of account: ActorID, by actor: ActorID, at time: Date) throws {
        try acting(.revokeCredentials, by: actor, at: time) { database, person in
            try allow(.revokeCredentials, person, holds: account == actor ? [.own] : [], in: "-")
            try database.run(
                """
                UPDATE tokens SET revoked = ? WHERE account = ? AND lower(hex(substr(digest, 1, 4))) = ?
                    AND revoked IS NULL
                """, [Moment.seconds(time), account.description, id.lowercased()])
            guard database.changesCount > 0 else {
                throw CaseworkError.badAccount(reason: "\(account): has no valid token \(id)")
            }
            try append(
                AuditRecord(
                    .credentialRevoked, of: nil, by: actor, time: Moment.seconds(time),
                    codes: [account.description, "token"]), database)
        }
    }

    /// Sets a password; nil takes it away.
    public func setPassword(_ password: String?, of id: ActorID, by actor: ActorID, at time: Date) throws {
        let hash = try password.map { try PasswordHash($0).text }
        try settingCredential(of: id, code: "password", by: actor, at: time) { database in
            try database.run(
                "UPDATE accounts SET password = ?, failures = 0, locked_until = 0 WHERE id = ?",
                [hash, id.description])
        }
    }

    /// Has an account asked for one-time codes beside its password.
    ///
    /// - Returns: the link that an authenticator app reads, to be shown once.
    public func startOneTimeCodes(of id: ActorID, by actor: ActorID, at time: Date) throws -> String {
        let code = OneTimeCode(secret: Secret.random(20))
        return try settingCredential(of: id, code: "one-time-codes", by: actor, at: time) { database in
            let sealed = try Sealed(
                code.secret, to: try keys.sealing(), binding: SealBinding(.note, of: "account:\(id)"))
            try database.run(
                "UPDATE accounts SET code_key = ?, code_content = ?, code_step = 0 WHERE id = ?",
                [sealed.key.bytes.data, sealed.content.data, id.description])
            return code.link(for: id)
        }
    }

    /// Stops asking for them.
    public func stopOneTimeCodes(of id: ActorID, by actor: ActorID, at time: Date) throws {
        try settingCredential(of: id, code: "no-one-time-codes", by: actor, at: time) { database in
            try database.run(
                "UPDATE accounts SET code_key = NULL, code_content = NULL WHERE id = ?", [id.description])
        }
    }

    private func settingCredential<Result>(
        of id: ActorID, code: String, by actor: ActorID, at time: Date, _ body: (Database) throws -> Result
    ) throws -> Result {
        try acting(.issueCredentials, by: actor, at: time) { database, person in
            let account = try account(id, database)
            guard account.isActive else { throw CaseworkError.noAccount(id.description) }
            var holds: Set<Permissions.Condition> = id == actor ? [.own] : []
            let seesNothing = account.settings.roles.isDisjoint(with: Self.seeing)
            if try seesNothing || !approverSignsIn(database) { holds.insert(.plain) }
            try allow(.issueCredentials, person, holds: holds, in: "-")
            let result = try body(database)
            try append(
                AuditRecord(
                    .credentialSet, of: nil, by: actor, time: Moment.seconds(time), codes: [id.description, code]),
                database)
            return result
        }
    }

    /// Whose a token is. Throws ``CaseworkError/notAuthenticated``.
    public func actor(token: String, at time: Date) throws -> ActorID {
        try read { database in
            let row = try database.row(
                """
                SELECT account FROM tokens JOIN accounts ON id = account WHERE digest = ? AND revoked IS NULL
                    AND active = 1 AND (expires IS NULL OR expires > ?)
                """, [Token.digest(token).data, Moment.seconds(time)])
            guard let row else { throw CaseworkError.notAuthenticated }
            return try ActorID(try row.text("account"))
        }
    }

    /// Wrong passwords in a row after which an account rests.
    static let failuresAllowed = 5
    /// How long it rests.
    static let restMinutes = 15

    /// Whose name, password and (where the account has them) one-time code these are.
    ///
    /// - Throws: ``CaseworkError/notAuthenticated``, ``CaseworkError/locked(minutes:)``.
    public func actor(_ name: String, password: String, code: String?, at time: Date) throws -> ActorID {
        let now = Moment.seconds(time)
        let row = try read {
            try $0.row("SELECT * FROM accounts WHERE id = ? AND active = 1 AND password NOT NULL", [name])
        }
        guard let row, let id = try? ActorID(name), let stored = try row.optionalText("password") else {
            // As long as for an account that is there.
            _ = try PasswordHash(stored: Self.nobody).matches(password)
            throw CaseworkError.notAuthenticated
        }
        let until = try row.integer("locked_until")
        guard until <= now else { throw CaseworkError.locked(minutes: (until - now + 59) / 60) }
        let isRight = try PasswordHash(stored: stored).matches(password)
        let step = isRight ? try oneTimeStep(row, id, code, at: time) : nil
        return try write { database in
            guard isRight, let step else {
                try recordFailure(of: id, at: now, database)
                return nil as ActorID?
            }
            // A code is taken once, also of two who come at the same moment.
            try database.run(
                "UPDATE accounts SET failures = 0, code_step = ?1 WHERE id = ?2 AND (?1 = 0 OR code_step < ?1)",
                [step, id.description])
            return database.changesCount == 1 ? id : nil
        } ?? { throw CaseworkError.notAuthenticated }()
    }

    /// The step of the code; 0 where the account asks for none; nil where the code is wrong.
    private func oneTimeStep(_ row: Row, _ id: ActorID, _ code: String?, at time: Date) throws -> Int? {
        guard let key = try row.optionalBytes("code_key"), let content = try row.optionalBytes("code_content") else {
            return 0
        }
        guard let code else { return nil }
        let secret = try Sealed(key: SealedKey(bytes: key), content: content).open(
            with: keys, binding: SealBinding(.note, of: "account:\(id)"))
        return OneTimeCode(secret: secret).step(of: code, at: time, after: try row.integer("code_step"))
    }

    private func recordFailure(of id: ActorID, at now: Int, _ database: Database) throws {
        try database.run("UPDATE accounts SET failures = failures + 1 WHERE id = ?", [id.description])
        let failures = try database.row("SELECT failures FROM accounts WHERE id = ?", [id.description])
        guard try failures?.integer("failures") ?? 0 >= Self.failuresAllowed else { return }
        try database.run(
            "UPDATE accounts SET failures = 0, locked_until = ? WHERE id = ?",
            [now + Self.restMinutes * 60, id.description])
        try append(AuditRecord(.signInRefused, of: nil, by: .machine, time: now, codes: [id.description]), database)
    }

    private static let nobody =
        "scrypt$\(PasswordHash.rounds)$\(PasswordHash.blockSize)$\(PasswordHash.parallelism)$00$"
        + String(repeating: "0", count: 64)
}
