import Casework
import Detection
import Foundation
import Messages

/// A folder that goes with the value.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/inward-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A store in a folder of its own, and moments to work at.
struct TestStore {
    let scratch: ScratchFolder
    let folder: StoreFolder
    let store: SQLiteCaseStore
    static let owner = try! ActorID("owner")
    static let other = try! ActorID("other")

    init() throws {
        scratch = try ScratchFolder()
        folder = StoreFolder(path: scratch.path + "/store")
        store = try SQLiteCaseStore(folder: folder, creating: true, holder: "the test", at: Self.time(0))
    }

    /// 2026-05-06 08:02:03 UTC and `seconds` more.
    static func time(_ seconds: Int) -> Date { Date(timeIntervalSince1970: 1_778_054_523 + Double(seconds)) }

    /// Opens a case and claims it.
    func claimed(_ intake: CaseIntake, at seconds: Int = 1) throws -> CaseNumber {
        guard case .opened(let number) = try store.take(intake, at: Self.time(seconds)) else { throw NotOpened() }
        _ = try store.claim(number, by: Self.owner, lease: .seconds(3600), at: Self.time(seconds))
        return number
    }

    struct NotOpened: Error {}
}

extension CaseIntake {
    /// A mail with one health finding. `text` makes it a message of its own.
    static func mail(
        _ source: SourceKind = .scan, text: String = "I have been on dialysis since May. See you.",
        sender: String = "ann@client.example", recipients: [String] = ["desk@office.example"],
        subject: String = "Absence", deadline: Date? = nil, queue: String = "people", level: Int = 1
    ) -> CaseIntake {
        let raw = "Received: from a by b\r\nFrom: \(sender)\r\nSubject: \(subject)\r\n\r\n\(text)\r\n"
        var message = Message(kind: .email, raw: Bytes(raw))
        message.segments = [
            Segment(
                place: .body, part: "1", text: Bytes(text), decoding: Decoding(source: 0..<raw.utf8.count, steps: []))
        ]
        let found = text.utf8.count > 24 ? 15..<23 : 0..<text.utf8.count
        let finding = Finding(
            rule: "health.treatment", category: .health, polarity: .affirmed, about: .sender, explicit: true,
            confidence: 0.973, segment: 0, place: .body, part: "1", bytes: found, scalars: found, evidence: [])
        return CaseIntake(
            source: source, message: message.raw,
            envelope: CaseEnvelope(
                sender: sender, recipients: recipients, subject: subject, messageID: "<id@client.example>",
                sourceName: "/home/ann/inbox.mbox", queueID: "4F2A1"),
            categories: [.health: 0.973],
            findings: KeptFindings([finding], in: message) { _ in "body" },
            queue: queue, level: level, deadline: deadline,
            judgedBy: JudgedBy(policyVersion: 3, policyDigest: [1, 2], packDigest: [3, 4]))
    }
}
