import ArgumentParser
import Detection
import Foundation
import Policy

/// `inward policy`: the policy checked and told in words.
struct PolicyGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Checks a policy and says in words what it does.",
        subcommands: [Check.self, Show.self, Propose.self, Approve.self, List.self])

    /// `inward policy check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Names every mistake with its file and line.")

        @OptionGroup var patternOptions: PatternOptions
        @OptionGroup var policyOptions: PolicyOptions

        func run() throws {
            let path = try policyOptions.path(patterns: patternOptions)
            let check = Policy.check(path: path)
            for warning in check.warnings { Console.error("\(warning)") }
            for mistake in check.mistakes { Console.error("\(mistake)") }
            guard check.mistakes.isEmpty else { throw ExitCode(1) }
            print("\(path): no mistakes")
        }
    }

    /// `inward policy show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says what the policy does, in the order of means.")

        @OptionGroup var patternOptions: PatternOptions
        @OptionGroup var policyOptions: PolicyOptions

        func run() throws { print(try policyOptions.load(patterns: patternOptions).plainText) }
    }
}
