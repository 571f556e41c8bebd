import Casework
import Foundation
import HTTPTypes

/// What an account is made with, or changed to.
struct AccountBody: Codable, Sendable {
    var roles: Set<Role>
    /// Of a reviewer or approver; 1 for them where nothing is said, 0 for others.
    var level: Int?
    /// All where nothing is said.
    var queues: [String]?
    var unit: String?
    var region: String?
    /// Kept as keyed digests.
    var addresses: [String]?

    var settings: AccountSettings {
        AccountSettings(
            roles: roles, level: level ?? (roles.isDisjoint(with: [.reviewer, .approver]) ? 0 : 1),
            queues: queues.map(Set.init), unit: unit, region: region, addresses: addresses ?? [])
    }
}

/// Whether a change of an account holds at once, or waits for an approver.
struct AccountChanged: Codable, Sendable {
    var holds: Bool
}

/// Accounts of a listing.
struct AccountsAnswer: Codable, Sendable {
    var accounts: [Account]
}

/// Who the caller is.
struct MeAnswer: Codable, Sendable {
    var name: ActorID
    var roles: [Role]
    var level: Int
    /// All where nothing is said.
    var queues: [String]?
    var standsInFor: [ActorID]

    init(_ person: Person) {
        name = person.id
        roles = person.roles.sorted()
        level = person.isSoleOwner ? 0 : person.level
        queues = person.queues?.sorted()
        standsInFor = person.standsInFor
    }
}

extension Operations {
    static let accountParameter = Operation.Parameter.path("account", "The account's name.", .of(ActorID.self))
    static let accountProblems: [HTTPResponse.Status] = [.forbidden, .notFound, .conflict]

    var people: [Operation] { accounts + credentials + standIns }

    private var accounts: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/me", id: "me", summary: "Who the caller is, and what they hold now.",
                access: .person, result: .json(MeAnswer.self, "The caller.")
            ) { call in
                let actor = try call.actor
                let person = try await store {
                    try await $0.authorize(.readOwnAccount, by: actor, at: call.time)
                    return try await $0.person(actor, at: call.time)
                }
                return try .json(MeAnswer(person))
            },
            Operation(
                method: .get, path: "/v1/accounts", id: "listAccounts", summary: "All accounts, by name.",
                access: .person, result: .json(AccountsAnswer.self, "The accounts."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                return try .json(
                    AccountsAnswer(accounts: try await store { try await $0.accounts(by: actor, at: call.time) }))
            },
            Operation(
                method: .put, path: "/v1/accounts/{account}", id: "addAccount", summary: "Makes an account.",
                access: .person, parameters: [Self.accountParameter], body: .json(AccountBody.self),
                result: .json(AccountChanged.self, "Whether it can act at once.", status: .created),
                problems: Self.accountProblems
            ) { call in
                let (id, actor, settings) = (try call.account, try call.actor, try call.json(AccountBody.self).settings)
                let holds = try await store { try await $0.addAccount(id, settings, by: actor, at: call.time) }
                return try .json(AccountChanged(holds: holds), status: .created)
            },
            Operation(
                method: .post, path: "/v1/accounts/{account}/settings", id: "changeAccount",
                summary: "Gives an account other roles, levels, queues and addresses, all of them anew.",
                access: .person, parameters: [Self.accountParameter], body: .json(AccountBody.self),
                result: .json(AccountChanged.self, "Whether it holds at once."), problems: Self.accountProblems
            ) { call in
                let (id, actor, settings) = (try call.account, try call.actor, try call.json(AccountBody.self).settings)
                let holds = try await store { try await $0.changeAccount(id, settings, by: actor, at: call.time) }
                return try .json(AccountChanged(holds: holds))
            },
            onAccount("confirm", "confirmAccount", "Confirms what an administrator has proposed.") {
                try await $0.confirmAccount($1, by: $2, at: $3)
            },
            onAccount("stop", "stopAccount", "Stops an account.") { try await $0.stopAccount($1, by: $2, at: $3) },
        ]
    }

    typealias AccountStep = @Sendable (any CaseStore, ActorID, ActorID, Date) async throws -> Void

    /// A step on the account that the path names.
    func onAccount(
        _ word: String, _ id: String, _ summary: String, method: HTTPRequest.Method = .post,
        _ step: @escaping AccountStep
    ) -> Operation {
        Operation(
            method: method, path: "/v1/accounts/{account}/\(word)", id: id, summary: summary, access: .person,
            parameters: [Self.accountParameter], result: .done, problems: Self.accountProblems
        ) { call in
            let (account, actor) = (try call.account, try call.actor)
            try await store { try await step($0, account, actor, call.time) }
            return .done
        }
    }
}
