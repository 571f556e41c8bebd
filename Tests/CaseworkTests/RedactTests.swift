import Detection
import Foundation
import Messages
import Testing

@testable import Casework

@Suite("Releasing redacted")
struct RedactTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    /// Finds these words.
    struct Scan: RedactionScan {
        var words: [String] = []
        var reading: MailReading { .standard }

        func findings(in message: Message) -> [Finding] {
            message.segments.enumerated().flatMap { index, segment in
                words.compactMap { word -> Finding? in
                    let text = segment.text.string
                    guard let range = text.range(of: word) else { return nil }
                    let start = text[..<range.lowerBound].utf8.count
                    let bytes = start..<start + word.utf8.count
                    return Finding(
                        rule: "health.treatment", category: .health, polarity: .affirmed, about: .sender,
                        explicit: true, confidence: 0.9, segment: index, place: segment.place, part: segment.part,
                        bytes: bytes, scalars: bytes, evidence: [])
                }
            }
        }
    }

    private func decide(_ number: CaseNumber, to path: String?, at seconds: Int = 50) throws -> DecisionResult {
        try test.store.decide(
            number, Decision(.releaseRedacted, why: "not-needed", destination: path), by: TestStore.owner,
            at: TestStore.time(seconds))
    }

    private func content(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "writes the message without its findings, keeps the original sealed, and closes the case",
        arguments: [SourceKind.filter, .scan])
    func release(source: SourceKind) throws {
        test.store.prove(by: Scan())
        let intake = CaseIntake.mail(source)
        let number = try test.claimed(intake)
        let path = test.scratch.path + "/out.eml"
        #expect(throws: CaseworkError.needsDestination(number)) { try decide(number, to: nil) }
        #expect(try decide(number, to: path) == DecisionResult(state: .closed, effect: .done, failure: nil))
        let text = intake.message.string.replacing("dialysis", with: "[removed]")
        #expect(content(path) == "X-Inward-Redacted: spans=1\r\n" + text)
        let kept = try test.store.read { try test.store.pieces(.message, of: number, $0) }
        #expect(kept == [intake.message.array])
        #expect(try test.store.verifyAudit(against: nil).isWhole)
    }

    @Test("a finding that a person struck stays in")
    func struck() throws {
        test.store.prove(by: Scan(words: ["dialysis"]))
        let number = try test.claimed(.mail(.filter))
        try test.store.verdict(number, finding: 1, .wrong, by: TestStore.owner, at: TestStore.time(3))
        let path = test.scratch.path + "/out.eml"
        #expect(try decide(number, to: path).effect == .done)
        #expect(content(path)?.contains("on dialysis since") == true)
    }

    @Test("what the second scan finds goes too; what it cannot be rid of keeps the message here, by the part's name")
    func proved() throws {
        test.store.prove(by: Scan(words: ["since May"]))
        let number = try test.claimed(.mail(.filter))
        let path = test.scratch.path + "/out.eml"
        #expect(try decide(number, to: path).effect == .done)
        #expect(content(path)?.contains("on [removed] [removed]. See") == true)
    }

    @Test("without a second scan, or where it is not at peace, nothing is decided and nothing is written")
    func refused() throws {
        let number = try test.claimed(.mail(.filter))
        let path = test.scratch.path + "/out.eml"
        #expect(throws: CaseworkError.self) { try decide(number, to: path) }
        // Finds the mark itself.
        test.store.prove(by: Scan(words: ["removed", "[", "]", "A part", "A", "i", "e"]))
        do {
            _ = try decide(number, to: path)
            Issue.record("it was released")
        } catch let error as CaseworkError {
            guard case .cannotRedact(number, let reason) = error else { throw error }
            #expect(!reason.contains("dialysis"))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        let entry = try test.store.queue(
            QueueFilter(states: [.claimed]), by: TestStore.owner, at: TestStore.time(60)
        ).first
        #expect(entry?.number == number)
    }

    @Test("a place that cannot be written is named, and the case can be decided again, redacted anew")
    func again() throws {
        test.store.prove(by: Scan())
        let number = try test.claimed(.mail(.filter))
        let result = try decide(number, to: test.scratch.path + "/nowhere/out.eml")
        #expect(result.state == .decided && result.effect == .failed)
        let path = test.scratch.path + "/out.eml"
        #expect(try decide(number, to: path, at: 60).state == .closed)
        #expect(content(path)?.contains("dialysis") == false)
        #expect(try test.store.verifyAudit(against: nil).isWhole)
    }

    @Test("a release after a redaction that could not be written gives the original")
    func release() throws {
        test.store.prove(by: Scan())
        let intake = CaseIntake.mail(.filter)
        let number = try test.claimed(intake)
        #expect(try decide(number, to: test.scratch.path + "/nowhere/out.eml").effect == .failed)
        let path = test.scratch.path + "/out.eml"
        let decision = try Decision(.release, why: "not-needed", destination: path)
        _ = try test.store.decide(number, decision, by: TestStore.owner, at: TestStore.time(60))
        #expect(content(path) == intake.message.string)
    }

    @Test("a finding whose place the message does not have any more is not passed over")
    func lost() throws {
        test.store.prove(by: Scan())
        var intake = CaseIntake.mail(.filter)
        intake.message = Bytes("Subject: x\r\n\r\nsomething else\r\n")
        let number = try test.claimed(intake)
        #expect(throws: CaseworkError.cannotRedact(number, reason: "a finding is not found again in its message")) {
            try decide(number, to: test.scratch.path + "/out.eml")
        }
    }

    @Test("erasing the case destroys what was redacted too")
    func erased() throws {
        test.store.prove(by: Scan())
        let number = try test.claimed(.mail(.filter))
        #expect(try decide(number, to: test.scratch.path + "/nowhere/out.eml").effect == .failed)
        let decision = try Decision(.erase, why: "not-needed")
        _ = try test.store.decide(number, decision, by: TestStore.owner, at: TestStore.time(70))
        let left = try test.store.read {
            try $0.has("SELECT 1 FROM pieces WHERE case_number = ?", [number.description])
        }
        #expect(!left)
    }
}
