import ArgumentParser
import Casework
import Detection
import Foundation

/// `inward queue`: what waits for a reviewer.
struct Queue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what waits for review, most urgent first.",
        subcommands: [List.self, Next.self, Claim.self, Load.self, Tick.self, Notify.self])

    /// `inward queue list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists waiting cases, most urgent first.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        @Option(help: ArgumentHelp("Only this queue.", valueName: "name"))
        var queue: String?

        @Option(help: ArgumentHelp("Only cases with a finding of this category.", valueName: "category"))
        var category: String?

        @Option(help: "Only cases of this level.")
        var level: Int?

        func run() async throws {
            let known = try category.map { name in
                guard let category = Detection.Category(rawValue: name) else {
                    throw ValidationError("--category: '\(name)' is not a category")
                }
                return category
            }
            let store = try storeOptions.open(creating: false, for: "queue")
            let actor = try await actorOptions.actor(in: store)
            let entries = try await store.queue(
                QueueFilter(queue: queue, category: known, level: level), by: actor, at: Date())
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
            for claim in claims { print(Case.line(claim.number, claim.lease)) }
            if claims.count < count { print("Nothing more waits.") }
        }
    }
}

extension Queue {
    /// `inward queue load`.
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How much waits and how long, by queue and team: counts only.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue load")
            let load = try await store.workload(by: actorOptions.actor(in: store), at: Date())
            guard !load.queues.isEmpty else { return print("Nothing waits.") }
            let header = [
                "queue", "waits", "claimed", "decided", "overdue", "escalated", "asked", "2 days", "week", "month",
                "older",
                "next due",
            ]
            let rows = load.queues.map { queue in
                [
                    queue.queue, "\(queue.queued)", "\(queue.claimed)", "\(queue.decided)", "\(queue.overdue)",
                    "\(queue.escalated)", "\(queue.asked)",
                ] + queue.ages.map(String.init) + [queue.nextDeadline.map(CaseTable.time) ?? "-"]
            }
            print(Columns.text([header] + rows))
            for (team, count) in load.teams.sorted(by: { $0.key < $1.key }) { print("held by \(team): \(count)") }
        }
    }

    /// `inward queue notice`.
    struct Notify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "notice",
            abstract: "Tells reviewers and approvers that something waits: a signed mail of counts and deadlines.")

        @Option(help: ArgumentHelp("The maildir it goes into.", valueName: "maildir")) var into: String
        @Option(help: ArgumentHelp("Whom it is from.", valueName: "address")) var from: String
        @Option(help: ArgumentHelp("Whom it is to.", valueName: "address")) var to: String
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue notice")
            try await store.authorize(.readWorkload, by: actorOptions.actor(in: store), at: Date())
            let wrote = try await store.writeNotice(to: into, from: from, to: to, at: Date())
            print(wrote ? "told" : "Nothing waits.")
        }
    }

    /// `inward queue tick`.
    struct Tick: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Does what is due by time: requests end, deadlines escalate or release. Nothing is erased.")

        @OptionGroup var storeOptions: StoreOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "queue tick")
            let report = try await store.tick(at: Date())
            print(
                "requests ended: \(report.expired), cases escalated: \(report.escalated), released: \(report.released)")
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
