import Foundation
import Messages
import Testing

@testable import Detection

@Suite("Detection on real mail")
struct CorpusTests {
    /// The folder of public corpora, or nil, said so, where there is none.
    private func corpora(_ test: String) -> String? {
        guard let folder = ProcessInfo.processInfo.environment["INWARD_CORPORA"] else {
            print("not run: \(test): INWARD_CORPORA is not set")
            return nil
        }
        return folder
    }

    @Test("Findings stand inside their text on whole characters, and no limit is met")
    func ranges() throws {
        guard let folder = corpora("findings on real mail") else { return }
        let detector = try Detector(patterns: PatternFolder.load(path: repositoryFile("patterns")))
        var options = Detector.Options()
        options.floor = 0
        options.prevalence = Prevalence(0.5)
        let scratch = DetectorScratch()
        var findings = 0
        for file in ["ham.mbox", "spam.mbox"] {
            let input = try InputReader(file: InputFile(path: "\(folder)/mail/\(file)"))
            for raw in input.next()?.messages ?? [] {
                let message = Message.read(raw, limits: MessageLimits())
                let assessment = detector.assess(message, options: options, scratch: scratch)
                #expect(assessment.isComplete)
                for finding in assessment.findings { check(finding, in: message) }
                findings += assessment.findings.count
            }
        }
        #expect(findings > 100)
    }

    private func check(_ finding: Finding, in message: Message) {
        let text = message.segments[finding.segment].text
        #expect(finding.place == message.segments[finding.segment].place)
        #expect(!finding.bytes.isEmpty && finding.bytes.upperBound <= text.count)
        for end in [finding.bytes.lowerBound, finding.bytes.upperBound] where end < text.count {
            #expect(text[end] & 0xC0 != 0x80)
        }
        let before = text.slice(0..<finding.bytes.lowerBound).string.unicodeScalars.count
        let inside = text.slice(finding.bytes).string.unicodeScalars.count
        #expect(finding.scalars == before..<before + inside)
        #expect(finding.confidence >= 0 && finding.confidence <= 1)
        for evidence in finding.evidence { #expect((evidence.bytes?.upperBound ?? 0) <= text.count) }
    }

    @Test("Labelled corpora are read whole")
    func labelled() throws {
        guard let folder = corpora("labelled corpora") else { return }
        let messages = try LabelledMessage.load(path: "\(folder)/labelled/inbox-check.jsonl")
        #expect(messages.count == 200 && messages.contains(where: \.isInnocent))
        for message in messages {
            for span in message.spans {
                let text = message.message.segments.first { $0.place == span.place }?.text
                #expect(!span.bytes.isEmpty && span.bytes.upperBound <= text?.count ?? 0)
            }
        }
    }
}
