import ArgumentParser
import Casework
import Detection
import Foundation
import Policy

extension Case {
    /// `inward case decide`.
    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decides claimed cases, and does what the decision sets going.",
            usage: """
                inward case decide <id> ... release|release-redacted|erase|escalate --why <code> [--to <path>] [--text-file -]
                       inward case decide --rule <rule>|--thread <id> release|erase --why <code> --yes
                """)

        /// Decisions of the whole workflow that this version does not carry out.
        private static let later = ["return", "disclose"]

        @Argument(
            help: ArgumentHelp(
                "The cases' numbers, then release, release-redacted, erase or escalate.", valueName: "id"))
        var words: [String]

        @Option(help: ArgumentHelp("A code from the policy's decision-reasons.", valueName: "code"))
        var why: String

        @Option(help: ArgumentHelp("Where a released message is written: a maildir, or a new file.", valueName: "path"))
        var to: String?

        @Option(
            name: .customLong("text-file"),
            help: ArgumentHelp("Free text, sealed with the case; - for standard input.", valueName: "file"))
        var textFile: String?

        @Option(help: ArgumentHelp("All cases whose every finding comes from this rule.", valueName: "rule"))
        var rule: String?

        @Option(help: ArgumentHelp("All cases of the thread of this case.", valueName: "id"))
        var thread: String?

        @ArgumentParser.Flag(help: "With --rule or --thread: decide them. Without it they are only listed.")
        var yes = false

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions
        @OptionGroup var patternOptions: PatternOptions
        @OptionGroup var policyOptions: PolicyOptions

        func run() async throws {
            let (numbers, word) = try parsed()
            let store = try storeOptions.open(creating: false, for: "case decide")
            let actor = try await actorOptions.actor(in: store)
            // A policy in force in the store says itself which reasons there are.
            if try await store.versionInForce(.policy) == nil { try checkReason() }
            let text = try textFile.map(FreeText.read)
            if word == "escalate" {
                for number in numbers {
                    try await store.escalate(number, why: why, text: text, by: actor, at: Date())
                    print("\(number): back in its queue, for a higher level")
                }
                return
            }
            guard let kind = DecisionKind(rawValue: word), kind != .protect else { throw Self.unknown(word) }
            if kind == .releaseRedacted {
                let policy = try await policy(of: store)
                await store.prove(by: DetectorScan(try patternOptions.detector(), prevalence: policy.prevalence))
            }
            let decision = try Decision(kind, why: why, text: text, destination: to)
            if let selection = try selection() { return try await decideMany(selection, decision, store, actor) }
            var failed = false
            for number in numbers {
                let result = try await store.decide(number, decision, by: actor, at: Date())
                failed = !Self.report(number, decision, result) || failed
            }
            if failed { throw ExitCode(1) }
        }

        /// A line of what came of a decision; false where its effect failed.
        private static func report(_ number: CaseNumber, _ decision: Decision, _ result: DecisionResult) -> Bool {
            let effect = result.effect.map { ", \($0.rawValue)" } ?? ""
            print("\(number): \(decision.kind.rawValue), case \(result.state.rawValue)\(effect)")
            return Case.succeeded(number, result)
        }

        private func selection() throws -> CaseSelection? {
            if let rule { return .rule(rule) }
            return try thread.map { .thread(try StoreOptions.number($0)) }
        }

        private func decideMany(
            _ selection: CaseSelection, _ decision: Decision, _ store: any CaseStore, _ actor: ActorID
        ) async throws {
            let entries = try await store.preview(selection, by: actor, at: Date())
            print(CaseTable(entries: entries).text)
            guard yes else {
                return print("\(entries.count) would be decided by: \(decision.kind.rawValue). --yes does it.")
            }
            var failed = false
            for result in try await store.decideMany(entries.map(\.number), decision, by: actor, at: Date()) {
                switch result.result {
                case .success(let done): failed = !Self.report(result.number, decision, done) || failed
                case .failure(let error):
                    Console.error("inward: \(error)")
                    failed = true
                }
            }
            if failed { throw ExitCode(1) }
        }

        private func parsed() throws -> ([CaseNumber], String) {
            let isMany = rule != nil || thread != nil
            guard let last = words.last, isMany ? words.count == 1 : words.count >= 2 else {
                throw ValidationError("name one or more cases, then the decision: release or erase")
            }
            if Self.later.contains(last) { throw ValidationError("'\(last)' is not available yet") }
            guard ["release", "release-redacted", "erase", "escalate"].contains(last) else { throw Self.unknown(last) }
            if to != nil && (!last.hasPrefix("release") || words.count > 2) {
                throw ValidationError("--to is for the release of one case")
            }
            return (try StoreOptions.numbers(words.dropLast()), last)
        }

        /// The policy in force in the store, else the one that is named or installed.
        private func policy(of store: any CaseStore) async throws -> Policy {
            guard let (number, content) = try await store.versionInForce(.policy) else {
                return try policyOptions.load(patterns: patternOptions)
            }
            return try Policy.parse(text: String(decoding: content, as: UTF8.self), file: "policy \(number)")
        }

        private static func unknown(_ word: String) -> ValidationError {
            ValidationError(
                "the decision stands last and is release, release-redacted, erase or escalate, not '\(word)'")
        }

        private func checkReason() throws {
            let policy = try policyOptions.load(patterns: patternOptions)
            guard policy.decisionReasons.contains(why) else {
                throw ValidationError(
                    "--why: '\(why)' is not among the policy's decision-reasons: "
                        + policy.decisionReasons.joined(separator: ", "))
            }
        }
    }
}
