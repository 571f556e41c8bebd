import Messages
import Testing

@testable import Detection

@Suite("Counting labels and findings")
struct EvaluationTests {
    private static let text = "0123456789012345678901234567890123456789"

    private func span(
        _ category: Detection.Category, _ bytes: Range<Int>, place: Place = .body, polarity: Polarity = .affirmed,
        explicit: Bool = true, about: DataSubject? = .sender
    ) -> LabelledMessage.Span {
        LabelledMessage.Span(
            place: place, bytes: bytes, category: category, polarity: polarity, explicit: explicit, about: about)
    }

    private func finding(
        _ category: Detection.Category, _ bytes: Range<Int>, _ confidence: Double = 0.9, place: Place = .body,
        polarity: Polarity = .affirmed, about: DataSubject = .sender
    ) -> Finding {
        Finding(
            rule: "r", category: category, polarity: polarity, about: about, explicit: true, confidence: confidence,
            segment: 0, place: place, part: "1", bytes: bytes, scalars: bytes, evidence: [])
    }

    private func evaluate(
        _ messages: [(labels: Set<Detection.Category>, spans: [LabelledMessage.Span], isHard: Bool, found: [Finding])]
    ) -> Evaluation {
        var evaluation = Evaluation(minimum: 0.5)
        for (number, message) in messages.enumerated() {
            let labelled = LabelledMessage(
                id: "\(number)", message: mail(Self.text), labels: message.labels, spans: message.spans,
                isHardNegative: message.isHard)
            evaluation.add(labelled, Assessment(findings: message.found))
        }
        return evaluation
    }

    @Test("Categories are counted in messages, at or above the minimum")
    func categories() {
        let evaluation = evaluate([
            // Found twice counts once.
            ([.health], [span(.health, 0..<5)], false, [finding(.health, 0..<5), finding(.health, 20..<25)]),
            // Below the minimum is a miss.
            ([.health], [span(.health, 0..<5)], false, [finding(.health, 0..<5, 0.49)]),
            // At the minimum is found, and another category with it.
            ([.health], [span(.health, 0..<5)], false, [finding(.health, 0..<5, 0.5), finding(.union, 7..<9)]),
            ([], [], false, [finding(.union, 0..<2)]), ([], [], true, [finding(.health, 0..<2, 0.3)]),
            ([.religion], [span(.religion, 0..<2)], false, []),
        ])
        #expect(evaluation.messages == 6)
        #expect(evaluation.categories[.health] == Evaluation.Count(truePositive: 2, falsePositive: 0, falseNegative: 1))
        #expect(evaluation.categories[.union] == Evaluation.Count(truePositive: 0, falsePositive: 2, falseNegative: 0))
        #expect(
            evaluation.categories[.religion] == Evaluation.Count(truePositive: 0, falsePositive: 0, falseNegative: 1))
        #expect(evaluation.categories[.criminal] == nil)
        // Health: precision 1, recall 2/3, F1 4/5; religion 0; union does not occur.
        #expect(abs((evaluation.categories[.health]?.f1 ?? 0) - 0.8) < 1e-12)
        #expect(abs(evaluation.macroF1 - 0.4) < 1e-12)
        #expect(evaluation.innocentFlagged == Evaluation.Share(part: 1, whole: 2))
        #expect(evaluation.hardNegativesFlagged == Evaluation.Share(part: 0, whole: 1))
    }

    @Test("Recall of spans asks for overlap in the category and the place")
    func spanRecall() {
        let evaluation = evaluate([
            (
                [.health, .union],
                [
                    span(.health, 0..<5), span(.health, 10..<15, explicit: false), span(.union, 20..<25),
                    span(.health, 30..<32, place: .subject), span(.health, 33..<35, explicit: false),
                ], false,
                [
                    finding(.health, 4..<11), finding(.health, 20..<25), finding(.health, 30..<32),
                    finding(.health, 33..<35, 0.2),
                ]
            )
        ])
        // Explicit: 0..<5 found; the union's and the subject's not. Inferred: 10..<15 found by the same finding.
        #expect(evaluation.explicitFound == Evaluation.Share(part: 1, whole: 3))
        #expect(evaluation.inferredFound == Evaluation.Share(part: 1, whole: 2))
        // One pair; two findings and four spans are left over.
        #expect(evaluation.spans == Evaluation.Count(truePositive: 1, falsePositive: 2, falseNegative: 4))
        #expect(abs(evaluation.spans.f1 - 0.25) < 1e-12)
    }

    @Test("Pairs are one to one, and as many as can be")
    func pairs() {
        let spans = [span(.health, 0..<5), span(.health, 10..<15)]
        let one = evaluate([([.health], spans, false, [finding(.health, 0..<20)])])
        #expect(one.spans == Evaluation.Count(truePositive: 1, falsePositive: 0, falseNegative: 1))
        // The long finding could take either span, the short only the first.
        let two = evaluate([([.health], spans, false, [finding(.health, 0..<20), finding(.health, 2..<4)])])
        #expect(two.spans == Evaluation.Count(truePositive: 2, falsePositive: 0, falseNegative: 0))
        let three = evaluate([
            ([.health], spans.reversed(), false, [finding(.health, 3..<12), finding(.health, 11..<13)])
        ])
        #expect(three.spans == Evaluation.Count(truePositive: 2, falsePositive: 0, falseNegative: 0))
    }

    @Test("Polarity and subject are counted on pairs; unknown is wrong, and what is not labelled is not counted")
    func pairQuality() {
        let evaluation = evaluate([
            (
                [.health],
                [
                    span(.health, 0..<2), span(.health, 5..<7, polarity: .negated, about: .other),
                    span(.health, 10..<12, polarity: .negated, about: nil), span(.health, 15..<17),
                    span(.health, 20..<22),
                ], false,
                [
                    finding(.health, 0..<2, about: .unknown),
                    finding(.health, 5..<7, polarity: .negated, about: .other),
                    finding(.health, 10..<12), finding(.health, 15..<17, polarity: .negated, about: .other),
                ]
            )
        ])
        #expect(evaluation.polarityRight == Evaluation.Share(part: 2, whole: 4))
        #expect(evaluation.negatedFoundAsNegated == Evaluation.Share(part: 1, whole: 2))
        #expect(evaluation.aboutRight == Evaluation.Share(part: 1, whole: 3))
    }

    @Test("Messages whose categories alone are known take no part in spans and calibration")
    func withoutSpans() {
        let evaluation = evaluate([([.health], [], false, [finding(.health, 0..<2)])])
        #expect(evaluation.categories[.health]?.truePositive == 1)
        #expect(evaluation.spans == Evaluation.Count() && evaluation.outcomes.isEmpty)
    }

    @Test("Outcomes for calibration: every finding from the floor up, right where it overlaps")
    func outcomes() {
        let evaluation = evaluate([
            ([.health], [span(.health, 0..<5)], false, [finding(.health, 0..<2, 0.2), finding(.union, 0..<2, 0.7)]),
            ([], [], false, [finding(.health, 0..<2, 0.05), finding(.health, 5..<7, 0.04)]),
        ])
        #expect(evaluation.outcomes.map(\.confidence) == [0.2, 0.7, 0.05])
        #expect(evaluation.outcomes.map(\.isTrue) == [true, false, false])
        #expect(evaluation.outcomes.map(\.holds) == [true, true, false])
    }

    @Test("Mistakes name the message, the kind and how near it came")
    func mistakes() {
        let evaluation = evaluate([
            ([.health], [span(.health, 0..<3)], false, [finding(.health, 5..<7, 0.3), finding(.health, 0..<3, 0.4)]),
            ([], [], true, [finding(.union, 2..<4, 0.8)]), ([.union], [span(.union, 1..<3)], false, []),
        ])
        #expect(evaluation.mistakes.map(\.id) == ["0", "1", "2"])
        #expect(evaluation.mistakes.map(\.isMiss) == [true, false, true])
        #expect(evaluation.mistakes.map(\.confidence) == [0.4, 0.8, 0])
        #expect(evaluation.mistakes.map(\.phrase) == ["012", "23", "12"])
    }

    @Test("Nothing of nothing is 0")
    func nothing() {
        #expect(Evaluation(minimum: 0.5).macroF1 == 0)
        #expect(Evaluation.Count().precision == 0 && Evaluation.Share().value == 0)
    }
}
