import Detection
import Messages
import Testing

@testable import Redaction

/// What is given out was read again before.
@Suite("Proof")
struct ProofTests {
    /// A scan that finds these words.
    private func scan(_ words: [String]) -> (Message) -> [Finding] {
        { message in
            message.segments.enumerated().flatMap { index, segment in
                words.compactMap { word in
                    let text = segment.text.string
                    guard let range = text.range(of: word) else { return nil }
                    let start = text[..<range.lowerBound].utf8.count
                    return Finding(
                        rule: "health.condition", category: .health, polarity: .affirmed, about: .sender,
                        explicit: true,
                        confidence: 0.9, segment: index, place: segment.place, part: segment.part,
                        bytes: start..<start + word.utf8.count, scalars: start..<start + word.utf8.count, evidence: [])
                }
            }
        }
    }

    private let mail = Bytes("Subject: x\n\nI take insulin for the fictional malady.\n")

    @Test("what the second scan finds goes too")
    func shadow() throws {
        let result = try Redactor().redact(mail, spans: [Bytes("fictional malady")], scan: scan(["insulin"]))
        #expect(result.bytes.string.hasSuffix("I take [removed] for the [removed].\n"))
    }

    @Test("what a person has struck stays, save where the same words are to go")
    func struck() throws {
        let spans = [Bytes("fictional malady")]
        let kept = try Redactor().redact(mail, spans: spans, struck: [Bytes("insulin")], scan: scan(["insulin"]))
        #expect(kept.bytes.string.hasSuffix("I take insulin for the [removed].\n"))
        // What is struck is a text, not the letters in it.
        let other = try Redactor().redact(mail, spans: spans, struck: [Bytes("in")], scan: scan(["insulin"]))
        #expect(other.bytes.string.hasSuffix("I take [removed] for the [removed].\n"))
        let both = try Redactor().redact(mail, spans: spans, struck: spans, scan: scan([]))
        #expect(both.bytes.string.hasSuffix("for the [removed].\n"))
    }

    @Test(
        "a part in which a finding stays whatever is done goes as a whole, and then the message is refused by the part's name"
    )
    func stubborn() throws {
        // The scan finds something in whatever the body says.
        let always = { (message: Message) in
            message.segments.indices.filter { message.segments[$0].place == .body }.map { index in
                Finding(
                    rule: "health.condition", category: .health, polarity: .affirmed, about: .sender, explicit: true,
                    confidence: 0.9, segment: index, place: .body, part: "1", bytes: 0..<1, scalars: 0..<1, evidence: []
                )
            }
        }
        #expect(throws: RedactionError.self) { try Redactor().redact(mail, spans: [Bytes("[")], scan: always) }
        let error = RedactionError.stillFound(part: "1.2")
        #expect(error.description.contains("1.2"))
    }

    @Test("what nothing can read goes, and a notice says so; or stays, where that is asked for")
    func unread() throws {
        let mail = Bytes(
            """
            Subject: x
            Content-Type: multipart/mixed; boundary=b

            --b

            fictional malady
            --b
            Content-Type: application/pdf; name="a.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0=
            --b
            Content-Type: multipart/encrypted; boundary=c

            --c

            x
            --c--

            --b--

            """)
        let result = try Redactor().redact(mail, spans: [Bytes("fictional malady")]) { _ in [] }
        #expect(
            result.report.removed == [
                RemovedPart(part: "2", reason: .unread), RemovedPart(part: "3", reason: .encrypted),
            ])
        #expect(result.bytes.string.contains("X-Inward-Redacted: spans=1; parts-removed=2\n"))
        #expect(!result.bytes.string.contains("JVBERi0=") && !result.bytes.string.contains("a.pdf"))
        #expect(result.bytes.string.split(separator: "\n").filter { $0.hasPrefix("[A part was removed") }.count == 2)
        #expect(Redactor().read(result.bytes).attachments.isEmpty)
        var keeping = Redactor()
        keeping.unread = .keep
        let kept = try keeping.redact(mail, spans: [Bytes("fictional malady")]) { _ in [] }
        #expect(kept.bytes.string.contains("JVBERi0=") && kept.report.removed.isEmpty)
    }

    @Test("a message past a limit of reading is not given out")
    func limits() throws {
        var redactor = Redactor()
        redactor.limits.parts = 2
        let part = "--b\n\nfictional malady\n"
        let mail = "Content-Type: multipart/mixed; boundary=b\n\n\(part)\(part)\(part)--b--\n"
        #expect(throws: RedactionError.notReadWhole) {
            try redactor.redact(Bytes(mail), spans: [Bytes("fictional malady")]) { _ in [] }
        }
    }

    @Test("a forged field that says it was redacted is not believed")
    func forged() throws {
        let mail = "X-Inward-Redacted: spans=0\nSubject: x\nX-INWARD-REDACTED: y\n\nfictional malady\n"
        let result = try Redactor().redact(Bytes(mail), spans: [Bytes("fictional malady")]) { _ in [] }
        #expect(result.bytes.string == "X-Inward-Redacted: spans=1\nSubject: x\n\n[removed]\n")
    }

    @Test("the mark is one that no span looks like")
    func mark() throws {
        let result = try Redactor().redact(Bytes("Subject: x\n\nit was removed here\n"), spans: [Bytes("removed")]) {
            _ in []
        }
        #expect(result.bytes.string.hasSuffix("it was [...] here\n"))
    }

    @Test("a form's field loses it where it stands")
    func forms() throws {
        let json = #"{"id":"7","fields":{"name":"Jo","why":"the fictional\u0020malady \u00e9"}}"#
        let result = try Redactor().redact(form: Bytes(json), spans: [Bytes("fictional malady")]) { _ in [] }
        #expect(result.bytes.string == #"{"id":"7","fields":{"name":"Jo","why":"the [removed] \u00e9"}}"#)
        let posted = try Redactor().redact(
            form: Bytes("name=Jo&why=the+fictional%20malady%21"), spans: [Bytes("fictional malady")]
        ) { _ in [] }
        #expect(posted.bytes.string == "name=Jo&why=the+%5Bremoved%5D%21")
    }
}
