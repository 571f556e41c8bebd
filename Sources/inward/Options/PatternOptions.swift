import ArgumentParser
import Detection
import Foundation

/// Which rule packs are read; the same in every command.
struct PatternOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of rule packs.", valueName: "dir"))
    var patterns: String?

    /// The folder's path.
    func path() throws -> String {
        try PatternSearch.folder(
            option: patterns, environment: ProcessInfo.processInfo.environment, binary: Self.binary)
    }

    /// The folder, read.
    func load(weights: Bool = true) throws -> PatternFolder { try PatternFolder.load(path: path(), weights: weights) }

    /// The folder, compiled.
    func detector() throws -> Detector { try Detector(patterns: load(), keeper: MatcherFiles()) }

    /// Where this program stands.
    static var binary: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
