import Messages
import Testing

@testable import Redaction

@Suite("Redactor")
struct RedactorTests {
    @Test("a span goes from a plain body, everything else stays byte for byte")
    func plain() throws {
        let mail = "From: a@b.example\r\nSubject: hello\r\n\r\nI have the fictional malady today.\r\nBye\r\n"
        let result = try Redactor().redact(Bytes(mail), spans: [Bytes("fictional malady")]) { _ in [] }
        #expect(
            result.bytes.string == "X-Inward-Redacted: spans=1\r\n"
                + mail.replacing("fictional malady", with: "[removed]"))
    }
}
