import Foundation
import Messages
import Testing

@testable import Redaction

/// A marked span in every representation of real mails, before and after, as others read them.
@Suite("Planted spans")
struct PlantedTests {
    static let spans = ["quintic dysplorexia", "mörbus Wönnegårdi primaire"]

    @Test(
        "A span planted in every representation of real mail is gone as email and GMime read it, and nothing else",
        arguments: spans)
    func planted(span: String) throws {
        guard let corpora = OutsideReaders.corpora else {
            return print("not run: planted spans: INWARD_CORPORA is not set")
        }
        guard OutsideReaders.isThere("email", for: "planted spans") else { return }
        let count = OutsideReaders.isFull ? 200 : 20
        let readers = try OutsideReaders()
        defer { readers.remove() }
        try readers.plant(corpora.appendingPathComponent("mail/ham.mbox"), count: count, span: span)
        var redactor = Redactor()
        redactor.unread = .keep
        for number in 0..<count {
            let mail = Bytes(Array(try Data(contentsOf: readers.folder.appendingPathComponent("\(number).eml"))))
            let result = try redactor.redact(mail, spans: [Bytes(span)]) { _ in [] }
            #expect(result.report.spans >= 10)
            #expect(result.report.removed.isEmpty)
            try Data(result.bytes.array).write(to: readers.folder.appendingPathComponent("\(number).red"))
        }
        for reader in ["email", "gmime"] where OutsideReaders.isThere(reader, for: "planted spans") {
            let complaints = try readers.complaints(reader, spans: [span])
            #expect(complaints == ["pairs: \(count)"], "\(reader)")
            print("redaction: \(count) mails with a planted span, as \(reader) reads them")
        }
    }
}
