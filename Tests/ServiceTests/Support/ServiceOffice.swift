import Casework
import Foundation

@testable import Service

/// People in a service's store, each with a token.
struct ServiceOffice {
    let tokens: [Role: String]

    static let settings: [(Role, AccountSettings)] = [
        (.administrator, AccountSettings(roles: [.administrator], level: 0)),
        (.auditor, AccountSettings(roles: [.auditor], level: 0)),
        (.dpo, AccountSettings(roles: [.dpo], level: 0)),
        (.reviewer, AccountSettings(roles: [.reviewer], level: 2, unit: "sales")),
        (.approver, AccountSettings(roles: [.approver], level: 3)),
    ]

    static let policy = """
        version: 7
        rules: []
        levels: {message: 2}
        decision-reasons: [not-needed, addressee-needs-it]
        jurisdiction: home
        jurisdictions: {home: {zone: UTC, hours: "09:00-17:00"}}
        """

    /// Makes them, and puts a policy in force.
    init(in store: SQLiteCaseStore) throws {
        let now = Date()
        let number = try store.proposeVersion(.policy, Array(Self.policy.utf8), by: .owner, at: now)
        try store.approveVersion(.policy, number, by: .owner, at: now)
        for (role, settings) in Self.settings {
            try store.addAccount(ActorID(role.rawValue), settings, by: .owner, at: now)
        }
        // The approver's comes last: from then on only an approver gives out what can see messages.
        var tokens: [Role: String] = [:]
        for (role, _) in Self.settings {
            tokens[role] = try store.issueToken(
                for: ActorID(role.rawValue), label: "test", expires: nil, by: .owner, at: now
            ).text
        }
        self.tokens = tokens
    }

    /// A store as one of them sees it through a service.
    func remote(_ role: Role, _ service: RunningService) -> RemoteCaseStore {
        let store = RemoteCaseStore(service.address)
        store.use(token: tokens[role] ?? "")
        return store
    }
}
