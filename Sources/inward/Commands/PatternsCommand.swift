import ArgumentParser
import Detection
import Foundation

/// `inward patterns`: rule packs checked and listed.
struct Patterns: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks and lists rule packs.", subcommands: [Check.self, List.self, Propose.self, Approve.self])

    /// `inward patterns check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs every example and counterexample of every rule.")

        @OptionGroup var patternOptions: PatternOptions

        @Option(help: ArgumentHelp("Also say which patterns are tried most often on this mail.", valueName: "mbox"))
        var mail: [String] = []

        func run() throws {
            let detector = try Detector(patterns: patternOptions.load(), triesPatterns: true)
            if !mail.isEmpty { try printCosts(detector) }
            let result = PackCheck(detector).run()
            for mistake in result.mistakes { Console.error("\(mistake)") }
            let counts = [
                Number.count(result.rules, "rule"), Number.count(result.terms, "term"),
                Number.count(result.examples, "example"),
            ]
            print("\(counts.joined(separator: ", ")): \(Number.count(result.mistakes.count, "mistake"))")
            if !result.mistakes.isEmpty { throw ExitCode(1) }
        }

        /// The forty dearest patterns.
        private func printCosts(_ detector: Detector) throws {
            let costs = try detector.costs { try MailFiles.forEach(in: mail, $0) }
            print("\(costs.reduce(0) { $0 + $1.trials }) trials of patterns")
            for cost in costs.prefix(40) { print("\(cost.trials)  \(cost.rule) pattern \(cost.pattern)") }
        }
    }

    /// `inward patterns list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the rules of every pack.")

        @OptionGroup var patternOptions: PatternOptions

        func run() throws {
            let folder = try patternOptions.load()
            print("\(folder.name) \(folder.version)")
            for pack in folder.packs {
                let terms = pack.rules.reduce(0) { $0 + $1.terms.count }
                print("\n\(pack.language): \(Number.count(pack.rules.count, "rule")), \(Number.count(terms, "term"))")
                for rule in pack.rules {
                    let kinds = [
                        (rule.terms.count, "term"), (rule.patterns.count, "pattern"), (rule.fields.count, "field"),
                    ]
                    .filter { $0.0 > 0 }.map(Number.count)
                    print("  \(rule.id): \(rule.title) (\(kinds.joined(separator: ", ")))")
                }
            }
        }
    }
}
