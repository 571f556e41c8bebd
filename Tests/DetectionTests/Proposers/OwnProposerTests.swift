import Foundation
import Messages
import Testing

@testable import Detection

/// A proposer without anchors: every question is worth judging.
private struct QuestionProposer: Proposer {
    let name = "questions"
    var version = 1

    func propose(in message: MessageText, scratch: DetectorScratch) -> [Candidate] {
        message.segments.indices.flatMap { segment in
            message.sentences(of: segment).filter { message.segments[segment].text[$0.upperBound - 1] == 0x3F }.map {
                Candidate(
                    target: .category(.politics), source: "model.question", segment: segment, range: $0, prior: -0.5,
                    explicit: false)
            }
        }
    }
}

/// How long a candidate is.
private struct LengthFamily: EvidenceFamily {
    let name = "own.length"
    var version = 1
    let features = [Feature("short", weight: 2), Feature("long", weight: -2)]

    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void) {
        for (position, candidate) in candidates.enumerated() where candidate.source == "model.question" {
            found(position, FeatureHit(candidate.range.count < 30 ? 0 : 1, range: candidate.range))
        }
    }
}

/// A proposer that names places that are not there.
private struct StrayProposer: Proposer {
    let name = "stray"
    let version = 1

    func propose(in message: MessageText, scratch: DetectorScratch) -> [Candidate] {
        [(0, 5..<500), (7, 0..<1), (0, -3..<2), (0, 3..<3), (-1, 0..<1)].map { segment, range in
            Candidate(target: .category(.health), source: "stray", segment: segment, range: range, prior: 5)
        }
    }
}

@Suite("A proposer and an evidence family from outside")
struct OwnProposerTests {
    private let folder: PackFolder

    init() throws {
        folder = try PackFolder([
            "en/cues.yaml": SmallPack.cues,
            "en/health.yaml": SmallPack.file("health", SmallPack.rule("health.a", "terms: [lupus]")),
        ])
    }

    private func detector(proposer: Int? = 1, family: Int? = 1) throws -> Detector {
        try Detector(
            patterns: .load(path: folder.path), proposers: proposer.map { [QuestionProposer(version: $0)] } ?? [],
            families: family.map { [LengthFamily(version: $0)] } ?? [])
    }

    @Test("What it proposes becomes findings under its own name, judged with its own evidence")
    func findings() throws {
        let text = "Dear all. Did we lose again? Would you say that the motion which the branch put forward was lost?"
        let message = mail(text)
        let assessment = try detector().assess(message)
        #expect(assessment.findings.map(\.rule) == ["model.question", "model.question"])
        #expect(assessment.findings.map(\.category) == [.politics, .politics])
        #expect(assessment.findings.allSatisfy { !$0.explicit })
        let words = assessment.findings.map { message.segments[0].text.slice($0.bytes).string }
        #expect(words.first == "Did we lose again?")
        #expect(assessment.findings[0].confidence > 0.7 && assessment.findings[1].confidence < 0.2)
        let short = try #require(assessment.findings[0].evidence.first { $0.family == "own.length" })
        #expect(short.feature == "own.length.short" && short.weight == 2)
        #expect(assessment.categories[.politics] == assessment.findings[0].confidence)
    }

    @Test("It is masked as every finding is")
    func masked() throws {
        let message = mail("Did we lose the zanzibar vote?")
        let finding = try #require(try detector().assess(message).findings.first)
        let masking = Masking(reveal: false, publicNames: [])
        #expect(masking.excerpt(of: finding, in: message) == "[politics]")
        #expect(masking.place(of: finding, in: message) == "body")
        let shown = masking.evidence(of: finding, in: message)
        #expect(shown.contains { $0.feature == "own.length" && $0.words == nil })
        #expect(!"\(shown)".contains("zanzibar"))
    }

    @Test("Places that are not in the message are passed over")
    func stray() throws {
        let detector = try Detector(patterns: .load(path: folder.path), proposers: [StrayProposer()])
        #expect(detector.assess(mail("lupus")).findings.map(\.rule) == ["health.a"])
        #expect(detector.assess(mail("")).findings.isEmpty)
    }

    /// Messages in which short questions are findings and long ones are not.
    private func corpus() throws -> [LabelledMessage] {
        let lines = (0..<40).map { number in
            number.isMultiple(of: 2)
                ? #"{"id":"\#(number)","body":"Well. Did we lose?","labels":["politics"],"spans":[{"text":"Did we lose?","category":"politics"}]}"#
                : #"{"id":"\#(number)","body":"Would you all be so kind as to send the report again?","labels":[]}"#
        }
        try folder.write("corpus.jsonl", Data(lines.joined(separator: "\n").utf8))
        return try LabelledMessage.load(path: "\(folder.path)/corpus.jsonl")
    }

    @Test("Training fits weights with it, and detection with these weights is surer")
    func training() throws {
        let before = try detector()
        let result = try #require(Training(detector: before, language: "en")).fit(try corpus(), innocentMail: 1)
        #expect(result.candidates == 40 && result.trueCandidates == 20)
        #expect(result.weights.plugs["propose.questions"] == 1 && result.weights.plugs["evidence.own.length"] == 1)
        #expect((result.weights.features["own.length.long"] ?? 0) < -2)
        #expect(result.weights.rules["model.question"] != nil)
        try folder.write("en/weights.yaml", Data(result.weights.text(header: "fitted").utf8))
        let after = try detector()
        for (text, isTrue) in [("Did we lose?", true), ("Would you be so kind as to tell us the date again?", false)] {
            let odds = [before, after].map { $0.judged(mail(text))[0].logOdds }
            #expect(isTrue ? odds[1] > odds[0] : odds[1] < odds[0])
        }
    }

    @Test("Weights fitted with other plugs are refused, whichever is missing, added or changed")
    func refused() throws {
        func fit(_ detector: Detector) throws {
            let weights = try #require(Training(detector: detector, language: "en")).fit(try corpus(), innocentMail: 1)
                .weights
            try folder.write("en/weights.yaml", Data(weights.text(header: "fitted").utf8))
        }
        try fit(try detector())
        #expect(mistake { _ = try detector() } == nil)
        let cases: [(Int?, Int?, String)] = [
            (nil, 1, "with propose.questions version 1, but it is not here"),
            (1, nil, "with evidence.own.length version 1, but it is not here"),
            (2, 1, "with propose.questions version 1, but here it is version 2"),
            (1, 3, "with evidence.own.length version 1, but here it is version 3"),
        ]
        for (proposer, family, message) in cases {
            let found = mistake { _ = try detector(proposer: proposer, family: family) }
            #expect(found?.file == "en/weights.yaml" && found?.message.contains(message) == true)
        }
        try FileManager.default.removeItem(atPath: "\(folder.path)/en/weights.yaml")
        try fit(try detector(proposer: nil, family: nil))
        #expect(mistake { _ = try detector(family: nil) }?.message.contains("without propose.questions") == true)
        #expect(mistake { _ = try detector(proposer: nil) }?.message.contains("without evidence.own.length") == true)
    }
}
