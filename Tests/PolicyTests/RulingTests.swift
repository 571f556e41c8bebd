import Detection
import Foundation
import Messages
import Testing

@testable import Policy

@Suite("Rulings")
struct RulingTests {
    private let facts = """
          - {name: denied, when: {polarity: negated, only: true}, then: accept}
          - name: facts
            when: {category: any, confidence: ">= 0.8", polarity: affirmed}
            then: quarantine
            why: teams read these mailboxes
            queue: people
            level: 2
            deadline: 8h
        """

    @Test("the first rule that applies decides, and what it says comes along")
    func first() throws {
        let policy = try policy(rules: facts + "\n  - {name: rest, when: {}, then: tag}")
        let held = policy.ruling(on: assessment([finding(.health)]), message: .mail, envelope: envelope())
        #expect(held.strictest == .quarantine)
        #expect(held.decisive?.ruleName == "facts")
        #expect(held.decisive?.why == "teams read these mailboxes")
        #expect(held.decisive?.queue == "people")
        #expect(held.decisive?.level == 2)
        #expect(held.decisive?.deadline == .seconds(8 * 3600))
        let rest = policy.ruling(on: assessment(), message: .mail, envelope: envelope())
        #expect(rest.decisive?.ruleName == "rest")
    }

    @Test("where no rule applies the message is accepted")
    func none() throws {
        let ruling = try policy(rules: facts).ruling(on: assessment(), message: .mail, envelope: envelope())
        #expect(ruling.strictest == .accept)
        #expect(ruling.decisive?.rule == nil)
    }

    @Test("conditions on findings hold of one and the same finding, with its own confidence")
    func sameFinding() throws {
        let policy = try policy(rules: facts)
        let split = assessment([finding(.health, 0.5), finding(.health, 0.95, polarity: .negated)])
        #expect(policy.ruling(on: split, message: .mail, envelope: envelope()).strictest == .accept)
        let one = assessment([finding(.health, 0.8), finding(.union, 0.1, polarity: .negated)])
        #expect(policy.ruling(on: one, message: .mail, envelope: envelope()).strictest == .quarantine)
    }

    @Test("only asks it of every finding, and of none it says nothing")
    func only() throws {
        let when = "{polarity: negated, only: true}"
        let negated = finding(.criminal, polarity: .negated)
        #expect(try applies(when: when, assessment([negated, negated])))
        #expect(try !applies(when: when, assessment([negated, finding(.health, 0.01)])))
        #expect(try !applies(when: when, assessment()))
    }

    @Test("each recipient has a ruling of their own, and the strictest counts for all")
    func perRecipient() throws {
        let policy = try policy(rules: "  - {name: desk, when: {recipient: desk@*}, then: tag}\n" + facts)
        let ruling = policy.ruling(
            on: assessment([finding(.health)]), message: .mail,
            envelope: envelope(to: ["desk@office.example", "sales@office.example", "DESK@office.example."]))
        #expect(ruling.perRecipient.map(\.disposition) == [.tag, .quarantine])
        #expect(ruling.perRecipient.map(\.recipient) == ["desk@office.example", "sales@office.example"])
        #expect(ruling.strictest == .quarantine)
    }

    @Test("a message for nobody is judged once")
    func noRecipient() throws {
        let ruling = try policy(rules: facts).ruling(
            on: assessment([finding(.union)]), message: .mail, envelope: envelope(to: [], by: .form))
        #expect(ruling.perRecipient.count == 1)
        #expect(ruling.perRecipient.first?.recipient == nil)
        #expect(ruling.strictest == .quarantine)
    }

    @Test("what a scope expects is counted for its recipients and held for the others")
    func scopes() throws {
        let policy = try policy(
            rules: facts, "scopes: [{name: occupational health, recipients: [oh@*], expected: [health, genetic]}]")
        let ruling = policy.ruling(
            on: assessment([finding(.health), finding(.health, 0.3)]), message: .mail,
            envelope: envelope(to: ["oh@office.example", "sales@office.example"]))
        #expect(ruling.perRecipient.map(\.disposition) == [.accept, .quarantine])
        #expect(ruling.perRecipient.map(\.expected) == [[.health: 2], [:]])
        #expect(ruling.expectedCounts == [.health: 2])
        let union = policy.ruling(
            on: assessment([finding(.health), finding(.union)]), message: .mail,
            envelope: envelope(to: ["oh+x@office.example"]))
        #expect(union.strictest == .quarantine)
    }

    @Test("an expected finding is gone before rules ask about every finding")
    func scopeAndOnly() throws {
        let policy = try policy(
            rules: "  - {name: denied, when: {polarity: negated, only: true}, then: tag}",
            "scopes: [{name: s, recipients: [oh@*], expected: [health]}]")
        let ruling = policy.ruling(
            on: assessment([finding(.health), finding(.criminal, polarity: .negated)]), message: .mail,
            envelope: envelope(to: ["oh@office.example"]))
        #expect(ruling.strictest == .tag)
    }

    @Test("danger is never held, whatever a rule says", arguments: ["quarantine", "reject"])
    func danger(means: String) throws {
        let policy = try policy(
            rules: "  - {name: all, when: {}, then: \(means), why: because}\n  - {name: rest, when: {}, then: tag}")
        let calm = policy.ruling(on: assessment([finding(.health)]), message: .mail, envelope: envelope())
        #expect(calm.strictest.rawValue == means)
        let danger = policy.ruling(
            on: assessment([finding(.health)], flags: [.danger]), message: .mail, envelope: envelope())
        #expect(danger.strictest == .tag)
    }

    @Test(
        "one protected address protects the whole message",
        arguments: [
            ("a@b.example", ["sales@office.example", "\"DPO\"+x@office.example."], true),
            ("case@ico.org.uk", ["sales@office.example"], true), ("CASE@ICO.ORG.UK.", ["sales@office.example"], true),
            ("a@b.example", ["sales@office.example"], false), ("dpo@b.example", ["sales@office.example"], false),
            ("", ["dpo@office.example"], true),
        ])
    func protected(sender: String, recipients: [String], expected: Bool) throws {
        let policy = try policy(
            rules: "  - {name: all, when: {}, then: quarantine, why: because}",
            "protected: {recipients: [dpo@*], senders: ['*@ico.org.uk']}")
        let envelope = envelope(from: sender, to: recipients)
        #expect(policy.isProtected(envelope) == expected)
        let ruling = policy.ruling(on: assessment([finding(.health)]), message: .mail, envelope: envelope)
        #expect(ruling.isProtected == expected)
        #expect(ruling.strictest == (expected ? .accept : .quarantine))
        #expect(ruling.perRecipient.allSatisfy { expected ? $0.rule == nil && $0.expected.isEmpty : $0.rule != nil })
    }

    @Test("the author protects where the envelope sender names a machine")
    func author() throws {
        let policy = try policy(rules: "  []", "protected: {senders: ['*@ico.org.uk']}")
        var envelope = envelope(from: "bounce-17@lists.example")
        #expect(!policy.isProtected(envelope))
        envelope.author = "case@ico.org.uk"
        #expect(policy.isProtected(envelope))
    }

    @Test("a message with many findings to many people asks the findings once")
    func many() throws {
        let policy = try policy(rules: facts)
        let ruling = policy.ruling(
            on: assessment(Array(repeating: finding(.health, 0.1), count: 20_000)), message: .mail,
            envelope: envelope(to: (0..<20_000).map { "u\($0)@office.example" }))
        #expect(ruling.perRecipient.count == 20_000)
        #expect(ruling.strictest == .accept)
    }

    @Test("a deadline is a date by the clock of the recipient's jurisdiction")
    func due() throws {
        let policy = try policy(
            rules: facts, "jurisdiction: ie\njurisdictions: {ie: {zone: Europe/Dublin, hours: '09:00-17:30'}}")
        let ruling = policy.ruling(on: assessment([finding(.health)]), message: .mail, envelope: envelope())
        let friday = try #require(ISO8601DateFormatter().date(from: "2026-05-08T15:30:00Z"))
        let decisive = try #require(ruling.decisive)
        let due = try #require(policy.due(decisive, from: friday))
        #expect(ISO8601DateFormatter().string(from: due) == "2026-05-11T15:00:00Z")
        let accepted = try #require(
            policy.ruling(on: assessment(), message: .mail, envelope: envelope()).decisive)
        #expect(policy.due(accepted, from: friday) == nil)
    }

    @Test("dispositions are ordered by how much they intrude")
    func order() {
        #expect(Disposition.allCases.sorted() == [.accept, .tag, .redact, .holdAddressee, .quarantine, .reject])
    }
}
