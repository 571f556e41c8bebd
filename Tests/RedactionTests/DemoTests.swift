import Detection
import Foundation
import Messages
import Testing

@testable import Redaction

/// Every flagged message of the demo inbox, redacted of what the shipped rule packs find in it.
@Suite("The demo inbox")
struct DemoTests {
    @Test(
        "Every flagged message goes out without its findings as the detector, email and GMime read it, and else the same"
    )
    func inbox() throws {
        let root = OutsideReaders.repository
        let patterns = try PatternFolder.load(path: root.appendingPathComponent("patterns").path)
        let detector = try Detector(patterns: patterns)
        var options = Detector.Options()
        options.floor = 0.5
        options.prevalence = Prevalence(0.5)
        let scratch = DetectorScratch()
        let readers = try OutsideReaders()
        defer { readers.remove() }
        var redactor = Redactor()
        redactor.reading = MailReading(markers: patterns.quoteMarkers)
        redactor.unread = .keep
        let path = root.appendingPathComponent("corpora/demo/inbox.mbox").path
        let input = try InputReader(file: InputFile(path: path))
        var flagged = 0
        while let batch = input.next() {
            for raw in batch.messages {
                let message = Message.mail(raw, reading: redactor.reading)
                let findings = detector.assess(message, options: options, scratch: scratch).findings
                guard !findings.isEmpty else { continue }
                var all = findings.map { message.segments[$0.segment].text.slice($0.bytes) }
                let result = try redactor.redact(raw.bytes, spans: all) { message in
                    let found = detector.assess(message, options: options, scratch: scratch).findings
                    all += found.map { message.segments[$0.segment].text.slice($0.bytes).copied() }
                    return found
                }
                let after = redactor.read(result.bytes)
                #expect(detector.assess(after, options: options, scratch: scratch).findings.isEmpty)
                let name = readers.folder.appendingPathComponent("\(flagged)").path
                try Data(raw.bytes.array).write(to: URL(fileURLWithPath: name + ".eml"))
                try Data(result.bytes.array).write(to: URL(fileURLWithPath: name + ".red"))
                let spans = all.map(\.string).joined(separator: "\u{0}")
                try Data(spans.utf8).write(to: URL(fileURLWithPath: name + ".spans"))
                flagged += 1
            }
        }
        #expect(flagged > 10)
        for reader in ["email", "gmime"] where OutsideReaders.isThere(reader, for: "the demo inbox redacted") {
            let complaints = try readers.complaints(reader, spans: [])
            #expect(complaints == ["pairs: \(flagged)"], "\(reader)")
            print("redaction: \(flagged) flagged mails of the demo inbox, as \(reader) reads them")
        }
    }
}
