import ArgumentParser
import Casework
import Foundation

extension Users {
    /// `inward users token`.
    struct MakeToken: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "token", abstract: "Makes a token and shows it, once.")

        @Argument(help: "Whose.") var name: String

        @Option(help: ArgumentHelp("What to call it.", valueName: "label"))
        var label = "token"

        @Option(help: ArgumentHelp("After how many days it ends.", valueName: "days"))
        var days: Int?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users token")
            let token = try await store.issueToken(
                for: ActorID(name), label: label, expires: days.map { Date().addingTimeInterval(Double($0) * 86400) },
                by: actorOptions.actor(in: store), at: Date())
            print(token.text)
        }
    }

    /// `inward users revoke-token`.
    struct RevokeToken: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke-token", abstract: "Revokes a token; without an id, lists them.")

        @Argument(help: "Whose.") var name: String
        @Argument(help: "The token's id.") var id: String?
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users revoke-token")
            let actor = try await actorOptions.actor(in: store)
            guard let id else {
                for token in try await store.tokens(of: ActorID(name), by: actor, at: Date()) {
                    let end = token.expires.map { ", ends " + CaseTable.time($0) } ?? ""
                    print("\(token.id)  \(token.label)\(end)\(token.isRevoked ? ", revoked" : "")")
                }
                return
            }
            try await store.revokeToken(id, of: ActorID(name), by: actor, at: Date())
            print("\(name): token \(id) opens nothing any more")
        }
    }

    /// `inward users password`.
    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Sets a password, or takes it away.")

        @Argument(help: "Whose.") var name: String

        @Option(
            name: .customLong("password-file"),
            help: ArgumentHelp(
                "A file with the password; - for standard input. Without it the password is taken away.",
                valueName: "file"))
        var file: String?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let password = try file.map { try SecretFile.read($0, what: "a password") }
            let store = try storeOptions.open(creating: false, for: "users password")
            try await store.setPassword(
                password, of: ActorID(name), by: actorOptions.actor(in: store), at: Date())
            print("\(name): " + (password == nil ? "has no password now" : "has a new password"))
        }
    }

    /// `inward users one-time-codes`.
    struct OneTimeCodes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "one-time-codes",
            abstract: "Asks for one-time codes beside the password (RFC 6238), or stops asking.")

        @Argument(help: "Whose.") var name: String
        @Flag(help: "Stop asking for them.") var off = false
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users one-time-codes")
            let actor = try await actorOptions.actor(in: store)
            if off {
                try await store.stopOneTimeCodes(of: ActorID(name), by: actor, at: Date())
                return print("\(name): is not asked for one-time codes")
            }
            print(try await store.startOneTimeCodes(of: ActorID(name), by: actor, at: Date()))
        }
    }

    /// `inward users stand-in`.
    struct SetStandIn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stand-in",
            abstract: "Has somebody stand in for another for some days, in their own name.")

        @Argument(help: "Who stands in.") var deputy: String
        @Option(name: .customLong("for"), help: ArgumentHelp("Who is away.", valueName: "name")) var absent: String
        @Option(help: ArgumentHelp("First day, in UTC; today without it.", valueName: "day")) var from: String?
        @Option(help: ArgumentHelp("Last day, in UTC.", valueName: "day")) var until: String
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users stand-in")
            let now = Date()
            let starts = try from.map { try Days.start($0) } ?? now
            let standIn = try await store.setStandIn(
                ActorID(deputy), for: ActorID(absent), from: starts,
                until: Days.start(until).addingTimeInterval(86400), by: actorOptions.actor(in: store), at: now)
            print(AccountTable.line(standIn))
        }
    }

    /// `inward users end-stand-in`.
    struct EndStandIn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end-stand-in", abstract: "Ends a stand-in now.")

        @Argument(help: "Its id.") var id: String
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "users end-stand-in")
            try await store.endStandIn(id, by: actorOptions.actor(in: store), at: Date())
            print("\(id): over")
        }
    }
}

/// Days as people type them.
enum Days {
    /// The day that a text names.
    static func day(_ text: String) throws -> CaseDay {
        guard let day = CaseDay(text) else { throw ValidationError("'\(text)' is not a day, as in 2026-05-06") }
        return day
    }

    /// Its first moment, in UTC.
    static func start(_ text: String) throws -> Date {
        Date(timeIntervalSince1970: Double(try day(text).number) * 86400)
    }
}
