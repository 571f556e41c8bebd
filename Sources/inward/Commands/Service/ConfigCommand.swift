import ArgumentParser
import Detection
import Foundation
import Policy
import Service

/// `inward config`: how the machine is set up.
struct Config: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks how this machine is set up.", subcommands: [Check.self])

    /// `inward config check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Names every mistake in the configuration and in the policy, with file and line.")

        @OptionGroup var configurationOptions: ConfigurationOptions
        @OptionGroup var patternOptions: PatternOptions
        @OptionGroup var policyOptions: PolicyOptions
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let check = Configuration.check(path: configurationOptions.path)
            let sources = JudgementSources(check.configuration, patternOptions, policyOptions)
            let policyPath = try sources.path()
            let policy = Policy.check(path: policyPath)
            var mistakes = check.mistakes.map(\.description)
            if check.mistakes.isEmpty { mistakes += check.configuration.missing }
            mistakes += policy.mistakes.map(\.description)
            for warning in policy.warnings { Console.error("\(warning)") }
            for mistake in mistakes { Console.error(mistake) }
            guard mistakes.isEmpty else { throw ExitCode(1) }
            print("\(configurationOptions.path): no mistakes")
            print("\(policyPath): no mistakes")
            try await tellThinLevels(check.configuration)
        }

        /// Levels that too few people hold, where a store or a running service can be asked.
        private func tellThinLevels(_ settings: Configuration) async throws {
            guard let store = try storeOptions.openThere(settings, for: "config check") else {
                return print("no store is here: whether each level is held by two people was not looked at")
            }
            if store is RemoteCaseStore { _ = try await actorOptions.actor(in: store) }
            for level in try await store.thinLevels(at: Date()) {
                let asked = level.asked.joined(separator: ", ")
                Console.error(
                    "level \(level.level) (\(asked)): held by \(level.holders), and needs two people or nobody can "
                        + "approve what the other asks for")
            }
        }
    }
}
