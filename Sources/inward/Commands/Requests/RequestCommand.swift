import ArgumentParser
import Casework
import Foundation

/// `inward request`: asking to see more than one may, and answering.
struct RequestGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Asks to see more than one may, and answers those who ask.",
        subcommands: [
            New.self, List.self, Show.self, Approve.self, Narrow.self, Refuse.self, Revoke.self, Grounds.self,
        ])

    static func id(_ text: String) throws -> RequestID {
        guard let id = RequestID(text) else { throw ValidationError("'\(text)' is not the id of a request") }
        return id
    }

    /// `inward request new`.
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Asks for a depth of cases, or of all cases that name a person in a period.",
            discussion: "The lists of lawful bases and conditions: inward request grounds.")

        @Argument(help: ArgumentHelp("The cases' numbers.", valueName: "id")) var ids: [String] = []

        @Option(
            name: .customLong("person-file"),
            help: ArgumentHelp("A file with a person's address instead: all cases that name it.", valueName: "file"))
        var person: String?

        @Option(help: ArgumentHelp("With --person-file: from this day.", valueName: "day")) var from: String?
        @Option(help: ArgumentHelp("With --person-file: up to this day.", valueName: "day")) var until: String?
        @Option(help: "metadata, snippet, sentence or message.") var depth: Depth
        @Option(help: "misdirected, claim, duty, investigation, incident, rights or continuity.") var reason: Purpose
        @Option(help: ArgumentHelp("Lawful basis (GDPR Art. 6(1)).", valueName: "code")) var basis: String

        @Option(
            name: .customLong("condition"),
            help: ArgumentHelp("Condition (GDPR Art. 9(2), Art. 10); can be repeated.", valueName: "code"))
        var conditions: [String] = []

        @Option(help: ArgumentHelp("The provision of law relied on.", valueName: "text")) var provision: String?
        @Option(help: ArgumentHelp("The number of the legal matter.", valueName: "text")) var matter: String?

        @Option(
            name: .customLong("balancing-file"),
            help: ArgumentHelp("Why the interests outweigh those of the people concerned.", valueName: "file"))
        var balancing: String?

        @Option(
            name: .customLong("text-file"),
            help: ArgumentHelp("Why less would not do; - for standard input.", valueName: "file"))
        var text: String

        @Option(help: ArgumentHelp("After how many days it ends by itself.", valueName: "days")) var days = 7
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let ground = Ground(
                basis: basis, conditions: conditions, whyNotLess: try FreeText.read(text), provision: provision,
                matter: matter, balancing: try balancing.map(FreeText.read))
            let store = try storeOptions.open(creating: false, for: "request new")
            let now = Date()
            let intake = RequestIntake(
                scope: try scope(), depth: depth, purpose: reason, ground: ground,
                expires: now.addingTimeInterval(Double(days) * 86400))
            let id = try await store.ask(intake, by: actorOptions.actor(in: store), at: now)
            print("\(id): asked")
        }

        private func scope() throws -> RequestScope {
            guard let person else { return RequestScope(cases: try StoreOptions.numbers(ids)) }
            guard ids.isEmpty, let from, let until else {
                throw ValidationError("--person-file needs --from and --until, and no case numbers")
            }
            return RequestScope(
                person: try SecretFile.read(person, what: "an address"), from: try Days.day(from),
                until: try Days.day(until))
        }
    }

    /// `inward request list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists requests that wait for an answer.")

        @Flag(help: "Answered ones and those that are over too.") var all = false
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "request list")
            let states: Set<RequestState> = all ? Set(RequestState.allCases) : [.asked]
            let entries = try await store.requests(states, by: actorOptions.actor(in: store), at: Date())
            guard !entries.isEmpty else { return print("No requests.") }
            print(RequestText.table(entries))
        }
    }

    /// `inward request show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a request with its reasons and answers.")

        @Argument(help: ArgumentHelp("Its id.", valueName: "id")) var id: String
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "request show")
            let view = try await store.request(
                RequestGroup.id(id), by: actorOptions.actor(in: store), at: Date())
            try StandardOutput.write(CaseViewText.printable(Array((RequestText.whole(view) + "\n").utf8)))
        }
    }

    /// `inward request grounds`.
    struct Grounds: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the lawful bases and conditions with their articles.")

        func run() {
            let rows = LawfulGrounds.list.map {
                [$0.code, $0.article, $0.title, $0.needs.map { "needs: \($0)" } ?? ""]
            }
            print(Columns.text(rows))
        }
    }
}
