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
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Names every mistake in the configuration and in the policy, with file and line.")

        @OptionGroup var configurationOptions: ConfigurationOptions
        @OptionGroup var patternOptions: PatternOptions
        @OptionGroup var policyOptions: PolicyOptions

        func run() throws {
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
        }
    }
}
