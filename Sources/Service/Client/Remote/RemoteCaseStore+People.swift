import Casework
import Foundation

/// Accounts and credentials.
extension RemoteCaseStore {
    private static func path(_ id: ActorID, _ word: String) -> String { "/v1/accounts/\(id)/\(word)" }

    private static func body(_ settings: AccountSettings) -> AccountBody {
        AccountBody(
            roles: settings.roles, level: settings.level, queues: settings.queues?.sorted(), unit: settings.unit,
            region: settings.region, addresses: settings.addresses)
    }

    /// Makes an account.
    public func addAccount(
        _ id: ActorID, _ settings: AccountSettings, by actor: ActorID, at time: Date
    ) async throws -> Bool {
        let answer = try await bytes("PUT", "/v1/accounts/\(id)", Wire.encode(Self.body(settings)))
        return try Wire.decode(AccountChanged.self, answer).holds
    }

    /// Changes an account.
    public func changeAccount(
        _ id: ActorID, _ settings: AccountSettings, by actor: ActorID, at time: Date
    ) async throws -> Bool {
        try await post(Self.path(id, "settings"), Self.body(settings), AccountChanged.self).holds
    }

    /// Confirms what an administrator has proposed.
    public func confirmAccount(_ id: ActorID, by actor: ActorID, at time: Date) async throws {
        try await done("POST", Self.path(id, "confirm"))
    }

    /// Stops an account.
    public func stopAccount(_ id: ActorID, by actor: ActorID, at time: Date) async throws {
        try await done("POST", Self.path(id, "stop"))
    }

    /// All accounts, by name.
    public func accounts(by actor: ActorID, at time: Date) async throws -> [Account] {
        try await get("/v1/accounts", AccountsAnswer.self).accounts
    }

    /// A new token for an account.
    public func issueToken(
        for id: ActorID, label: String, expires: Date?, by actor: ActorID, at time: Date
    ) async throws -> Token {
        let body = TokenBody(label: label, expires: expires)
        return Token(text: try await post(Self.path(id, "tokens"), body, TokenAnswer.self).token)
    }

    /// The tokens of an account.
    public func tokens(of id: ActorID, by actor: ActorID, at time: Date) async throws -> [TokenEntry] {
        try await get(Self.path(id, "tokens"), TokensAnswer.self).tokens
    }

    /// Revokes a token by its id.
    public func revokeToken(_ id: String, of account: ActorID, by actor: ActorID, at time: Date) async throws {
        try await done("DELETE", Self.path(account, "tokens/\(Self.escaped(id))"))
    }

    /// Sets a password, or takes it away.
    public func setPassword(_ password: String?, of id: ActorID, by actor: ActorID, at time: Date) async throws {
        guard let password else { return try await done("DELETE", Self.path(id, "password")) }
        try await done("PUT", Self.path(id, "password"), PasswordBody(password: password))
    }

    /// Asks for one-time codes beside the password.
    public func startOneTimeCodes(of id: ActorID, by actor: ActorID, at time: Date) async throws -> String {
        try Wire.decode(OneTimeCodesAnswer.self, try await bytes("POST", Self.path(id, "one-time-codes"))).link
    }

    /// Stops asking for them.
    public func stopOneTimeCodes(of id: ActorID, by actor: ActorID, at time: Date) async throws {
        try await done("DELETE", Self.path(id, "one-time-codes"))
    }

    /// Has somebody stand in for another.
    public func setStandIn(
        _ deputy: ActorID, for absent: ActorID, from starts: Date, until ends: Date, by actor: ActorID, at time: Date
    ) async throws -> StandIn {
        let body = StandInBody(deputy: deputy, absent: absent, starts: starts, ends: ends)
        return try await post("/v1/stand-ins", body, StandIn.self)
    }

    /// Ends a stand-in now.
    public func endStandIn(_ id: String, by actor: ActorID, at time: Date) async throws {
        try await done("DELETE", "/v1/stand-ins/\(Self.escaped(id))")
    }

    /// Stand-ins that are not over.
    public func standIns(by actor: ActorID, at time: Date) async throws -> [StandIn] {
        try await get("/v1/stand-ins", StandInsAnswer.self).standIns
    }
}
