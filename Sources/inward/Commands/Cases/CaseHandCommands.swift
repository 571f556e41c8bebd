import ArgumentParser
import Casework
import Foundation

extension Case {
    /// `inward case reassign`.
    struct Reassign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives a case to somebody who could claim it, as an approver.")

        @Argument(help: ArgumentHelp("The case's number.", valueName: "id")) var id: String
        @Option(name: .customLong("to"), help: ArgumentHelp("Whose it is now.", valueName: "name")) var to: String
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions
        @OptionGroup var lease: LeaseOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "case reassign")
            let number = try StoreOptions.number(id)
            try await store.reassign(
                number, to: ActorID(to), lease: lease.duration, by: actorOptions.actor(in: store), at: Date())
            print("\(number) is \(to)'s")
        }
    }

    /// `inward case note`.
    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leaves a note on a case, sealed as its message is; without a text shows the notes.")

        @Argument(help: ArgumentHelp("The case's number.", valueName: "id")) var id: String

        @Option(
            name: .customLong("text-file"), help: ArgumentHelp("The note; - for standard input.", valueName: "file"))
        var textFile: String?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let text = try textFile.map(FreeText.read)
            let store = try storeOptions.open(creating: false, for: "case note")
            let actor = try await actorOptions.actor(in: store)
            let number = try StoreOptions.number(id)
            guard let text else {
                for note in try await store.notes(number, by: actor, at: Date()) {
                    let lines = "\(CaseTable.time(note.time))  \(note.author)\n\(note.text)\n"
                    try StandardOutput.write(CaseViewText.printable(Array(lines.utf8)))
                }
                return
            }
            try await store.note(number, text, by: actor, at: Date())
            print("\(number): noted")
        }
    }

    /// `inward case protect`.
    struct Protect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes a case that should never have been one: it moves on unseen, and nothing of it is kept.",
            discussion: """
                For correspondence that nobody may open: with the data protection office, a works council, counsel, a doctor. \
                Nobody is notified. Mail that was taken out of the mail path waits for its place until --to names it.
                """)

        @Argument(help: ArgumentHelp("The case's number.", valueName: "id")) var id: String

        @Option(help: ArgumentHelp("Where the message goes: a maildir, or a new file.", valueName: "path"))
        var to: String?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "case protect")
            let number = try StoreOptions.number(id)
            let result = try await store.decide(
                number, .protect(destination: to), by: actorOptions.actor(in: store), at: Date())
            print("\(number): protected, case \(result.state.rawValue)")
            if !Case.succeeded(number, result) { throw ExitCode(1) }
        }
    }

    /// `inward case settle`.
    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether a delivery in doubt arrived; one that did not is done again.")

        enum Answer: String, ExpressibleByArgument, CaseIterable {
            case arrived
            case notArrived = "not-arrived"
        }

        @Argument(help: ArgumentHelp("The case's number.", valueName: "id")) var id: String
        @Argument(help: "arrived or not-arrived.") var answer: Answer
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "case settle")
            let number = try StoreOptions.number(id)
            let result = try await store.settle(
                number, arrived: answer == .arrived, by: actorOptions.actor(in: store), at: Date())
            print("\(number): case \(result.state.rawValue)")
            if !Case.succeeded(number, result) { throw ExitCode(1) }
        }
    }
}
