import ArgumentParser
import Casework
import Foundation
import Vault

/// `inward audit`: the trail proved, and a statement of how far it reaches.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Proves the audit trail.", subcommands: [Verify.self, Export.self, Looks.self, MakeCheckpoint.self])

    /// The trail from a record on, a thousand records at a time.
    private static func forEachPage(
        of store: any CaseStore, from first: Int, _ body: ([AuditRecord]) throws -> Void
    ) async throws {
        var next = first
        while case let records = try await store.audit(from: next, limit: 1000), let last = records.last {
            try body(records)
            next = last.number + 1
        }
    }

    /// `inward audit verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Names every record that was changed, removed or moved.",
            discussion: "A cut-off tail is found against a checkpoint that was kept outside the store.")

        @OptionGroup var storeOptions: StoreOptions

        @OptionGroup var actorOptions: ActorOptions

        @Option(help: ArgumentHelp("A checkpoint file.", valueName: "file"))
        var checkpoint: String?

        @Option(help: ArgumentHelp("An export instead of the store, - for standard input.", valueName: "file"))
        var export: String?

        @Option(
            name: .customLong("public-key"),
            help: ArgumentHelp("With --export and --checkpoint: the store's audit.public.", valueName: "file"))
        var publicKey: String?

        func validate() throws {
            if export != nil, (checkpoint == nil) != (publicKey == nil) {
                throw ValidationError("--export is proved with both --checkpoint and --public-key, or with neither")
            }
        }

        func run() async throws {
            let report = try await report()
            for fault in report.faults { Console.error("inward: \(fault)") }
            print(report.reach)
            if !report.isWhole { throw ExitCode(1) }
        }

        private func report() async throws -> AuditReport {
            let checkpoint = try checkpoint.map(Self.read)
            if let export {
                return AuditExport.verify(
                    try FreeText.bytes(export), checkpoint: checkpoint,
                    key: try publicKey.map { try VerifyingKey(path: $0) })
            }
            let store = try storeOptions.open(creating: false, for: "audit verify")
            try await store.authorize(.readAudit, by: actorOptions.actor(in: store), at: Date())
            return try await store.verifyAudit(against: checkpoint)
        }

        private static func read(_ path: String) throws -> Checkpoint {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ValidationError("\(path): cannot be opened")
            }
            guard let checkpoint = try? Checkpoint(json: Array(data)) else {
                throw ValidationError("\(path): is not a checkpoint file")
            }
            return checkpoint
        }
    }

    /// `inward audit export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the trail as JSON Lines, to be proved elsewhere with the public key.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        @Option(help: ArgumentHelp("From this record on.", valueName: "number"))
        var from = 1

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "audit export")
            try await store.authorize(.readAudit, by: actorOptions.actor(in: store), at: Date())
            try await Audit.forEachPage(of: store, from: from) { records in
                try StandardOutput.write(try records.flatMap(AuditExport.line))
            }
        }
    }

    /// `inward audit looks`.
    struct Looks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replays what people were shown, by the trail alone and without what it said.")

        @Option(name: .customLong("case"), help: ArgumentHelp("Only this case.", valueName: "id")) var id: String?
        @Option(help: ArgumentHelp("Only this person.", valueName: "name")) var by: String?
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let number = try id.map { try StoreOptions.number($0).description }
            let store = try storeOptions.open(creating: false, for: "audit looks")
            try await store.authorize(.readAudit, by: actorOptions.actor(in: store), at: Date())
            try await Audit.forEachPage(of: store, from: 1) { records in
                for look in records.compactMap(AuditedLook.init)
                where (number == nil || look.caseNumber == number) && (by == nil || look.actor == by) { print(look) }
            }
        }
    }

    /// `inward audit checkpoint`.
    struct MakeCheckpoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint",
            abstract: "Writes a signed statement of how far the trail reaches; keep it outside the store.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "audit checkpoint")
            try await store.authorize(.checkpoint, by: actorOptions.actor(in: store), at: Date())
            try StandardOutput.write(try await store.checkpoint(at: Date()).json())
        }
    }
}
