/// What each evidence family is worth: weights are fitted and a corpus is evaluated with all of them, and with each left out in turn.
public struct Ablation {
    /// One fit and its evaluation.
    public struct Outcome: Sendable {
        /// The family that was left out; nil where none was.
        public let family: String?
        /// What was found by the others.
        public let evaluation: Evaluation
    }

    /// The packs; their weights are not used.
    private let patterns: PatternFolder
    private let language: String
    private let strength: Double
    /// Findings from this confidence up count.
    private let minimum: Double

    /// An ablation of the pack of `language`; `strength` is that of ``Training``.
    public init(patterns: PatternFolder, language: String, strength: Double, minimum: Double = 0.5) {
        self.patterns = patterns
        self.language = language
        self.strength = strength
        self.minimum = minimum
    }

    /// The names of the evidence families of `language`, those that stand in `cues.yaml` and those that are code.
    public static func families(of patterns: PatternFolder, language: String) throws -> [String] {
        try Detector(patterns: patterns).languages.first { $0.pack.language == language }?.families.map(\.name) ?? []
    }

    /// Fits and evaluates once with all families and once without each.
    ///
    /// - Parameters:
    ///   - fit: what weights are fitted on.
    ///   - corpus: what is evaluated, at its own share of labelled messages.
    /// - Throws: what compiling the packs throws.
    public func run(fit: [LabelledMessage], corpus: [LabelledMessage]) throws -> [Outcome] {
        let folds = SentenceFolds(fit, classes: patterns.packs.first { $0.language == language }?.wordClasses ?? .none)
        let families: [String?] = [nil] + (try Self.families(of: patterns, language: language)).map(Optional.some)
        return try families.map { Outcome(family: $0, evaluation: try evaluate(without: $0, fit, folds, corpus)) }
    }

    private func evaluate(
        without family: String?, _ fit: [LabelledMessage], _ folds: SentenceFolds, _ corpus: [LabelledMessage]
    ) throws -> Evaluation {
        var evaluation = Evaluation(minimum: minimum)
        var folder = patterns
        let left = Set([family].compactMap { $0 })
        for index in folder.packs.indices { folder.packs[index].weights = nil }
        let bare = try Detector(patterns: folder, without: left)
        guard var training = Training(detector: bare, language: language) else { return evaluation }
        training.strength = strength
        training.sentences = folds
        let weights = training.fit(fit, innocentMail: nil).weights
        for index in folder.packs.indices where folder.packs[index].language == language {
            folder.packs[index].weights = weights
            folder.packs[index].sentences = folds.whole
        }
        let detector = try Detector(patterns: folder, without: left)
        var options = Detector.Options()
        options.floor = Calibration.floor
        options.prevalence = Prevalence(
            Double(corpus.count { !$0.isInnocent }) / Double(max(corpus.count, 1)))
        let scratch = DetectorScratch()
        for message in corpus {
            evaluation.add(message, detector.assess(message.message, options: options, scratch: scratch))
        }
        return evaluation
    }
}
