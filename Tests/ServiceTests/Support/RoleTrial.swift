import Foundation
import Vault

@testable import Casework
@testable import Service

/// One way to make a call with the token of a role: what it does to what, which conditions hold then, and what has to be there.
struct RoleTrial {
    /// What the call finds, made for it alone.
    struct Place {
        var path: [String: String] = [:]
        var body: String?
    }

    /// Conditions that hold for a role, by their words in `Permissions.csv`.
    struct Conditions: ExpressibleByArrayLiteral, Sendable {
        let of: @Sendable (Role) -> Set<String>
        init(_ of: @escaping @Sendable (Role) -> Set<String>) { self.of = of }
        init(arrayLiteral words: String...) { of = { _ in Set(words) } }
    }

    typealias Prepare = @Sendable (RoleWorld, Role) async throws -> Place

    var action: Action
    var state = "-"
    var holds: Conditions = []
    /// The status that says that it was allowed; the operation's own where nil.
    var status: Int?
    /// Only these try it; a trial of somebody's own account would be another's for others.
    var roles = Role.allCases
    var prepare: Prepare

    init(
        _ action: Action, _ state: String = "-", holds: Conditions = [],
        status: Int? = nil, roles: [Role] = Role.allCases, _ prepare: @escaping Prepare = { _, _ in Place() }
    ) {
        self.action = action
        self.state = state
        self.holds = holds
        self.status = status
        self.roles = roles
        self.prepare = prepare
    }
}

/// What trials are made in: an office with a case, a request, an account for each.
struct RoleWorld {
    let service: RunningService
    let office: ServiceOffice
    var store: SQLiteCaseStore { service.store }
    static let (reviewer, approver, administrator) = (
        ActorID(known: "reviewer"), ActorID(known: "approver"), ActorID(known: "administrator")
    )

    private func text() -> String { "Epilepsy, \(UUID().uuidString)." }

    func queued() throws -> CaseNumber { try store.opened(text()) }

    /// Claimed by the reviewer.
    func claimed() throws -> CaseNumber {
        let number = try queued()
        _ = try store.claim(number, by: Self.reviewer, lease: .seconds(3600), at: Date())
        return number
    }

    func erased() throws -> CaseNumber {
        let number = try claimed()
        _ = try store.decide(number, Decision(.erase, why: "not-needed"), by: Self.reviewer, at: Date())
        return number
    }

    /// Decided by the reviewer, for a place that cannot be written.
    func decided() throws -> CaseNumber {
        let number = try claimed()
        _ = try store.decide(
            number, Decision(.release, why: "not-needed", destination: "/nonexistent/x.eml"), by: Self.reviewer,
            at: Date())
        return number
    }

    /// The reviewer's, about a case they claimed.
    func asked() throws -> RequestID {
        try store.ask(
            RequestIntake(
                scope: RequestScope(cases: [try claimed()]), depth: .message, purpose: .misdirected,
                ground: Ground(
                    basis: "legitimate-interests", conditions: ["legal-claims"], whyNotLess: "it does not say who",
                    matter: "M-1", balancing: "the sender wrote to us"),
                expires: Date().addingTimeInterval(86_400)), by: Self.reviewer, at: Date())
    }

    /// An account of a reviewer, or of an auditor, that nobody has used yet.
    func account(_ role: Role = .reviewer) throws -> ActorID {
        let id = try ActorID("p-" + UUID().uuidString.prefix(8).lowercased())
        let settings = AccountSettings(roles: [role], level: role == .reviewer ? 1 : role == .approver ? 3 : 0)
        if try !store.addAccount(id, settings, by: Self.administrator, at: Date()) {
            try store.confirmAccount(id, by: Self.approver, at: Date())
        }
        return id
    }

    /// An account that waits to be confirmed.
    func proposed() throws -> ActorID {
        let id = try account()
        _ = try store.changeAccount(
            id, AccountSettings(roles: [.reviewer], level: 2), by: Self.administrator, at: Date())
        return id
    }

    /// A token's id.
    func token(of id: ActorID) throws -> String {
        let token = try store.issueToken(for: id, label: "spare", expires: nil, by: Self.approver, at: Date())
        return Hex.text(Token.digest(token.text).prefix(4))
    }

    func standIn() throws -> String {
        try store.setStandIn(
            account(), for: account(), from: Date(), until: Date().addingTimeInterval(3600), by: Self.approver,
            at: Date()
        ).id
    }

    func proposedPolicy() throws -> Int {
        try store.proposeVersion(
            .policy, Array((ServiceOffice.policy + "# \(UUID().uuidString)\n").utf8), by: Self.administrator, at: Date()
        )
    }
}

extension ActorID {
    /// A name that is known to be one.
    init(known name: String) {
        do { self = try ActorID(name) } catch { preconditionFailure("\(error)") }
    }
}
