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

        @Option(help: ArgumentHelp("Only this queue.", valueName: "name"))
        var queue: String?

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue")
            let entries = try await store.queue(QueueFilter(queue: queue), at: Date())
            print(CaseTable(entries: entries).text)
        }
    }

    /// `inward queue next`.
    struct Next: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows the most urgent case that can be claimed.")

        @OptionGroup var storeOptions: StoreOptions

        @Option(help: ArgumentHelp("Only this queue.", valueName: "name"))
        var queue: String?

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue")
            guard let entry = try await store.next(queue: queue, at: Date()) else { return print("Nothing waits.") }
            print(CaseTable(entries: [entry]).text)
        }
    }

    /// `inward queue claim`.
    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Claims the most urgent cases.")

        @Argument(help: ArgumentHelp("How many.", valueName: "n"))
        var count = 1

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var lease: LeaseOptions

        @Option(help: ArgumentHelp("Only this queue.", valueName: "name"))
        var queue: String?

        func validate() throws {
            guard count >= 1 else { throw ValidationError("<n> is how many cases to claim, from 1 up") }
        }

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue")
            let owner = try StoreOptions.owner()
            for _ in 0..<count {
                guard let entry = try await store.next(queue: queue, at: Date()) else {
                    return print("Nothing more waits.")
                }
                let claimed = try await store.claim(entry.number, by: owner, lease: lease.duration, at: Date())
                print("\(entry.number) is yours until \(CaseTable.time(claimed.end))")
            }
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
