import ArgumentParser
import Casework
import Foundation

/// `inward backup`: a copy of a store without its keys.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies a store without its keys into a new folder; others can go on working.",
        discussion: "Keep the keys elsewhere, and the erasure log (the store's path and .erasures) apart from both.")

    @Argument(help: ArgumentHelp("The new folder.", valueName: "folder")) var path: String
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var actorOptions: ActorOptions

    func run() async throws {
        let store = try storeOptions.open(creating: false, for: "backup")
        try await store.backup(to: path, by: actorOptions.actor(in: store), at: Date())
        print("\(path): a copy without keys")
    }
}

/// `inward restore`: a store of a backup, with what was erased since erased again.
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a store of a backup, and erases again what was erased since.",
        discussion:
            "Put the keys folder in place first. Without the erasure log nothing is restored, unless you say that it is lost."
    )

    @Argument(help: ArgumentHelp("The backup.", valueName: "folder")) var path: String

    @Option(help: ArgumentHelp("The erasure log.", valueName: "file"))
    var erasures: String?

    @Flag(name: .customLong("erasures-lost"), help: "There is no erasure log any more; opens an incident note.")
    var lost = false

    @Option(help: ArgumentHelp("The folder of the keys; keys in the store's folder without it.", valueName: "folder"))
    var keys: String?

    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard (erasures == nil) == lost else {
            throw ValidationError("name the erasure log with --erasures, or say --erasures-lost")
        }
    }

    func run() throws {
        let folder = StoreFolder(path: storeOptions.path, keys: keys, passphrase: try StoreOptions.passphrase())
        let result = try SQLiteCaseStore.restore(
            path, into: folder, erasures: erasures.map { .log(path: $0) } ?? .lost,
            holder: "inward restore (process \(ProcessInfo.processInfo.processIdentifier))", at: Date())
        print("\(storeOptions.path): restored; erased again: \(result.erasedAgain)")
        if lost { print("An incident note is open: what was erased since the backup stands in it again.") }
    }
}

/// `inward store`: a store looked at as a whole.
struct StoreGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Looks at a store as a whole.",
        subcommands: [Check.self, ForgetScanned.self])

    /// `inward store check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks files, seals, keys, settings and the audit trail, and counts what is kept.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "store check")
            let report = try await store.check(by: actorOptions.actor(in: store), at: Date())
            for fault in report.faults { Console.error("inward: \(fault)") }
            print("cases: \(report.cases), not readable as a whole and waiting: \(report.unscannable)")
            print("erased cases of which number, month, decision and policy version are left: \(report.erased)")
            print("digests of scanned messages, linked to no case: \(report.sourceDigests)")
            print("fingerprints of cases that are still here: \(report.fingerprints)")
            print(report.audit)
            if !report.faults.isEmpty { throw ExitCode(1) }
        }
    }

    /// `inward store forget-scanned`.
    struct ForgetScanned: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget-scanned",
            abstract: "Drops the digests by which a mailbox that is scanned again opens no case twice.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "store forget-scanned")
            let count = try await store.dropSourceDigests(by: actorOptions.actor(in: store), at: Date())
            print("forgotten: \(count)")
        }
    }
}
