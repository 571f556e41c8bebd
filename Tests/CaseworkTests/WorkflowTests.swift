import Casework
import Foundation
import Testing

@Suite("A case from taking to closing")
struct WorkflowTests {
    @Test("a scanned message is queued, claimed, shown, judged and released")
    func scanned() throws {
        let test = try TestStore()
        let number = try test.claimed(.mail())
        let view = try test.store.show(
            number, depth: .snippet, reason: .misdirected, names: false, by: TestStore.owner, at: TestStore.time(2))
        #expect(view.findings.map(\.sentence) == ["I have been on [health] since May."])
        try test.store.verdict(number, finding: 1, .right, by: TestStore.owner, at: TestStore.time(3))
        let result = try test.store.decide(
            number, Decision(.release, why: "not-needed"), by: TestStore.owner, at: TestStore.time(4))
        #expect(result.state == .closed)
        let events = try test.store.audit(from: 1, limit: 100).map(\.event)
        #expect(events == ["store-created", "taken", "claimed", "looked", "verdict", "decided"])
        #expect(try test.store.verifyAudit(against: nil).isWhole)
    }
}
