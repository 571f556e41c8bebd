import Matching
import Messages

/// Detection by the rule pack of one language: proposers, sentences, families, score.
final class LanguageDetector: Sendable {
    let pack: RulePack
    let proposers: [any Proposer]
    let families: [any EvidenceFamily]
    let scorer: Scorer
    private let cues: CueIndex
    private let finder: SentenceFinder
    private let polarities: PolarityReader
    private let subjects: SubjectReader
    /// How much of a message the whole-message cues are counted in, in bytes.
    private static let sample = 4_000

    init(
        pack: RulePack, proposers extra: [any Proposer], families others: [any EvidenceFamily],
        without left: Set<String> = [], triesPatterns: Bool, keeper: (any MatcherKeeper)? = nil
    ) throws {
        self.pack = pack
        cues = try CueIndex(cues: pack.cues, rules: pack.rules, frequencies: pack.frequencies)
        finder = SentenceFinder(abbreviations: pack.cues.abbreviations)
        polarities = PolarityReader(cues)
        subjects = SubjectReader(cues)
        proposers =
            [
                try AnchorProposer(
                    rules: pack.rules, frequencies: pack.frequencies, triesPatterns: triesPatterns, keeper: keeper),
                try AnswerProposer(rules: pack.rules, cues: pack.cues, frequencies: pack.frequencies),
                SentenceProposer(),
            ] + extra
        let index = cues
        let all =
            cues.families.indices.filter { index.families[$0].name != "answers" }
            .map { CueFamily(index: index, family: $0, rules: pack.rules) as any EvidenceFamily }
            + [
                PlaceFamily(), BulkFamily(), CompanyFamily(), SpanFamily(), MessageFamily(index: index),
                SentenceFamily(),
            ] + others
        families = all.filter { !left.contains($0.name) }
        try Self.check(pack.weights, proposers, families, language: pack.language)
        scorer = Scorer(space: FeatureSpace(families), rules: pack.rules, weights: pack.weights)
    }

    /// Names and versions of the plugs, as the weights file keeps them.
    var plugs: [String: Int] { Self.plugs(proposers, families) }

    private static func plugs(_ proposers: [any Proposer], _ families: [any EvidenceFamily]) -> [String: Int] {
        var plugs: [String: Int] = [:]
        for proposer in proposers { plugs["propose.\(proposer.name)"] = proposer.version }
        for family in families { plugs["evidence.\(family.name)"] = family.version }
        return plugs
    }

    /// Weights that were fitted with other plugs are refused. A cue family added since by hand starts from its own weights.
    private static func check(
        _ weights: Weights?, _ proposers: [any Proposer], _ families: [any EvidenceFamily], language: String
    ) throws {
        guard let weights else { return }
        let present = plugs(proposers, families)
        for (name, version) in weights.plugs.sorted(by: { $0.key < $1.key }) where present[name] != version {
            let found = present[name].map { "here it is version \($0)" } ?? "it is not here"
            throw SettingsError(
                file: "\(language)/weights.yaml",
                message: "was fitted with \(name) version \(version), but \(found); run 'inward train'")
        }
        let data = Set(families.filter { $0 is CueFamily }.map { "evidence.\($0.name)" })
        for name in present.keys.sorted() where weights.plugs[name] == nil && !data.contains(name) {
            throw SettingsError(
                file: "\(language)/weights.yaml", message: "was fitted without \(name); run 'inward train'")
        }
    }

    /// Everything that was worth judging in a message, judged.
    func examine(_ message: Message, scratch: DetectorScratch) -> Examination {
        var text = MessageText(message)
        if let model = scratch.sentenceModel ?? pack.sentences, !model.isSilent {
            text.scored = ScoredSentences(text.segments, model, &scratch.sentences)
        }
        var candidates = proposers.flatMap { $0.propose(in: text, scratch: scratch) }
        candidates.removeAll { !text.holds($0) }
        guard !candidates.isEmpty else { return Examination(text: text) }
        candidates = withoutDoubles(text.withoutCovered(candidates))
        if candidates.count > scratch.limits.candidates {
            candidates.removeLast(candidates.count - max(scratch.limits.candidates, 0))
            scratch.isComplete = false
        }
        placeSentences(&candidates, in: &text, scratch: scratch)
        candidates.removeAll { !isAllowed($0, in: text) }
        guard !candidates.isEmpty else { return Examination(text: text) }
        text.counts = messageCounts(text, scratch: scratch)
        var rows = candidates.indices.map { _ in
            // As many as most have: growing from nothing takes longer than looking for them.
            var row: [FeatureHit] = []
            row.reserveCapacity(24)
            return row
        }
        for (index, family) in families.enumerated() {
            let offset = scorer.space.offsets[index]
            family.examine(candidates, in: text) { position, hit in
                let feature = hit.feature + offset
                guard !rows[position].contains(where: { $0.feature == feature }) else { return }
                rows[position].append(FeatureHit(feature, range: hit.range))
            }
        }
        let judged = zip(candidates, rows).map { candidate, row in
            Examination.Judged(
                candidate: candidate, features: row, logOdds: scorer.logOdds(of: candidate, features: row))
        }
        return Examination(text: text, judged: judged)
    }

    /// The polarity of a candidate.
    func polarity(of candidate: Candidate, in text: MessageText) -> Polarity {
        polarities.polarity(of: candidate, in: text.sentences[candidate.sentence], text: text)
    }

    /// Whom a candidate is about.
    func subject(of candidate: Candidate, in text: MessageText) -> DataSubject {
        subjects.subject(of: candidate, in: text.sentences[candidate.sentence])
    }

    /// The candidates in the order of the text. Of those of one rule that overlap only the first stays, and of those that
    /// begin together the longest.
    private func withoutDoubles(_ candidates: [Candidate]) -> [Candidate] {
        let sorted = candidates.sorted { left, right in
            (left.segment, left.range.lowerBound, -left.range.count, left.rule)
                < (right.segment, right.range.lowerBound, -right.range.count, right.rule)
        }
        var kept: [Candidate] = []
        var lastOfRule = [Int](repeating: -1, count: pack.rules.count)
        for candidate in sorted {
            if candidate.rule >= 0, case let last = lastOfRule[candidate.rule], last >= 0,
                kept[last].segment == candidate.segment, kept[last].range.upperBound > candidate.range.lowerBound
            {
                continue
            }
            if candidate.rule >= 0 { lastOfRule[candidate.rule] = kept.count }
            kept.append(candidate)
        }
        return kept
    }

    private func placeSentences(_ candidates: inout [Candidate], in text: inout MessageText, scratch: DetectorScratch) {
        for index in candidates.indices {
            let candidate = candidates[index]
            if let last = text.sentences.last, last.segment == candidate.segment, last.range.contains(candidate.range) {
                candidates[index].sentence = text.sentences.count - 1
                continue
            }
            let bytes = text.segments[candidate.segment].text
            let range = finder.sentence(around: candidate.range, in: bytes)
            let previous = finder.sentence(before: range.lowerBound, in: bytes).map { previous in
                // Often the sentence of the candidate before.
                if let last = text.sentences.last, last.segment == candidate.segment, last.range == previous {
                    return last.cues
                }
                return cues.find(in: bytes, range: previous, scratch: scratch)
            }
            text.sentences.append(
                MessageText.Sentence(
                    segment: candidate.segment, range: range,
                    cues: cues.find(in: bytes, range: range, scratch: scratch), previous: previous ?? []))
            candidates[index].sentence = text.sentences.count - 1
        }
    }

    /// Whether the rule's `needs` and `unless` hold of a candidate's sentence.
    private func isAllowed(_ candidate: Candidate, in text: MessageText) -> Bool {
        guard candidate.rule >= 0 else { return true }
        let rule = pack.rules[candidate.rule]
        let sentence = text.sentences[candidate.sentence]
        if let number = cues.unless[candidate.rule], sentence.cues.contains(where: { $0.pattern == number }) {
            return false
        }
        guard !rule.needs.isEmpty else { return true }
        return sentence.cues.contains { cue in
            cues.family(of: cue.pattern).map { rule.needs.contains(cues.families[$0].name) } ?? false
        }
    }

    private func messageCounts(_ text: MessageText, scratch: DetectorScratch) -> [Int] {
        var counts = [Int](repeating: 0, count: cues.groups.count)
        var left = Self.sample
        for segment in text.segments where left > 0 {
            let size = min(left, segment.text.count)
            left -= size
            for cue in cues.findCounted(in: segment.text, range: 0..<size, scratch: scratch)
            where Int(cue.pattern) < counts.count {
                counts[Int(cue.pattern)] += 1
            }
        }
        return counts
    }
}

/// What was worth judging in a message, with features and log-odds at the rate of the fit worlds.
struct Examination {
    /// One candidate, judged.
    struct Judged {
        let candidate: Candidate
        let features: [FeatureHit]
        let logOdds: Double
    }

    let text: MessageText
    var judged: [Judged] = []
}
