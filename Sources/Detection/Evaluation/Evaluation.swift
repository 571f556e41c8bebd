import Messages

/// Counts what a detector finds in a labelled corpus against what the labels say (DESIGN section 4).
public struct Evaluation: Sendable {
    /// Hits, misses and false alarms of one category, in messages.
    public struct Count: Sendable, Equatable {
        public var truePositive = 0
        public var falsePositive = 0
        public var falseNegative = 0

        public var precision: Double { Self.share(truePositive, truePositive + falsePositive) }
        public var recall: Double { Self.share(truePositive, truePositive + falseNegative) }
        public var f1: Double { Self.share(2 * truePositive, 2 * truePositive + falsePositive + falseNegative) }

        /// A share, 0 where there is nothing to share.
        public static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
    }

    /// A part of a whole, as in spans found of spans labelled.
    public struct Share: Sendable, Equatable {
        public var part = 0
        public var whole = 0
        public var value: Double { Count.share(part, whole) }

        mutating func add(_ holds: Bool) {
            whole += 1
            if holds { part += 1 }
        }
    }

    /// A message where labels and findings differ, for `--errors`.
    public struct Mistake: Sendable {
        public var id: String
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

    public let minimum: Double
    public private(set) var messages = 0
    public private(set) var categories: [Category: Count] = [:]
    public private(set) var innocentFlagged = Share()
    public private(set) var hardNegativesFlagged = Share()
    public private(set) var explicitFound = Share()
    public private(set) var inferredFound = Share()
    public private(set) var spans = Count()
    public private(set) var polarityRight = Share()
    public private(set) var negatedFoundAsNegated = Share()
    public private(set) var aboutRight = Share()
    public private(set) var outcomes: [Calibration.Outcome] = []
    public private(set) var mistakes: [Mistake] = []

    /// An evaluation that counts findings at or above `minimum`.
    public init(minimum: Double) { self.minimum = minimum }

    /// The mean F1 of the categories that occur.
    public var macroF1: Double {
        let occurring = Category.allCases.compactMap { categories[$0] }.filter { $0.truePositive + $0.falseNegative > 0 }
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
            outcomes.append(Calibration.Outcome(confidence: finding.confidence, isTrue: isTrue, holds: !labelled.isInnocent))
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
                id: labelled.id, category: category, isMiss: isLabelled, confidence: best?.confidence ?? 0, finding: best,
                phrase: phrase(of: category, isMiss: isLabelled, best, labelled)))
    }

    private func phrase(of category: Category, isMiss: Bool, _ finding: Finding?, _ labelled: LabelledMessage) -> String {
        func text(_ place: Place, _ bytes: Range<Int>) -> String {
            labelled.message.segments.first { $0.place == place }?.text.slice(bytes).string ?? ""
        }
        if isMiss {
            return labelled.spans.filter { $0.category == category }.map { text($0.place, $0.bytes) }.joined(separator: " | ")
        }
        return finding.map { text($0.place, $0.bytes) } ?? ""
    }

    private mutating func countSpans(_ labelled: LabelledMessage, _ reported: [Finding]) {
        for span in labelled.spans {
            let isFound = reported.contains { overlaps(span, $0) }
            if span.explicit { explicitFound.add(isFound) } else { inferredFound.add(isFound) }
        }
        var free = labelled.spans
        for finding in reported {
            guard let index = free.firstIndex(where: { overlaps($0, finding) }) else {
                spans.falsePositive += 1
                continue
            }
            let span = free.remove(at: index)
            spans.truePositive += 1
            polarityRight.add(span.polarity == finding.polarity)
            if span.polarity == .negated { negatedFoundAsNegated.add(finding.polarity == .negated) }
            aboutRight.add(span.about == finding.about)
        }
        spans.falseNegative += free.count
    }

    private func overlaps(_ span: LabelledMessage.Span, _ finding: Finding) -> Bool {
        span.category == finding.category && span.place == finding.place && span.bytes.overlaps(finding.bytes)
    }
}
