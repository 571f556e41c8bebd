import Foundation

/// Who may act in a store, and how they prove who they are.
///
/// A store without accounts has one user, who may do everything. From the first account on, whoever acts has to be one;
/// ``ActorID/owner`` is then an administrator.
public protocol AccountStore: Sendable {
    /// Makes an account; whether it can act at once, or waits for ``confirmAccount(_:by:at:)``.
    @discardableResult func addAccount(
        _ id: ActorID, _ settings: AccountSettings, by actor: ActorID, at time: Date
    ) async throws -> Bool
    /// Changes an account; whether it holds at once.
    @discardableResult func changeAccount(
        _ id: ActorID, _ settings: AccountSettings, by actor: ActorID, at time: Date
    ) async throws -> Bool
    /// Confirms what an administrator has proposed.
    func confirmAccount(_ id: ActorID, by actor: ActorID, at time: Date) async throws
    /// Stops an account.
    func stopAccount(_ id: ActorID, by actor: ActorID, at time: Date) async throws
    /// All accounts, by name.
    func accounts(by actor: ActorID, at time: Date) async throws -> [Account]
    /// A new token for an account, to be shown once.
    func issueToken(
        for id: ActorID, label: String, expires: Date?, by actor: ActorID, at time: Date
    ) async throws -> Token
    /// The tokens of an account.
    func tokens(of id: ActorID, by actor: ActorID, at time: Date) async throws -> [TokenEntry]
    /// Revokes a token by its id.
    func revokeToken(_ id: String, of account: ActorID, by actor: ActorID, at time: Date) async throws
    /// Sets a password; nil takes it away.
    func setPassword(_ password: String?, of id: ActorID, by actor: ActorID, at time: Date) async throws
    /// Asks for one-time codes beside the password; the link that an authenticator app reads.
    func startOneTimeCodes(of id: ActorID, by actor: ActorID, at time: Date) async throws -> String
    /// Stops asking for them.
    func stopOneTimeCodes(of id: ActorID, by actor: ActorID, at time: Date) async throws
    /// Whose a token is.
    func actor(token: String, at time: Date) async throws -> ActorID
    /// Whose name, password and one-time code these are.
    func actor(_ name: String, password: String, code: String?, at time: Date) async throws -> ActorID
    /// Who an id is at this moment, with the powers of those they stand in for.
    func person(_ actor: ActorID, at time: Date) async throws -> Person
    /// Throws unless they may do something that is done to no case and no request; a refusal is recorded.
    func authorize(_ action: Action, by actor: ActorID, at time: Date) async throws
    /// Records a call that was refused before it was known who made it; with `more` above 0, so many of that kind at once.
    func recordRefusal(_ reason: DoorRefusal, more: Int, at time: Date) async throws
    /// Has somebody stand in for another for a time.
    func setStandIn(
        _ deputy: ActorID, for absent: ActorID, from starts: Date, until ends: Date, by actor: ActorID, at time: Date
    ) async throws -> StandIn
    /// Ends a stand-in now.
    func endStandIn(_ id: String, by actor: ActorID, at time: Date) async throws
    /// Stand-ins that are not over.
    func standIns(by actor: ActorID, at time: Date) async throws -> [StandIn]
}
