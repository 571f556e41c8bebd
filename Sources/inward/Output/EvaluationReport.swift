import Detection
import Foundation

/// An evaluation for people and for programs.
struct EvaluationReport {
    let evaluation: Evaluation
    let prevalence: Double
    let wasStated: Bool
    /// Calibration with real mail, where some was given.
    var mail: Calibration?

    init(evaluation: Evaluation, prevalence: Double, wasStated: Bool) {
        self.evaluation = evaluation
        self.prevalence = prevalence
        self.wasStated = wasStated
    }

    /// A table and a few lines.
    var text: String {
        var lines = [
            "\(evaluation.messages) messages at prevalence \(number(prevalence))\(wasStated ? "" : " (the corpus's own)"), "
                + "findings at \(number(evaluation.minimum)) and above",
            "",
            "category     found  missed  false   precision  recall     F1",
        ]
        for category in Category.allCases {
            guard let count = evaluation.categories[category] else { continue }
            lines.append(
                pad(category.rawValue, 11) + left(count.truePositive, 7) + left(count.falseNegative, 8)
                    + left(count.falsePositive, 7) + "  " + cell(count.precision) + cell(count.recall) + cell(count.f1))
        }
        lines += ["", "macro F1                     \(number(evaluation.macroF1))"]
        lines += shares.map { pad($0.0, 29) + "\(number($0.1.value))  (\($0.1.part) of \($0.1.whole))" }
        lines.append(pad("span overlap F1", 29) + number(evaluation.spans.f1))
        for (name, calibration) in calibrations {
            lines.append(
                pad("calibration error, \(name)", 29) + number(calibration.error)
                    + "  (by chance \(number(calibration.errorByChance)), above chance \(number(calibration.excess)), "
                    + "95% of resamples \(number(calibration.interval.lowerBound)) to "
                    + "\(number(calibration.interval.upperBound)), \(calibration.count) findings)")
            for (title, values) in [
                ("  stated, in tenths", calibration.groups.map(\.stated)),
                ("  and found", calibration.groups.map(\.found)),
            ] {
                lines.append(pad(title, 29) + values.map(number).joined(separator: " "))
            }
        }
        return lines.joined(separator: "\n")
    }

    /// One JSON object.
    var jsonLine: String {
        var json = JSONWriter()
        json.object {
            $0.member("messages", evaluation.messages)
            $0.member("prevalence", prevalence)
            $0.member("min_confidence", evaluation.minimum)
            $0.key("categories")
            $0.object {
                for category in Category.allCases {
                    guard let count = evaluation.categories[category] else { continue }
                    $0.key(category.rawValue)
                    $0.object {
                        $0.member("found", count.truePositive)
                        $0.member("missed", count.falseNegative)
                        $0.member("false", count.falsePositive)
                        $0.member("precision", count.precision)
                        $0.member("recall", count.recall)
                        $0.member("f1", count.f1)
                    }
                }
            }
            $0.member("macro_f1", evaluation.macroF1)
            for (name, share) in shares {
                $0.key(name.replacingOccurrences(of: " ", with: "_"))
                $0.object {
                    $0.member("share", share.value)
                    $0.member("part", share.part)
                    $0.member("whole", share.whole)
                }
            }
            $0.member("span_overlap_f1", evaluation.spans.f1)
            for (name, calibration) in calibrations {
                $0.key("calibration_\(name.replacingOccurrences(of: " ", with: "_"))")
                $0.object {
                    $0.member("findings", calibration.count)
                    $0.member("error", calibration.error)
                    $0.member("by_chance", calibration.errorByChance)
                    $0.member("above_chance", calibration.excess)
                    $0.member("low", calibration.interval.lowerBound)
                    $0.member("high", calibration.interval.upperBound)
                }
            }
        }
        return json.string
    }

    /// Misses and false alarms, worst first: misses that were hardly seen, false alarms that were held for sure.
    func mistakes(asJSON: Bool) -> String {
        let sorted = evaluation.mistakes.sorted { badness($0) > badness($1) }
        return sorted.map { asJSON ? json($0) : text($0) }.joined(separator: "\n")
    }

    private func badness(_ mistake: Evaluation.Mistake) -> Double {
        mistake.isMiss ? evaluation.minimum - mistake.confidence : mistake.confidence - evaluation.minimum
    }

    private func text(_ mistake: Evaluation.Mistake) -> String {
        let kind = mistake.isMiss ? "missed" : "false "
        let rule = mistake.finding?.rule ?? "no candidate"
        let evidence = mistake.finding.map { finding in
            finding.evidence.prefix(6).map { "\($0.feature) \(signed($0.weight))" }.joined(separator: ", ")
        }
        return "\(kind) \(number(mistake.confidence)) \(mistake.category.rawValue) \(mistake.id) \(rule)\n"
            + "    \(mistake.phrase.replacingOccurrences(of: "\n", with: " "))" + (evidence.map { "\n    \($0)" } ?? "")
    }

    private func json(_ mistake: Evaluation.Mistake) -> String {
        var json = JSONWriter()
        json.object {
            $0.member("id", mistake.id)
            $0.member("category", mistake.category.rawValue)
            $0.member("mistake", mistake.isMiss ? "missed" : "false")
            $0.member("confidence", mistake.confidence)
            $0.member("rule", mistake.finding?.rule)
            $0.member("text", mistake.phrase)
            $0.key("evidence")
            $0.array {
                for evidence in mistake.finding?.evidence ?? [] {
                    $0.object {
                        $0.member("feature", evidence.feature)
                        $0.member("weight", evidence.weight)
                    }
                }
            }
        }
        return json.string
    }

    private var shares: [(String, Evaluation.Share)] {
        [
            ("innocent flagged", evaluation.innocentFlagged),
            ("hard negatives flagged", evaluation.hardNegativesFlagged),
            ("explicit spans found", evaluation.explicitFound), ("inferred spans found", evaluation.inferredFound),
            ("polarity right", evaluation.polarityRight),
            ("negated found as negated", evaluation.negatedFoundAsNegated),
            ("about right", evaluation.aboutRight),
        ]
    }

    /// Over the labelled messages, and over those that hold a finding with real mail.
    private var calibrations: [(String, Calibration)] {
        var result: [(String, Calibration)] = []
        if let own = Calibration(evaluation.outcomes) { result.append(("as stated", own)) }
        if let mail { result.append(("real mail", mail)) }
        return result
    }

    private func number(_ value: Double) -> String { String(format: "%.3f", value) }
    private func signed(_ value: Double) -> String { String(format: "%+.2f", value) }
    private func cell(_ value: Double) -> String { String(format: "%8.3f", value) }
    private func left(_ value: Int, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - "\(value)".count)) + "\(value)"
    }
    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
