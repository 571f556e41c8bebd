import ArgumentParser
import Detection
import Foundation
import Messages

/// `inward explain`: every finding and non-finding of a text with its evidence, for people who write rules.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what the rules make of a text, and which evidence decided.",
        discussion: "Shows the text itself: use it on your own sentences.")

    @Argument(help: ArgumentHelp("The text, or - for standard input.", valueName: "text"))
    var text: String

    @OptionGroup var patternOptions: PatternOptions
    @OptionGroup var detection: DetectionOptions

    @Option(help: ArgumentHelp("Take the text for the answer in a form field of this name.", valueName: "name"))
    var field: String?

    func run() throws {
        let detector = try patternOptions.detector()
        let options = try detection.options(prevalence: Prevalence(0.5), floor: 0)
        let content =
            text == "-" ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : text
        let explanation = Explanation(detector: detector, options: options, minimum: detection.minimum)
        print(explanation.text(of: content, field: field, prevalence: detection.prevalence ?? 0.5))
    }
}
