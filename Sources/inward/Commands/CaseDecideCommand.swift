import ArgumentParser
import Casework
import Detection
import Foundation

extension Case {
    /// `inward case decide`.
    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decides claimed cases, and does what the decision sets going.",
            usage: "inward case decide <id> ... release|erase --why <code> [--to <path>] [--text-file -]")

        /// Decisions of the whole workflow that this version does not carry out.
        private static let later = ["release-redacted", "return", "disclose", "escalate"]

        @Argument(help: ArgumentHelp("The cases' numbers, then release or erase.", valueName: "id"))
        var words: [String]

        @Option(help: ArgumentHelp("A code from the policy's decision-reasons.", valueName: "code"))
        var why: String

        @Option(help: ArgumentHelp("Where a released message is written: a maildir, or a new file.", valueName: "path"))
        var to: String?

        @Option(
            name: .customLong("text-file"),
            help: ArgumentHelp("Free text, sealed with the case; - for standard input.", valueName: "file"))
        var textFile: String?

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions
        @OptionGroup var patternOptions: PatternOptions
        @OptionGroup var policyOptions: PolicyOptions

        func run() async throws {
            let (numbers, kind) = try parsed()
            try checkReason()
            let decision = try Decision(kind, why: why, text: try text(), destination: to)
            let store = try storeOptions.open(creating: false, for: "case decide")
            let actor = try await actorOptions.actor(in: store)
            var failed = false
            for number in numbers {
                let result = try await store.decide(number, decision, by: actor, at: Date())
                let effect = result.effect.map { ", \($0.rawValue)" } ?? ""
                print("\(number): \(kind.rawValue), case \(result.state.rawValue)\(effect)")
                if let failure = result.failure {
                    Console.error("inward: case \(number): \(failure)")
                    failed = true
                }
            }
            if failed { throw ExitCode(1) }
        }

        private func parsed() throws -> ([CaseNumber], DecisionKind) {
            guard words.count >= 2, let last = words.last else {
                throw ValidationError("name one or more cases, then the decision: release or erase")
            }
            if Self.later.contains(last) { throw ValidationError("'\(last)' is not available yet") }
            guard let kind = DecisionKind(rawValue: last) else {
                throw ValidationError("the decision stands last and is release or erase, not '\(last)'")
            }
            if to != nil && (kind != .release || words.count > 2) {
                throw ValidationError("--to is for the release of one case")
            }
            return (try StoreOptions.numbers(words.dropLast()), kind)
        }

        private func checkReason() throws {
            let policy = try policyOptions.load(patterns: patternOptions)
            guard policy.decisionReasons.contains(why) else {
                throw ValidationError(
                    "--why: '\(why)' is not among the policy's decision-reasons: "
                        + policy.decisionReasons.joined(separator: ", "))
            }
        }

        private func text() throws -> String? {
            guard let textFile else { return nil }
            if textFile == "-" {
                return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            }
            guard let data = FileManager.default.contents(atPath: textFile) else {
                throw ValidationError("\(textFile): cannot be opened")
            }
            return String(decoding: data, as: UTF8.self)
        }
    }
}
