import Foundation

/// What an account is made with, or changed to.
public struct AccountSettings: Codable, Sendable, Equatable {
    /// At least one; see ``Role/conflict(in:)``.
    public var roles: Set<Role>
    /// The level that they hold as reviewer or approver; 0 for the others.
    public var level: Int
    /// The queues they work in; nil: all.
    public var queues: Set<String>?
    /// Their unit's name.
    public var unit: String?
    /// Where they are when they look.
    public var region: String?
    /// Their own addresses: cases that name one are kept from them. Stored as keyed digests.
    public var addresses: [String]

    /// Settings of an account.
    public init(
        roles: Set<Role>, level: Int = 1, queues: Set<String>? = nil, unit: String? = nil, region: String? = nil,
        addresses: [String] = []
    ) {
        self.roles = roles
        self.level = level
        self.queues = queues
        self.unit = unit
        self.region = region
        self.addresses = addresses
    }

    /// Throws what is wrong: the names stand in the clear, so they are codes.
    func check() throws(CaseworkError) {
        if let conflict = Role.conflict(in: roles) { throw .badAccount(reason: conflict) }
        guard (0...99).contains(level) else { throw .badAccount(reason: "a level is a number from 0 to 99") }
        let acts = !roles.isDisjoint(with: [.reviewer, .approver])
        guard acts || level == 0 else {
            throw .badAccount(reason: "a level is held by reviewers and approvers; leave it at 0 for other roles")
        }
        for name in [unit, region].compactMap({ $0 }) where !Code.isValid(name) {
            throw .badCode(what: "a unit or region")
        }
    }
}

/// An account, as lists show it.
public struct Account: Codable, Sendable, Equatable {
    /// Its name.
    public var id: ActorID
    /// Its settings; of ``AccountSettings/addresses`` nothing is shown.
    public var settings: AccountSettings
    /// How many addresses it has.
    public var addressCount: Int
    /// Whether it may act.
    public var isActive: Bool
    /// Whether a change of it waits to be confirmed.
    public var waits: Bool
    /// Whether it has a password.
    public var hasPassword: Bool
    /// Whether it asks for a one-time code too.
    public var hasOneTimeCodes: Bool
    /// How many of its tokens are valid.
    public var tokenCount: Int
}

/// Somebody who acts for another for a time, in their own name.
public struct StandIn: Codable, Sendable, Equatable {
    /// Its id.
    public var id: String
    /// Who is away.
    public var absent: ActorID
    /// Who stands in.
    public var deputy: ActorID
    /// From when.
    public var starts: Date
    /// Until when.
    public var ends: Date
}
