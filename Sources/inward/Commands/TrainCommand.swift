import ArgumentParser
import Detection
import Foundation
import Messages

/// `inward train`: fits the weights of a pack on labelled messages.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fits the weights of a rule pack on labelled messages and writes weights.yaml.",
        discussion: "Deterministic: the same packs and messages give the same file.")

    @Argument(help: ArgumentHelp("Labelled JSON Lines to fit on, or folders of them.", valueName: "corpus"))
    var corpus: [String]

    @OptionGroup var patternOptions: PatternOptions

    @Option(help: "The pack that is fitted.")
    var language = "en"

    @Option(
        help: ArgumentHelp(
            "Real mail without findings, to measure how many candidates an innocent mail has. Without it the figure in weights.yaml stays.",
            valueName: "mbox"))
    var mail: [String] = []

    @Option(help: "Scales how strongly weights are held to where they start.")
    var strength = 1.0

    @Option(
        help: ArgumentHelp(
            "Write no weights, but fit with each evidence family left out in turn and say what these messages lose by it.",
            valueName: "corpus"))
    var ablation: [String] = []

    @Option(help: ArgumentHelp("Where the weights go; weights.yaml of the pack without it.", valueName: "file"))
    var output: String?

    func run() throws {
        guard ablation.isEmpty else { return try printAblation() }
        let current = try patternOptions.load()
        let kept = current.packs.first { $0.language == language }?.weights?.rates
        let detector = try Detector(patterns: patternOptions.load(weights: false))
        guard var training = Training(detector: detector, language: language) else {
            throw ValidationError("there is no rule pack for the language '\(language)'")
        }
        training.strength = strength
        let messages = try CorpusFiles.load(corpus)
        let folds = SentenceFolds(messages, classes: training.wordClasses)
        training.sentences = folds
        let counted = try mail.isEmpty ? nil : candidates(training)
        var result = training.fit(messages, innocentMail: counted?.perMail ?? kept?.perInnocentEmail, mail: counted)
        result.weights.fit = [
            ("corpus", corpus.map { URL(fileURLWithPath: $0).lastPathComponent }.joined(separator: " ")),
            ("messages", "\(result.messages)"), ("candidates", "\(result.candidates)"),
            ("true-candidates", "\(result.trueCandidates)"), ("strength", "\(strength)"),
            ("pack", "\(detector.patterns.name) \(detector.patterns.version)"),
        ]
        let path = try output ?? "\(patternOptions.path())/\(language)/weights.yaml"
        let text = result.weights.text(
            header: "Written by `inward train`. Log-odds: above 0 speaks for a finding, below 0 against.")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        let model = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("sentences.tsv")
        try Data(result.sentences.text.utf8).write(to: model, options: .atomic)
        print(
            "\(path): fitted on \(result.messages) messages with \(result.candidates) candidates, "
                + "\(result.trueCandidates) of them true")
    }

    /// A table of what each family is worth, as it stands in `corpora/RESULTS.md`.
    private func printAblation() throws {
        let study = Ablation(patterns: try patternOptions.load(), language: language, strength: strength)
        let outcomes = try study.run(fit: CorpusFiles.load(corpus), corpus: CorpusFiles.load(ablation))
        print("| without | macro F1 | explicit | inferred | hard negatives flagged |\n|---|---|---|---|---|")
        for outcome in outcomes {
            let evaluation = outcome.evaluation
            let figures = [
                evaluation.macroF1, evaluation.explicitFound.value, evaluation.inferredFound.value,
                evaluation.hardNegativesFlagged.value,
            ]
            let cells = figures.map { String(format: "%.3f", $0) }.joined(separator: " | ")
            print("| \(outcome.family ?? "nothing") | \(cells) |")
        }
    }

    /// The candidates of every second mail, so that the others can be measured on.
    private func candidates(_ training: Training) throws -> MailCandidates {
        var counted = MailCandidates()
        var number = 0
        try MailFiles.forEach(in: mail) { message in
            if number.isMultiple(of: 2) { training.count(message, into: &counted) }
            number += 1
        }
        return counted
    }
}
