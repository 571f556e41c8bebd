import Matching
import Messages

/// Terms and patterns of the rule packs, found in one pass over the text.
final class AnchorProposer: Proposer {
    let name = "anchors"
    let version = 1

    private let rules: [Rule]
    private let matcher: Matcher
    /// For a pattern's number the rule it belongs to.
    private let ruleOfPattern: [Int32]

    /// A pattern to make ready.
    private struct Work: Sendable {
        let pattern: String
        let number: Int32
        let rule: Rule
    }

    /// - Parameters:
    ///   - frequencies: how often words stand in mail, for the choice of anchors.
    ///   - triesPatterns: whether patterns that are slow on some texts are looked for and refused; takes a while.
    ///   - keeper: where the matcher may have been kept; it is not asked where patterns are to be tried.
    init(
        rules: [Rule], frequencies: WordFrequencies = .none, triesPatterns: Bool,
        keeper: (any MatcherKeeper)? = nil
    ) throws {
        self.rules = rules
        ruleOfPattern = rules.enumerated().flatMap { index, rule in
            [Int32](repeating: Int32(index), count: rule.terms.count + rule.patterns.count)
        }
        guard let keeper, !triesPatterns else {
            matcher = try Self.matcher(of: rules, frequencies, triesPatterns: triesPatterns)
            return
        }
        let recipe = Self.recipe(of: rules, frequencies)
        if let kept = keeper.matcher(for: recipe).flatMap({ Matcher(archive: $0) }) {
            matcher = kept
        } else {
            matcher = try Self.matcher(of: rules, frequencies, triesPatterns: false)
            keeper.keep(matcher.archive(), for: recipe)
        }
    }

    private static func matcher(
        of rules: [Rule], _ frequencies: WordFrequencies, triesPatterns: Bool
    ) throws -> Matcher {
        var builder = MatcherBuilder(frequencies: frequencies)
        builder.triesRegexes = triesPatterns
        var number: Int32 = 0
        var works: [Work] = []
        for rule in rules {
            for term in rule.terms {
                try explain(rule) { try builder.add(term, pattern: number, caseSensitive: rule.caseSensitive) }
                number += 1
            }
            for pattern in rule.patterns {
                works.append(Work(pattern: pattern, number: number, rule: rule))
                number += 1
            }
        }
        let preparing = builder
        let prepared = try concurrentMap(
            works,
            throwing: { work in
                try explain(work.rule) {
                    try preparing.prepare(
                        PlainText.ofPattern(work.pattern), pattern: work.number,
                        anchors: work.rule.anchors.map(PlainText.of),
                        caseSensitive: work.rule.caseSensitive)
                }
            })
        for regex in prepared { builder.add(regex) }
        return try builder.build()
    }

    /// Everything that the matcher is made of.
    private static func recipe(of rules: [Rule], _ frequencies: WordFrequencies) -> [UInt8] {
        var recipe: [UInt8] = [UInt8(clamping: Matcher.archiveVersion)]
        recipe.reserveCapacity(4 << 20)
        func add(_ texts: [String]) {
            recipe += "\(texts.count)".utf8
            for text in texts {
                recipe.append(0)
                recipe += text.utf8
            }
            recipe.append(0)
        }
        for rule in rules {
            recipe += rule.caseSensitive ? "case".utf8 : "rule".utf8
            recipe += "\(rule.terms.count)".utf8
            for term in rule.terms {
                recipe.append(0)
                recipe += term.text.utf8
                if !term.exclusions.isEmpty {
                    recipe.append(1)
                    add(term.exclusions)
                }
            }
            recipe.append(0)
            add(rule.patterns)
            add(rule.anchors)
        }
        frequencies.append(to: &recipe)
        return recipe
    }

    /// Gives a matcher's refusal the place of its rule.
    private static func explain<Result>(_ rule: Rule, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as PatternError {
            throw SettingsError(file: rule.file, line: rule.line, message: "rule \(rule.id): \(error)")
        }
    }

    func propose(in message: MessageText, scratch: DetectorScratch) -> [Candidate] {
        var candidates: [Candidate] = []
        for (index, segment) in message.segments.enumerated() {
            scratch.matches.removeAll(keepingCapacity: true)
            segment.normalised.text.withSpan { span in
                matcher.find(in: span, scratch: scratch.anchors, into: &scratch.matches)
            }
            for match in scratch.matches {
                guard candidates.count < scratch.limits.proposals else {
                    scratch.isComplete = false
                    return candidates
                }
                candidates.append(candidate(match, segment: index))
            }
        }
        return candidates
    }

    private func candidate(_ match: Match, segment: Int) -> Candidate {
        let index = Int(ruleOfPattern[Int(match.pattern)])
        let rule = rules[index]
        return Candidate(
            target: rule.target, source: rule.id, rule: index, term: Int(match.pattern), segment: segment,
            range: match.range,
            prior: rule.prior, explicit: rule.explicit, polarity: rule.polarity, about: rule.about)
    }
}

extension AnchorProposer {
    /// How often each pattern was tried, dearest first, as counted in a scratch.
    func costs(in scratch: DetectorScratch) -> [PatternCost] {
        var first: [Int: Int32] = [:]
        for (pattern, rule) in ruleOfPattern.enumerated() where first[Int(rule)] == nil {
            first[Int(rule)] = Int32(pattern)
        }
        return scratch.anchors.trialsByPattern.map { pattern, trials in
            let index = Int(ruleOfPattern[Int(pattern)])
            let position = Int(pattern - (first[index] ?? 0)) - rules[index].terms.count
            return PatternCost(rule: rules[index].id, pattern: position + 1, trials: trials)
        }.sorted { ($1.trials, $0.rule, $0.pattern) < ($0.trials, $1.rule, $1.pattern) }
    }
}
