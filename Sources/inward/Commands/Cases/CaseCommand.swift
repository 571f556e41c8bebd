import ArgumentParser
import Casework
import Foundation

extension Depth: ExpressibleByArgument {}
extension Purpose: ExpressibleByArgument {}
extension Verdict: ExpressibleByArgument {}

/// `inward case`: one case looked at, claimed, judged and decided.
struct Case: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Looks at a case, claims it, and decides it.",
        subcommands: [
            Show.self, Claim.self, Renew.self, ReturnToQueue.self, Judge.self, Decide.self, Reassign.self,
            Note.self, Protect.self, Settle.self,
        ])

    /// Says where the effect of a decision failed; whether it did not.
    static func succeeded(_ number: CaseNumber, _ result: DecisionResult) -> Bool {
        guard let failure = result.failure else { return true }
        Console.error("inward: case \(number): \(failure)")
        return false
    }

    /// A claim in a line.
    static func line(_ number: CaseNumber, _ lease: Lease) -> String {
        "\(number) is yours until \(CaseTable.time(lease.end))"
    }

    /// `inward case show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a case, as much as the depth says. Every look is recorded.")

        @Argument(help: ArgumentHelp("The case's number.", valueName: "id"))
        var id: String

        @Option(help: "metadata, snippet, sentence or message: each shows more than the one before.")
        var depth = Depth.metadata

        @Option(help: "Why: misdirected, claim, duty, investigation, incident, rights or continuity.")
        var reason: Purpose

        @Flag(name: .customLong("names"), help: "Who the people are: without it they have pseudonyms. Recorded.")
        var names = false

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "case show")
            let actor = try await actorOptions.actor(in: store)
            let view = try await store.show(
                StoreOptions.number(id), depth: depth, reason: reason, names: names, by: actor, at: Date())
            try StandardOutput.write(CaseViewText(view: view).bytes)
        }
    }

    /// `inward case claim`.
    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Claims cases for the length of a lease.")

        @Argument(help: ArgumentHelp("The cases' numbers.", valueName: "id"))
        var ids: [String]

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions
        @OptionGroup var lease: LeaseOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "case claim")
            let actor = try await actorOptions.actor(in: store)
            for number in try StoreOptions.numbers(ids) {
                print(Case.line(number, try await store.claim(number, by: actor, lease: lease.duration, at: Date())))
            }
        }
    }

    /// `inward case renew`.
    struct Renew: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes the lease of a claimed case run from now.")

        @Argument(help: ArgumentHelp("The cases' numbers.", valueName: "id"))
        var ids: [String]

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions
        @OptionGroup var lease: LeaseOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "case renew")
            let actor = try await actorOptions.actor(in: store)
            for number in try StoreOptions.numbers(ids) {
                print(Case.line(number, try await store.renew(number, by: actor, lease: lease.duration, at: Date())))
            }
        }
    }

    /// `inward case return-to-queue`.
    struct ReturnToQueue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "return-to-queue", abstract: "Gives claimed cases back.")

        @Argument(help: ArgumentHelp("The cases' numbers.", valueName: "id"))
        var ids: [String]

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "case return-to-queue")
            let actor = try await actorOptions.actor(in: store)
            for number in try StoreOptions.numbers(ids) {
                try await store.returnToQueue(number, by: actor, at: Date())
                print("\(number) is back in its queue")
            }
        }
    }

    /// `inward case verdict`.
    struct Judge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verdict", abstract: "Says whether a finding was right; a wrong one is struck.")

        @Argument(help: ArgumentHelp("The case's number.", valueName: "id"))
        var id: String

        @Argument(help: ArgumentHelp("The finding's number, as `case show` lists it.", valueName: "finding"))
        var finding: Int

        @Argument(help: "right, wrong or unsure.")
        var verdict: Verdict

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "case verdict")
            let actor = try await actorOptions.actor(in: store)
            let number = try StoreOptions.number(id)
            try await store.verdict(number, finding: finding, verdict, by: actor, at: Date())
            print("\(number): finding \(finding) is \(verdict.rawValue)")
        }
    }
}
