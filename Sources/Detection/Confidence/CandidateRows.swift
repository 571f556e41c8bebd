import Messages

/// Candidates of labelled messages as rows for fitting.
struct CandidateRows {
    /// One candidate with its features and whether it was right.
    struct Row {
        let candidate: Candidate
        let category: Category
        let kind: Message.Kind
        let features: [Int]
        let isTrue: Bool
        var weight: Double
        /// The number of the example it is a hit in, nil for those of labelled messages.
        let example: Int?
    }

    private let detector: LanguageDetector
    private(set) var rows: [Row] = []
    private var exampleCount = 0
    private(set) var trueCount = 0
    /// For each rule its false candidates in messages that hold a finding, and in others.
    private var falseInHoldingByRule: [String: Int] = [:]
    private var falseInInnocentByRule: [String: Int] = [:]
    private var innocent = 0
    private var holding = 0
    private var trueInHolding = 0
    private var falseInHolding = 0
    private var innocentForms = 0
    private var candidatesInInnocentForms = 0

    init(detector: LanguageDetector) { self.detector = detector }

    var count: Int { rows.count }

    /// Adds the candidates of a labelled message: true where they overlap a labelled span of their category in their place.
    mutating func add(_ labelled: LabelledMessage, scratch: DetectorScratch) {
        let examination = detector.examine(labelled.message, scratch: scratch)
        var right = 0
        var wrong = 0
        for judged in examination.judged {
            guard case .category(let category) = judged.candidate.target else { continue }
            let segment = examination.text.segments[judged.candidate.segment]
            let bytes = segment.normalised.original(judged.candidate.range)
            let isTrue = labelled.spans.contains {
                $0.category == category && $0.place == segment.segment.place && $0.bytes.overlaps(bytes)
            }
            if isTrue { right += 1 } else { wrong += 1 }
            if !isTrue, labelled.isInnocent {
                falseInInnocentByRule[judged.candidate.source, default: 0] += 1
            } else if !isTrue {
                falseInHoldingByRule[judged.candidate.source, default: 0] += 1
            }
            append(judged, category, labelled.message.kind, isTrue: isTrue, weight: 1, example: nil)
        }
        trueCount += right
        if labelled.isInnocent { innocent += 1 }
        if !labelled.isInnocent {
            holding += 1
            trueInHolding += right
            falseInHolding += wrong
        } else if labelled.message.kind == .form {
            innocentForms += 1
            candidatesInInnocentForms += wrong
        }
    }

    /// Adds a rule's own hits in its examples and counterexamples.
    mutating func addExamples(of rule: Rule, weight: Double, scratch: DetectorScratch) {
        guard case .category(let category) = rule.target else { return }
        for (examples, isTrue) in [(rule.examples, true), (rule.counterexamples, false)] {
            for example in examples {
                let examination = detector.examine(example.message, scratch: scratch)
                for judged in examination.judged where judged.candidate.source == rule.id {
                    append(
                        judged, category, example.message.kind, isTrue: isTrue, weight: weight, example: exampleCount)
                }
                exampleCount += 1
            }
        }
    }

    private mutating func append(
        _ judged: Examination.Judged, _ category: Category, _ kind: Message.Kind, isTrue: Bool, weight: Double,
        example: Int?
    ) {
        rows.append(
            Row(
                candidate: judged.candidate, category: category, kind: kind, features: judged.features.map(\.feature),
                isTrue: isTrue,
                weight: weight, example: example))
    }

    /// Doubles the weight of every example that does not hold, given the log-odds of all rows at even odds.
    ///
    /// An example holds where one of its hits is a finding, a counterexample where none is.
    ///
    /// - Returns: how many did not hold.
    mutating func strengthenFailing(_ logOdds: [Double]) -> Int {
        var best: [Int: Double] = [:]
        for (row, value) in zip(rows, logOdds) {
            if let example = row.example { best[example] = max(best[example] ?? -.infinity, value) }
        }
        var failing: Set<Int> = []
        for index in rows.indices {
            guard let example = rows[index].example, let value = best[example] else { continue }
            if rows[index].isTrue ? value < Self.margin : value >= -Self.margin {
                failing.insert(example)
                rows[index].weight *= 2
            }
        }
        return failing.count
    }

    /// How far beyond even odds an example has to be, in log-odds, so that rounding does not undo it.
    private static let margin = 0.05

    /// The rates of DESIGN section 6, of the labelled messages added so far.
    func rates(kept: CandidateRates, innocentMail: Double?, mail: MailCandidates?) -> CandidateRates {
        var rates = kept
        let share = Double(trueCount) / Double(max(rows.count, 1))
        rates.trueShare = min(max(share, 0.01), 0.99)
        rates.truePerHolding = Double(trueInHolding) / Double(max(holding, 1))
        rates.falsePerHolding = Double(falseInHolding) / Double(max(holding, 1))
        if innocentForms > 0 { rates.perInnocentForm = Double(candidatesInInnocentForms) / Double(innocentForms) }
        if let innocentMail { rates.perInnocentEmail = innocentMail }
        rates.holdingShare = Double(holding) / Double(max(holding + innocent, 1))
        if let mail { rates.rules = ruleRates(mail) }
        return rates
    }

    private func ruleRates(_ mail: MailCandidates) -> [String: RuleRates] {
        var rates: [String: RuleRates] = [:]
        let rules = detector.pack.rules.filter { rule in
            if case .category = rule.target { return true }
            return false
        }
        for source in Set(rules.map(\.id) + rows.map(\.candidate.source)) {
            rates[source] = RuleRates(
                holding: .init(candidates: falseInHoldingByRule[source] ?? 0, messages: holding),
                innocent: .init(candidates: falseInInnocentByRule[source] ?? 0, messages: innocent),
                mail: .init(candidates: mail.byRule[source] ?? 0, messages: mail.messages))
        }
        return rates
    }
}
