import ArgumentParser
import Casework
import Foundation

extension RequestGroup {
    /// `inward request approve`.
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says yes. Bulk access needs two who do.")

        @Argument(help: ArgumentHelp("Its id.", valueName: "id")) var id: String
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "request approve")
            let entry = try await store.approve(RequestGroup.id(id), by: actorOptions.actor(in: store), at: Date())
            print(RequestText.line(entry))
        }
    }

    /// `inward request narrow`.
    struct Narrow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says yes to less than was asked.")

        @Argument(help: ArgumentHelp("Its id.", valueName: "id")) var id: String
        @Option(help: "A lesser depth.") var depth: Depth?

        @Option(name: .customLong("case"), help: ArgumentHelp("Only these cases; can be repeated.", valueName: "id"))
        var cases: [String] = []

        @Option(help: ArgumentHelp("Ends after so many days.", valueName: "days")) var days: Int?

        @Option(name: .customLong("text-file"), help: ArgumentHelp("Why; - for standard input.", valueName: "file"))
        var text: String?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let why = try text.map(FreeText.read)
            let store = try storeOptions.open(creating: false, for: "request narrow")
            let less = Narrowing(
                cases: cases.isEmpty ? nil : try StoreOptions.numbers(cases), depth: depth,
                expires: days.map { Date().addingTimeInterval(Double($0) * 86400) })
            let entry = try await store.narrow(
                RequestGroup.id(id), to: less, text: why, by: actorOptions.actor(in: store), at: Date())
            print(RequestText.line(entry))
        }
    }

    /// `inward request refuse`.
    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says no: the case is again with the one who asked, as it was.")

        @Argument(help: ArgumentHelp("Its id.", valueName: "id")) var id: String

        @Option(name: .customLong("text-file"), help: ArgumentHelp("Why; - for standard input.", valueName: "file"))
        var text: String?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let why = try text.map(FreeText.read)
            let store = try storeOptions.open(creating: false, for: "request refuse")
            let entry = try await store.refuse(
                RequestGroup.id(id), text: why, by: actorOptions.actor(in: store), at: Date())
            print(RequestText.line(entry))
        }
    }

    /// `inward request revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a request back, answered or not: what it opened is closed at once.")

        @Argument(help: ArgumentHelp("Its id.", valueName: "id")) var id: String

        @Option(name: .customLong("text-file"), help: ArgumentHelp("Why; - for standard input.", valueName: "file"))
        var text: String?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let why = try text.map(FreeText.read)
            let store = try storeOptions.open(creating: false, for: "request revoke")
            let entry = try await store.revoke(
                RequestGroup.id(id), text: why, by: actorOptions.actor(in: store), at: Date())
            print(RequestText.line(entry))
        }
    }
}
