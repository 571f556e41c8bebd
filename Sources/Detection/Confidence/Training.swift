import Messages

/// Fits the weights of a pack on labelled messages (`inward train`).
public struct Training {
    /// How strongly weights are pulled to where they start; one number scales all.
    public var strength = 1.0
    /// Sentence models fitted before, for those who fit often on the same messages.
    public var sentences: SentenceFolds?
    /// Terms with fewer candidates than this in the fit worlds get no weight of their own.
    private static let termRows = 4
    /// How much an example of a rule counts beside a labelled message.
    private static let exampleWeight = 0.5
    /// How often examples that do not hold are given more weight before training gives up on them.
    private static let rounds = 10

    private let detector: LanguageDetector
    private let scratch = DetectorScratch()

    /// Training of the pack of `language`.
    public init?(detector: Detector, language: String) {
        guard let own = detector.languages.first(where: { $0.pack.language == language }) else { return nil }
        self.detector = own
    }

    /// The pack's word classes, for sentence models.
    public var wordClasses: WordClasses { detector.pack.wordClasses }

    /// What a fit gives.
    public struct Result: Sendable {
        /// The fitted weights.
        public var weights: Weights
        /// Labelled messages they were fitted on.
        public var messages: Int
        /// Candidates in these messages.
        public var candidates: Int
        /// Candidates that overlap a labelled phrase of their category.
        public var trueCandidates: Int
        /// The sentence model, fitted on all messages.
        public var sentences: SentenceModel
    }

    /// Fits on labelled messages and on the rules' own examples.
    ///
    /// - Parameters:
    ///   - corpus: the fit worlds.
    ///   - innocentMail: candidates a mail in real mail that holds no finding; nil keeps what the weights say.
    ///   - mail: candidates of each rule in such mail; without it rules have no rates of their own.
    public func fit(_ corpus: [LabelledMessage], innocentMail: Double?, mail: MailCandidates? = nil) -> Result {
        var rows = CandidateRows(detector: detector)
        let folds = sentences ?? SentenceFolds(corpus, classes: wordClasses)
        for labelled in corpus {
            scratch.sentenceModel = folds.model(without: labelled.id)
            rows.add(labelled, scratch: scratch)
        }
        scratch.sentenceModel = SentenceModel.silent
        let counted = rows.count
        let rates = rows.rates(kept: detector.scorer.rates, innocentMail: innocentMail, mail: mail)
        for rule in detector.pack.rules { rows.addExamples(of: rule, weight: Self.exampleWeight, scratch: scratch) }
        let layout = ParameterLayout(detector: detector, rows: rows, termRows: Self.termRows, strength: strength)
        let regression = LogisticRegression(start: layout.start, penalty: layout.penalty)
        var theta = regression.fit(rows.rows.map(layout.row))
        for _ in 0..<Self.rounds {
            let logOdds = rows.rows.map { row in
                let shift = rates.shift(prevalence: 0.5, kind: row.kind, rule: rates.rules[row.candidate.source])
                return layout.row(row).parameters.reduce(shift) { $0 + theta[Int($1)] }
            }
            guard rows.strengthenFailing(logOdds) > 0 else { break }
            theta = regression.fit(rows.rows.map(layout.row), from: theta)
        }
        var weights = layout.weights(theta)
        weights.plugs = detector.plugs
        weights.rates = rates
        return Result(
            weights: weights, messages: corpus.count, candidates: counted, trueCandidates: rows.trueCount,
            sentences: folds.whole)
    }

    /// Counts the candidates of a real mail.
    public func count(_ message: Message, into mail: inout MailCandidates) {
        mail.messages += 1
        scratch.sentenceModel = sentences?.whole
        for judged in detector.examine(message, scratch: scratch).judged {
            guard case .category = judged.candidate.target else { continue }
            mail.byRule[judged.candidate.source, default: 0] += 1
        }
    }
}
