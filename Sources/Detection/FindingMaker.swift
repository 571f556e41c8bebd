import Messages

/// Makes findings of judged candidates: probability, polarity, subject, and one finding where several candidates of a
/// category stand close together in a sentence.
///
/// The confidence of a category is that of its most confident finding: several hits in one message mostly say one thing,
/// and multiplying their doubts as if they were independent would promise more than holds.
struct FindingMaker {
    /// Candidates of one category, polarity and subject in one sentence are one finding where at most this many bytes
    /// stand between them.
    private static let gap = 48

    let detector: LanguageDetector
    let examination: Examination
    let options: Detector.Options

    /// The findings at or above the floor, in no certain order.
    func findings() -> [Finding] {
        let kind = examination.text.message.kind
        let prevalence = options.prevalence.share(of: kind)
        var parts: [Part] = []
        for judged in examination.judged {
            guard case .category(let category) = judged.candidate.target, options.categories.contains(category) else {
                continue
            }
            let shift = detector.scorer.shift(of: judged.candidate, prevalence: prevalence, kind: kind)
            let confidence = Logistic.probability(judged.logOdds + shift)
            guard confidence >= options.floor else { continue }
            parts.append(
                Part(
                    judged: judged, category: category, confidence: confidence,
                    polarity: detector.polarity(of: judged.candidate, in: examination.text),
                    about: detector.subject(of: judged.candidate, in: examination.text)))
        }
        var counts = ScalarCount()
        return merge(parts).map { finding($0, &counts) }
    }

    /// Flags whose rules hold at even odds. Flag rules are not fitted and so take no part in prevalence.
    func flags() -> Set<Flag> {
        var flags: Set<Flag> = []
        for judged in examination.judged {
            if case .flag(let flag) = judged.candidate.target, judged.logOdds >= 0 { flags.insert(flag) }
        }
        return flags
    }

    /// One judged candidate on its way to a finding.
    private struct Part {
        let judged: Examination.Judged
        let category: Category
        let confidence: Double
        let polarity: Polarity
        let about: DataSubject
        var range: Range<Int>

        init(
            judged: Examination.Judged, category: Category, confidence: Double, polarity: Polarity, about: DataSubject
        ) {
            self.judged = judged
            self.category = category
            self.confidence = confidence
            self.polarity = polarity
            self.about = about
            range = judged.candidate.range
        }
    }

    private func merge(_ parts: [Part]) -> [Part] {
        let sorted = parts.sorted {
            ($0.category, $0.judged.candidate.segment, $0.range.lowerBound)
                < ($1.category, $1.judged.candidate.segment, $1.range.lowerBound)
        }
        var merged: [Part] = []
        for part in sorted {
            guard let last = merged.last, belongs(part, to: last) else {
                merged.append(part)
                continue
            }
            var joined = part.confidence > last.confidence ? part : last
            joined.range = last.range.lowerBound..<max(last.range.upperBound, part.range.upperBound)
            merged[merged.count - 1] = joined
        }
        return merged
    }

    private func belongs(_ part: Part, to last: Part) -> Bool {
        guard part.category == last.category, part.judged.candidate.segment == last.judged.candidate.segment else {
            return false
        }
        if part.range.lowerBound < last.range.upperBound { return true }
        return part.polarity == last.polarity && part.about == last.about
            && part.judged.candidate.sentence == last.judged.candidate.sentence
            && part.range.lowerBound - last.range.upperBound <= Self.gap
            && min(part.confidence, last.confidence) * 3 >= max(part.confidence, last.confidence)
    }

    private func finding(_ part: Part, _ counts: inout ScalarCount) -> Finding {
        let candidate = part.judged.candidate
        let segment = examination.text.segments[candidate.segment]
        let bytes = segment.normalised.original(part.range)
        return Finding(
            rule: candidate.source, category: part.category, polarity: part.polarity, about: part.about,
            explicit: candidate.explicit, confidence: part.confidence, segment: candidate.segment,
            place: segment.segment.place, part: segment.segment.part, bytes: bytes,
            scalars: counts.range(bytes, of: segment.segment.text, segment: candidate.segment),
            evidence: evidence(part.judged))
    }

    private func evidence(_ judged: Examination.Judged) -> [Evidence] {
        let segment = examination.text.segments[judged.candidate.segment]
        let base = Evidence(
            family: "rule", feature: judged.candidate.source, weight: detector.scorer.base(of: judged.candidate))
        let others = judged.features.map { hit in
            let space = detector.scorer.space
            return Evidence(
                family: space.family(of: hit.feature), feature: space.names[hit.feature],
                weight: detector.scorer.weight(of: hit.feature, target: judged.candidate.target),
                bytes: hit.range.map(segment.normalised.original))
        }
        return [base] + others.filter { abs($0.weight) >= 0.005 }.sorted { abs($0.weight) > abs($1.weight) }
    }
}
