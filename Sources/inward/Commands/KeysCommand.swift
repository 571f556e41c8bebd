import ArgumentParser
import Casework
import Foundation

/// `inward keys`: the keys by their epochs.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists, rotates and locks the keys; says of a lost one what it is.",
        subcommands: [List.self, Rotate.self, Lock.self, Lost.self])

    /// `inward keys list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the epochs of the keys, and incident notes.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "keys list")
            let actor = try await actorOptions.actor(in: store)
            let rows = try await store.epochs(by: actor, at: Date()).map { epoch in
                [
                    "\(epoch.epoch)", epoch.identifier, epoch.started.map(CaseTable.time) ?? "-",
                    epoch.isHere ? "here" : epoch.destroyed.map { "destroyed \(CaseTable.time($0))" } ?? "not here",
                    "\(epoch.cases)",
                ]
            }
            print(Columns.text([["epoch", "key", "since", "private key", "cases"]] + rows))
            for note in try await store.incidents(by: actor, at: Date()) {
                print("incident \(CaseTable.time(note.opened)): \(note.kind) \(note.codes)")
            }
        }
    }

    /// `inward keys rotate`.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new epoch, seals what is wanted anew, and destroys the old private keys.",
            discussion: "From then on what was erased before can be read in no backup either. Once a week is usual.")

        @Option(
            name: .customLong("if-older-than"),
            help: ArgumentHelp("Only where the newest epoch is at least so old.", valueName: "days"))
        var days = 0

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "keys rotate")
            let epoch = try await store.rotateKeys(
                olderThan: .seconds(days * 86400), by: actorOptions.actor(in: store), at: Date())
            print(epoch.map { "epoch \($0); the private keys of the epochs before are destroyed" } ?? "not yet")
        }
    }

    /// `inward keys lock`.
    struct Lock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Locks the private keys by a passphrase, or unlocks them.",
            discussion:
                "Every command then needs INWARD_KEY_PASSPHRASE_FILE, the name of a file of mode 0600 that holds it.")

        @Option(
            name: .customLong("passphrase-file"),
            help: ArgumentHelp("A file with the new passphrase; without it the keys are unlocked.", valueName: "file"))
        var file: String?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let passphrase = try file.map { try SecretFile.read($0, what: "a passphrase") }
            let store = try storeOptions.open(creating: false, for: "keys lock")
            try await store.lockKeys(by: passphrase, by: actorOptions.actor(in: store), at: Date())
            print(passphrase == nil ? "the private keys are locked by nothing but their file mode" : "locked")
        }
    }

    /// `inward keys lost`.
    struct Lost: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that an epoch's private key is lost for good: what is sealed to it can be read by nobody.")

        @Argument(help: "The epoch.") var epoch: Int
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "keys lost")
            let note = try await store.declareKeyLost(epoch, by: actorOptions.actor(in: store), at: Date())
            print("An incident note is open: \(note.kind), \(note.codes). Nobody can read what is sealed to that key,")
            print("not we either; whether people have to be told is for the data protection officer to judge.")
        }
    }
}
