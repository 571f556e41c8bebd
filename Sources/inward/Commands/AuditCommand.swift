import ArgumentParser
import Casework
import Foundation

/// `inward audit`: the trail proved, and a statement of how far it reaches.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Proves the audit trail.", subcommands: [Verify.self, MakeCheckpoint.self])

    /// `inward audit verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Names every record that was changed, removed or moved.",
            discussion: "A cut-off tail is found against a checkpoint that was kept outside the store.")

        @OptionGroup var storeOptions: StoreOptions

        @Option(help: ArgumentHelp("A checkpoint file.", valueName: "file"))
        var checkpoint: String?

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "audit verify")
            let report = try await store.verifyAudit(against: try checkpoint.map(Self.read))
            for fault in report.faults { Console.error("inward: \(fault)") }
            print(report.reach)
            if !report.isWhole { throw ExitCode(1) }
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

    /// `inward audit checkpoint`.
    struct MakeCheckpoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint",
            abstract: "Writes a signed statement of how far the trail reaches; keep it outside the store.")

        @OptionGroup var storeOptions: StoreOptions

        func run() async throws {
            let store = try storeOptions.open(creating: false, for: "audit checkpoint")
            try StandardOutput.write(try await store.checkpoint(at: Date()).json())
        }
    }
}
