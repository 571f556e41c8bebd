import Casework
import Detection
import Foundation
import Messages

extension CaseIntake {
    /// A mail with one health finding. `text` makes it a message of its own.
    static func mail(_ text: String, source: SourceKind = .filter, queue: String = "people") -> CaseIntake {
        let raw = "From: ann@client.example\r\nSubject: Absence\r\n\r\n\(text)\r\n"
        var message = Message(kind: .email, raw: Bytes(raw))
        message.segments = [
            Segment(
                place: .body, part: "1", text: Bytes(text), decoding: Decoding(source: 0..<raw.utf8.count, steps: []))
        ]
        let found = 0..<min(8, text.utf8.count)
        let finding = Finding(
            rule: "health.condition", category: .health, polarity: .affirmed, about: .sender, explicit: true,
            confidence: 0.9, segment: 0, place: .body, part: "1", bytes: found, scalars: found, evidence: [])
        return CaseIntake(
            source: source, message: message.raw,
            envelope: CaseEnvelope(
                sender: "ann@client.example", recipients: ["desk@office.example"], subject: "Absence"),
            categories: [.health: 0.9], findings: KeptFindings([finding], in: message) { _ in "body" },
            queue: queue, level: 1, judgedBy: JudgedBy(policyVersion: 7, policyDigest: [1, 2], packDigest: [3, 4]))
    }
}

extension SQLiteCaseStore {
    /// Opens a case.
    func opened(_ text: String, source: SourceKind = .filter) throws -> CaseNumber {
        guard case .opened(let number) = try take(.mail(text, source: source), at: Date()) else { throw NotOpened() }
        return number
    }

    struct NotOpened: Error {}
}
