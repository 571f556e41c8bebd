import Messages

/// Counts what a detector finds in a labelled corpus against what the labels say (DESIGN section 4).
public struct Evaluation: Sendable {
    /// Hits, misses and false alarms of one category, in messages.
    public struct Count: Sendable, Equatable {
        /// What is labelled and found.
        public var truePositive = 0
        /// What is found and not labelled.
        public var falsePositive = 0
        /// What is labelled and not found.
        public var falseNegative = 0

        /// The share of what was found that is labelled.
        public var precision: Double { Self.share(truePositive, truePositive + falsePositive) }
        /// The share of what is labelled that was found.
        public var recall: Double { Self.share(truePositive, truePositive + falseNegative) }
        /// The harmonic mean of precision and recall.
        public var f1: Double { Self.share(2 * truePositive, 2 * truePositive + falsePositive + falseNegative) }

        /// A share, 0 where there is nothing to share.
        public static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
    }

    /// A part of a whole, as in spans found of spans labelled.
    public struct Share: Sendable, Equatable {
        /// How many of them the statement holds of.
        public var part = 0
        /// How many there are.
        public var whole = 0
        /// The part as a number from 0 to 1; 0 where there is nothing.
        public var value: Double { Count.share(part, whole) }

        mutating func add(_ holds: Bool) {
            whole += 1
            if holds { part += 1 }
        }
    }

    /// A message where labels and findings differ, for `--errors`.
    public struct Mistake: Sendable {
        /// The message's ``LabelledMessage/id``.
        public var id: String
        /// The category that was missed, or falsely found.
        public var category: Category
        /// A miss, or a false alarm.
        public var isMiss: Bool
        /// Of a miss the best confidence that was reached, of a false alarm its confidence.
        public var confidence: Double
        /// The finding that came nearest or was wrong.
        public var finding: Finding?
        /// The labelled phrase of a miss, or the phrase found.
        public var phrase: String
    }

    /// The confidence from which a finding counts.
    public let minimum: Double
    /// How many messages were counted.
    public private(set) var messages = 0
    /// Messages by category, for those that were labelled or found at least once.
    public private(set) var categories: [Category: Count] = [:]
    /// Messages without label in which something was found.
    public private(set) var innocentFlagged = Share()
    /// Of those, the ones that were written to mislead.
    public private(set) var hardNegativesFlagged = Share()
    /// Labelled phrases that say a fact outright and overlap a finding of their category.
    public private(set) var explicitFound = Share()
    /// The same of phrases from which the fact has to be inferred.
    public private(set) var inferredFound = Share()
    /// Findings and labelled phrases that overlap, one to one.
    public private(set) var spans = Count()
    /// Overlapping pairs whose polarity is the labelled one.
    public private(set) var polarityRight = Share()
    /// Pairs labelled as denied whose finding is negated too.
    public private(set) var negatedFoundAsNegated = Share()
    /// Pairs whose data subject is the labelled one, where one is labelled; `unknown` is wrong.
    public private(set) var aboutRight = Share()
    /// Findings from ``Calibration/floor`` up and whether they were right.
    public private(set) var outcomes: [Calibration.Outcome] = []
    /// Messages and categories in which labels and findings differ.
    public private(set) var mistakes: [Mistake] = []

    /// An evaluation that counts findings at or above `minimum`.
    public init(minimum: Double) { self.minimum = minimum }

    /// The mean F1 of the categories that occur.
    public var macroF1: Double {
        let occurring = Category.allCases.compactMap { categories[$0] }.filter {
            $0.truePositive + $0.falseNegative > 0
        }
        return occurring.isEmpty ? 0 : occurring.reduce(0) { $0 + $1.f1 } / Double(occurring.count)
    }

    /// Counts one message. `assessment` holds findings from ``Calibration/floor`` up.
    public mutating func add(_ labelled: LabelledMessage, _ assessment: Assessment) {
        messages += 1
        let reported = assessment.findings.filter { $0.confidence >= minimum }
        let found = Set(reported.map(\.category))
        for category in Category.allCases { count(category, labelled, found, assessment) }
        if labelled.isInnocent { innocentFlagged.add(!found.isEmpty) }
        if labelled.isHardNegative { hardNegativesFlagged.add(!found.isEmpty) }
        guard labelled.isInnocent || !labelled.spans.isEmpty else { return }
        countSpans(labelled, reported)
        for finding in assessment.findings where finding.confidence >= Calibration.floor {
            let isTrue = labelled.spans.contains { overlaps($0, finding) }
            outcomes.append(
                Calibration.Outcome(confidence: finding.confidence, isTrue: isTrue, holds: !labelled.isInnocent))
        }
    }

    private mutating func count(
        _ category: Category, _ labelled: LabelledMessage, _ found: Set<Category>, _ assessment: Assessment
    ) {
        let isLabelled = labelled.labels.contains(category)
        let isFound = found.contains(category)
        if isLabelled && isFound { categories[category, default: Count()].truePositive += 1 }
        if isLabelled && !isFound { categories[category, default: Count()].falseNegative += 1 }
        if !isLabelled && isFound { categories[category, default: Count()].falsePositive += 1 }
        guard isLabelled != isFound else { return }
        let best = assessment.findings.filter { $0.category == category }.max { $0.confidence < $1.confidence }
        mistakes.append(
            Mistake(
                id: labelled.id, category: category, isMiss: isLabelled, confidence: best?.confidence ?? 0,
                finding: best,
                phrase: phrase(of: category, isMiss: isLabelled, best, labelled)))
    }

    private func phrase(of category: Category, isMiss: Bool, _ finding: Finding?, _ labelled: LabelledMessage) -> String
    {
        func text(_ place: Place, _ bytes: Range<Int>) -> String {
            labelled.message.segments.first { $0.place == place }?.text.slice(bytes).string ?? ""
        }
        if isMiss {
            return labelled.spans.filter { $0.category == category }.map { text($0.place, $0.bytes) }.joined(
                separator: " | ")
        }
        return finding.map { text($0.place, $0.bytes) } ?? ""
    }

    private mutating func countSpans(_ labelled: LabelledMessage, _ reported: [Finding]) {
        for span in labelled.spans {
            let isFound = reported.contains { overlaps(span, $0) }
            if span.explicit { explicitFound.add(isFound) } else { inferredFound.add(isFound) }
        }
        // The finding that ends first takes the span that ends first of those it overlaps: so the most pairs are made.
        var free = labelled.spans.sorted { $0.bytes.upperBound < $1.bytes.upperBound }
        for finding in reported.sorted(by: { $0.bytes.upperBound < $1.bytes.upperBound }) {
            guard let index = free.firstIndex(where: { overlaps($0, finding) }) else {
                spans.falsePositive += 1
                continue
            }
            spans.truePositive += 1
            compare(free.remove(at: index), finding)
        }
        spans.falseNegative += free.count
    }

    private mutating func compare(_ span: LabelledMessage.Span, _ finding: Finding) {
        polarityRight.add(span.polarity == finding.polarity)
        if span.polarity == .negated { negatedFoundAsNegated.add(finding.polarity == .negated) }
        if let about = span.about { aboutRight.add(about == finding.about) }
    }

    private func overlaps(_ span: LabelledMessage.Span, _ finding: Finding) -> Bool {
        span.category == finding.category && span.place == finding.place && span.bytes.overlaps(finding.bytes)
    }
}
