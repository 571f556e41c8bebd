import ArgumentParser
import Casework
import Foundation

/// `inward queue`: what waits for a reviewer.
struct Queue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what waits for review, most urgent first.", subcommands: [List.self, Next.self, Claim.self])

    /// `inward queue list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists waiting cases, most urgent first.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        @Option(help: ArgumentHelp("Only this queue.", valueName: "name"))
        var queue: String?

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue")
            let actor = try await actorOptions.actor(in: store)
            let entries = try await store.queue(QueueFilter(queue: queue), by: actor, at: Date())
            print(CaseTable(entries: entries).text)
        }
    }

    /// `inward queue next`.
    struct Next: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows the most urgent case that can be claimed.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        @Option(help: ArgumentHelp("Only this queue.", valueName: "name"))
        var queue: String?

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue")
            let actor = try await actorOptions.actor(in: store)
            guard let entry = try await store.next(queue: queue, by: actor, at: Date()) else {
                return print("Nothing waits.")
            }
            print(CaseTable(entries: [entry]).text)
        }
    }

    /// `inward queue claim`.
    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Claims the most urgent cases.")

        @Argument(help: ArgumentHelp("How many.", valueName: "n"))
        var count = 1

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions
        @OptionGroup var lease: LeaseOptions

        @Option(help: ArgumentHelp("Only this queue.", valueName: "name"))
        var queue: String?

        func validate() throws {
            guard count >= 1 else { throw ValidationError("<n> is how many cases to claim, from 1 up") }
        }

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue")
            let actor = try await actorOptions.actor(in: store)
            let claims = try await store.claimNext(count, queue: queue, by: actor, lease: lease.duration, at: Date())
            for claim in claims { print("\(claim.number) is yours until \(CaseTable.time(claim.lease.end))") }
            if claims.count < count { print("Nothing more waits.") }
        }
    }
}

/// How long a claim lasts.
struct LeaseOptions: ParsableArguments {
    @Option(
        name: .customLong("lease"), help: ArgumentHelp("How long the claim lasts, in minutes.", valueName: "minutes"))
    var minutes = 60

    var duration: Duration { .seconds(60 * minutes) }

    func validate() throws {
        guard (1...10_080).contains(minutes) else {
            throw ValidationError("--lease is a number of minutes, at most a week")
        }
    }
}
