import ArgumentParser
import Detection
import Foundation

/// `inward evaluate`: precision, recall, F1 per category and calibration over a labelled corpus.
struct Evaluate: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl }

    static let configuration = CommandConfiguration(
        abstract: "Counts findings against the labels of a corpus in JSON Lines.",
        discussion: """
            Counts messages: a category is found where a finding of it stands at or above --min-confidence. Without \
            --prevalence the corpus's own share of labelled messages is taken, for mails and forms alike.
            """)

    @Argument(help: ArgumentHelp("Labelled JSON Lines, or folders of them.", valueName: "corpus"))
    var corpus: [String]

    @OptionGroup var patternOptions: PatternOptions
    @OptionGroup var detection: DetectionOptions

    @ArgumentParser.Flag(
        help: "List misses and false alarms with their evidence, worst first. Shows text of the corpus.")
    var errors = false

    @Option(
        help: ArgumentHelp(
            "Also calibrate on this real mail, beside the labelled messages that hold a finding as one in a hundred.",
            valueName: "mbox"))
    var mail: [String] = []

    @Option(
        help: ArgumentHelp(
            "What of that mail's findings was read and found right: a line each, the mail's number and the category.",
            valueName: "file"))
    var mailRead: String?

    @Option(help: "text or jsonl.")
    var format = Format.text

    func run() throws {
        let detector = try patternOptions.detector()
        let messages = try CorpusFiles.load(corpus)
        let share = try Self.share(of: messages, stated: detection.prevalence)
        let options = try detection.options(prevalence: Prevalence(share), floor: Calibration.floor)
        var evaluation = Evaluation(minimum: detection.minimum)
        let scratch = DetectorScratch()
        for message in messages {
            evaluation.add(message, detector.assess(message.message, options: options, scratch: scratch))
        }
        var report = EvaluationReport(evaluation: evaluation, prevalence: share, wasStated: detection.prevalence != nil)
        if !mail.isEmpty {
            var study = MailCalibration(right: try mailRead.map(MailCalibration.readings) ?? [])
            try MailFiles.forEach(in: mail) { study.add(detector.assess($0, options: options, scratch: scratch)) }
            report.mail = study.calibration(evaluation.outcomes, holding: messages.count { !$0.isInnocent })
        }
        print(format == .text ? report.text : report.jsonLine)
        if errors { print(report.mistakes(asJSON: format == .jsonl)) }
    }

    /// The prevalence: as stated, or the share of labelled messages, which must be neither none nor all.
    private static func share(of messages: [LabelledMessage], stated: Double?) throws -> Double {
        if let stated { return stated }
        let holding = messages.count { !$0.isInnocent }
        guard holding > 0, holding < messages.count else {
            throw ValidationError(
                holding == 0
                    ? "the corpus has no labelled message to take a prevalence from; state one with --prevalence"
                    : "every message of the corpus is labelled; state a prevalence with --prevalence")
        }
        return Double(holding) / Double(messages.count)
    }
}

/// Corpus files as given on the command line.
enum CorpusFiles {
    /// Reads files, and the `.jsonl` files of folders in the order of their names.
    static func load(_ paths: [String]) throws -> [LabelledMessage] {
        try paths.flatMap(files).flatMap { try LabelledMessage.load(path: $0) }
    }

    private static func files(_ path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { "\(path)/\($0)" }
    }
}
