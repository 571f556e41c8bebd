import Messages

/// Fits the weights of a pack on labelled messages (`inward train`).
public struct Training {
    /// How strongly weights are pulled to where they start; one number scales all.
    public var strength = 1.0
    /// How much a candidate of real mail counts beside one of a labelled message.
    public var mailWeight = 0.5
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
    }

    /// Fits on labelled messages and on the rules' own examples.
    ///
    /// - Parameters:
    ///   - corpus: the fit worlds.
    ///   - innocentMail: candidates a mail in real mail that holds no finding; nil keeps what the weights say.
    ///   - mail: real mail whose candidates are taken for false ones.
    public func fit(_ corpus: [LabelledMessage], innocentMail: Double?, mail: [Message] = []) -> Result {
        var rows = CandidateRows(detector: detector)
        for labelled in corpus { rows.add(labelled, scratch: scratch) }
        let counted = rows.count
        for message in mail { rows.add(innocent: message, weight: mailWeight, scratch: scratch) }
        let rates = rows.rates(kept: detector.scorer.rates, innocentMail: innocentMail)
        for rule in detector.pack.rules { rows.addExamples(of: rule, weight: Self.exampleWeight, scratch: scratch) }
        let layout = ParameterLayout(detector: detector, rows: rows, termRows: Self.termRows, strength: strength)
        let regression = LogisticRegression(start: layout.start, penalty: layout.penalty)
        var theta = regression.fit(rows.rows.map(layout.row))
        let shifts = Dictionary(
            uniqueKeysWithValues: [Message.Kind.email, .form].map { ($0, rates.shift(prevalence: 0.5, kind: $0)) })
        for _ in 0..<Self.rounds {
            let logOdds = rows.rows.map { row in
                layout.row(row).parameters.reduce(shifts[row.kind] ?? 0) { $0 + theta[Int($1)] }
            }
            guard rows.strengthenFailing(logOdds) > 0 else { break }
            theta = regression.fit(rows.rows.map(layout.row), from: theta)
        }
        var weights = layout.weights(theta)
        weights.plugs = detector.plugs
        weights.rates = rates
        return Result(
            weights: weights, messages: corpus.count, candidates: counted, trueCandidates: rows.trueCount)
    }

    /// The number of candidates of a message.
    public func candidates(in message: Message) -> Int {
        detector.examine(message, scratch: scratch).categoryCandidates
    }
}

extension Examination {
    /// Candidates for categories, flags apart.
    var categoryCandidates: Int {
        judged.reduce(0) { sum, judged in
            if case .category = judged.candidate.target { return sum + 1 }
            return sum
        }
    }
}
