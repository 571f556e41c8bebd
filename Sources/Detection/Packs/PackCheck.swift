/// Runs every example and counterexample of every rule (`inward patterns check`).
public struct PackCheck {
    private let detector: Detector

    /// A check of a compiled folder.
    public init(_ detector: Detector) { self.detector = detector }

    /// What was run.
    public struct Result: Sendable {
        /// Rules tried; those of `patterns/any` once for each language.
        public var rules = 0
        /// Terms of these rules.
        public var terms = 0
        /// Examples and counterexamples tried.
        public var examples = 0
        /// Those that failed, each with its file and line.
        public var mistakes: [SettingsError] = []
    }

    /// Tries all rules at a prevalence of 0.5: an example passes where its rule gives a finding at 0.5 or more, a
    /// counterexample where it gives none.
    public func run() -> Result {
        var result = Result()
        let scratch = DetectorScratch()
        // A rule has to carry its examples without the sentence model, which is fitted after it.
        scratch.sentenceModel = SentenceModel.silent
        for language in detector.languages {
            for rule in language.pack.rules {
                result.rules += 1
                result.terms += rule.terms.count
                for example in rule.examples {
                    result.examples += 1
                    let best = confidence(of: rule, in: example, language, scratch)
                    if best < 0.5 { result.mistakes.append(mistake(rule, example, best, isExample: true)) }
                }
                for example in rule.counterexamples {
                    result.examples += 1
                    let best = confidence(of: rule, in: example, language, scratch)
                    if best >= 0.5 { result.mistakes.append(mistake(rule, example, best, isExample: false)) }
                }
            }
        }
        return result
    }

    /// The highest confidence of the rule's own hits, 0 where it has none.
    private func confidence(
        of rule: Rule, in example: Example, _ language: LanguageDetector, _ scratch: DetectorScratch
    ) -> Double {
        let message = example.message
        let scorer = language.scorer
        let judged = language.examine(message, scratch: scratch).judged.filter { $0.candidate.source == rule.id }
        let confidences = judged.map { judged -> Double in
            guard case .category = rule.target else { return Logistic.probability(judged.logOdds) }
            let shift = scorer.shift(of: judged.candidate, prevalence: 0.5, kind: message.kind)
            return Logistic.probability(judged.logOdds + shift)
        }
        return confidences.max() ?? 0
    }

    private func mistake(_ rule: Rule, _ example: Example, _ confidence: Double, isExample: Bool) -> SettingsError {
        let kind = isExample ? "an example" : "a counterexample"
        let found = confidence == 0 ? "the rule does not hit it" : "the rule gives it \(Weights.rounded(confidence))"
        let advice = isExample ? "; at least 0.5 is asked" : "; below 0.5 is asked"
        return SettingsError(
            file: rule.file, line: example.line, message: "rule \(rule.id): \(kind) fails: \(found)\(advice)")
    }
}
