import Foundation
import Testing

@testable import Casework

@Suite("Looking at a case")
struct ShowTests {
    let test: TestStore
    let number: CaseNumber

    init() throws {
        test = try TestStore()
        number = try test.claimed(.mail())
    }

    private func show(_ depth: Depth) throws -> CaseView {
        try test.store.show(
            number, depth: depth, reason: .misdirected, names: false, by: TestStore.owner, at: TestStore.time(5))
    }

    @Test("each step shows more than the one before and no more than it should")
    func depths() throws {
        let metadata = try show(.metadata)
        #expect(metadata.entry.categories == [.health: 0.97])
        #expect(metadata.findings.map(\.rule) == ["health.treatment"])
        #expect(metadata.findings.map(\.sentence) == [nil])
        #expect(metadata.envelope.sender == "person-1" && metadata.envelope.recipients == ["person-2"])
        let named = try test.store.show(
            number, depth: .metadata, reason: .misdirected, names: true, by: TestStore.owner, at: TestStore.time(5))
        #expect(named.envelope.sender == "ann@client.example")
        #expect(metadata.envelope.subject == nil && metadata.envelope.queueID == nil)
        #expect(metadata.envelope.sourceName == nil && metadata.envelope.messageID == nil)
        #expect(try show(.snippet).findings.map(\.sentence) == ["I have been on [health] since May."])
        #expect(try show(.sentence).findings.map(\.sentence) == ["I have been on dialysis since May."])
        #expect(try show(.sentence).message == nil)
        let whole = try show(.message)
        #expect(whole.message == CaseIntake.mail().message)
        #expect(whole.envelope.subject == "Absence" && whole.envelope.sourceName == "/home/ann/inbox.mbox")
    }

    @Test("the name of a field is masked until the sentence is shown")
    func place() throws {
        var intake = CaseIntake.mail(text: "I have been on dialysis since July. Yours.")
        intake.findings.findings[0].place = "field:Employee name"
        intake.findings.findings[0].maskedPlace = "field:3"
        let number = try test.claimed(intake)
        let places = try Depth.allCases.map { depth in
            try test.store.show(
                number, depth: depth, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(5)
            )
            .findings[0].place
        }
        #expect(places == ["field:3", "field:3", "field:Employee name", "field:Employee name"])
    }

    @Test("every look is in the trail with its depth and reason")
    func recorded() throws {
        for depth in Depth.allCases { _ = try show(depth) }
        let looks = try test.store.audit(from: 1, limit: 100).filter { $0.event == "looked" }
        #expect(
            looks.map(\.codes) == [
                "metadata misdirected findings:1 pseudonyms", "snippet misdirected findings:1 pseudonyms",
                "sentence misdirected findings:1 pseudonyms", "message misdirected findings:1 names",
            ])
        #expect(looks.allSatisfy { $0.caseNumber == number.description && $0.actor == "owner" })
    }

    @Test("a large message, kept in a file, is shown whole")
    func large() throws {
        let text = String(repeating: "I have been on dialysis since May. ", count: 9000)
        let intake = CaseIntake.mail(.filter, text: text)
        let number = try test.claimed(intake)
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder.blobs).count == 1)
        let view = try test.store.show(
            number, depth: .message, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(5))
        #expect(view.message == intake.message)
    }

    @Test("a finding that was wrong is struck, and its category goes with the last")
    func verdicts() throws {
        var intake = CaseIntake.mail(text: "I have been on dialysis since August. Bye.")
        var second = intake.findings.findings[0]
        second.confidence = 0.6
        var third = second
        third.category = "union"
        intake.findings.findings += [second, third]
        intake.categories = [.health: 0.99, .union: 0.6]
        let number = try test.claimed(intake)
        func judge(_ finding: Int, _ verdict: Verdict) throws -> [String] {
            try test.store.verdict(number, finding: finding, verdict, by: TestStore.owner, at: TestStore.time(6))
            let view = try test.store.show(
                number, depth: .metadata, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(7))
            #expect(view.findings[finding - 1].verdict == verdict)
            return view.entry.categories.keys.map(\.rawValue).sorted()
        }
        #expect(try judge(1, .wrong) == ["health", "union"])
        #expect(try judge(3, .wrong) == ["health"])
        #expect(try judge(2, .wrong) == [])
        #expect(try judge(2, .unsure) == ["health"])
        for finding in [0, 4, -1] {
            #expect(throws: CaseworkError.unknownFinding(number, finding: finding, count: 3)) {
                try test.store.verdict(number, finding: finding, .right, by: TestStore.owner, at: TestStore.time(6))
            }
        }
    }
}
