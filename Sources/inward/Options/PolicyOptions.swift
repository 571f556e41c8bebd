import ArgumentParser
import Detection
import Foundation
import Policy

/// Which policy holds; the same in every command.
struct PolicyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The policy; policy.yaml of the rule packs without it.", valueName: "file"))
    var policy: String?

    /// The policy's path.
    func path(patterns: PatternOptions) throws -> String { try policy ?? "\(patterns.path())/policy.yaml" }

    /// The policy, read.
    func load(patterns: PatternOptions) throws -> Policy { try Policy.load(path: path(patterns: patterns)) }
}
