import ArgumentParser
import Casework
import Foundation

extension Role: ExpressibleByArgument {}

/// `inward users`: who may act in a store, and how they prove who they are.
struct Users: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "Accounts, their roles, tokens, passwords and stand-ins.",
        discussion: """
            Without accounts a store has one user, who may do everything. From the first account on, whoever acts proves it
            by a token; without one you are the administrator, who can read no message. Once an approver can sign in,
            accounts that can see messages are confirmed, and their tokens given out, by an approver.
            """,
        subcommands: [
            Add.self, Change.self, Confirm.self, Stop.self, List.self, MakeToken.self, RevokeToken.self,
            Password.self, OneTimeCodes.self, SetStandIn.self, EndStandIn.self,
        ])

    /// What an account is made of.
    struct SettingsOptions: ParsableArguments {
        @Option(name: .customLong("role"), help: "reviewer, approver, dpo, auditor or administrator; can be repeated.")
        var roles: [Role] = []

        @Option(help: "The level of a reviewer or approver; 1 without it.")
        var level: Int?

        @Option(
            name: .customLong("queue"),
            help: ArgumentHelp("A queue they work in; can be repeated. All without it.", valueName: "name"))
        var queues: [String] = []

        @Option(help: ArgumentHelp("Their unit: its members' mail is kept from them.", valueName: "name"))
        var unit: String?

        @Option(help: ArgumentHelp("The country or region that they look from.", valueName: "code"))
        var region: String?

        @Option(
            name: .customLong("address"),
            help: ArgumentHelp(
                "An address of their own; can be repeated. Kept as a keyed digest.", valueName: "address"))
        var addresses: [String] = []

        func settings() throws -> AccountSettings {
            guard !roles.isEmpty else { throw ValidationError("--role: name at least one role") }
            let acts = roles.contains(.reviewer) || roles.contains(.approver)
            return AccountSettings(
                roles: Set(roles), level: level ?? (acts ? 1 : 0), queues: queues.isEmpty ? nil : Set(queues),
                unit: unit, region: region, addresses: addresses)
        }
    }

    /// `inward users add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes an account.")

        @Argument(help: "Its name: letters, digits, '.', '_', '-'.") var name: String
        @OptionGroup var settings: SettingsOptions
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users add")
            let holds = try await store.addAccount(
                ActorID(name), settings.settings(), by: actorOptions.actor(in: store), at: Date())
            print("\(name): " + (holds ? "can act" : "waits for an approver: inward users confirm \(name)"))
        }
    }

    /// `inward users change`.
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives an account other roles, levels, queues and addresses, all of them anew.")

        @Argument(help: "Its name.") var name: String
        @OptionGroup var settings: SettingsOptions
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users change")
            let holds = try await store.changeAccount(
                ActorID(name), settings.settings(), by: actorOptions.actor(in: store), at: Date())
            print("\(name): " + (holds ? "changed" : "the change waits for an approver: inward users confirm \(name)"))
        }
    }

    /// `inward users confirm`.
    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Confirms an account or a change of it, as an approver.")

        @Argument(help: "Its name.") var name: String
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users confirm")
            try await store.confirmAccount(ActorID(name), by: actorOptions.actor(in: store), at: Date())
            print("\(name): confirmed")
        }
    }

    /// `inward users stop`.
    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stops an account at once; 'users change' brings it back.")

        @Argument(help: "Its name.") var name: String
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users stop")
            try await store.stopAccount(ActorID(name), by: actorOptions.actor(in: store), at: Date())
            print("\(name): stopped")
        }
    }

    /// `inward users list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists accounts and stand-ins.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users list")
            let actor = try await actorOptions.actor(in: store)
            let accounts = try await store.accounts(by: actor, at: Date())
            guard !accounts.isEmpty else {
                return print("No accounts: this store has one user, who may do everything.")
            }
            print(AccountTable(accounts: accounts).text)
            for standIn in try await store.standIns(by: actor, at: Date()) { print(AccountTable.line(standIn)) }
        }
    }
}
