import Detection
import Foundation
import Messages
import Testing

@testable import Policy

@Suite("The policy that is shipped")
struct ShippedPolicyTests {
    private func shipped() throws -> Policy {
        let check = Policy.check(path: repositoryFile("patterns/policy.yaml"), name: "policy.yaml")
        #expect(check.warnings.isEmpty, "\(check.warnings)")
        return try check.get()
    }

    @Test("it holds nothing until somebody decides otherwise and records the grounds")
    func observes() throws {
        var policy = try shipped()
        #expect(policy.mode == .observe)
        #expect(policy.jurisdictions.values.allSatisfy { $0.missing.count == 4 && $0.outboundGround == nil })
        policy.mode = .enforce
        #expect(policy.mode(for: "a@office.example") == .observe)
    }

    private static let facts: [([Finding], Disposition)] = [
        ([], .accept), ([finding(.health, 0.8)], .quarantine), ([finding(.health, 0.79)], .accept),
        ([finding(.criminal, 0.99, polarity: .negated)], .accept),
        ([finding(.criminal, 0.99, polarity: .negated), finding(.health, 0.9)], .quarantine),
        ([finding(.union, 0.9, about: .other)], .quarantine),
        ([finding(.religion, 0.9, explicit: false)], .quarantine),
        ([finding(.sexuality, 0.99, explicit: false)], .accept),
        ([finding(.sexuality, 0.99, explicit: false), finding(.health, 0.3)], .accept),
        ([finding(.sexuality, 0.99, explicit: false), finding(.health, 0.9)], .quarantine),
        ([finding(.sexuality, 0.9)], .quarantine),
    ]

    @Test("it holds confident facts and nothing else", arguments: facts)
    func holds(findings: [Finding], expected: Disposition) throws {
        let ruling = try shipped().ruling(on: assessment(findings), message: .mail, envelope: envelope())
        #expect(ruling.strictest == expected)
        #expect(expected < .redact || ruling.decisive?.why != nil)
    }

    @Test("every category can be held", arguments: Detection.Category.allCases)
    func categories(category: Detection.Category) throws {
        let ruling = try shipped().ruling(on: assessment([finding(category)]), message: .mail, envelope: envelope())
        #expect(ruling.strictest == .quarantine)
    }

    @Test("danger and requests about rights are never held", arguments: [Flag.danger, .rightsRequest])
    func flags(flag: Flag) throws {
        let ruling = try shipped().ruling(
            on: assessment([finding(.health)], flags: [flag]), message: .mail, envelope: envelope())
        #expect(ruling.strictest == .accept)
    }

    @Test(
        "what can't be read is let through, what could be read of it is judged",
        arguments: [Unscannable.encrypted, .broken, .tooLarge, .timeout])
    func unscannable(reason: Unscannable) throws {
        let facts = MessageFacts(kind: .email, size: 1, unscannable: reason)
        let unread = try shipped().ruling(on: assessment(), message: facts, envelope: envelope())
        #expect(unread.strictest == .accept)
        #expect(unread.decisive?.rule != nil)
        let read = try shipped().ruling(on: assessment([finding(.health)]), message: facts, envelope: envelope())
        #expect(read.strictest == .quarantine)
    }

    @Test(
        "those whom nobody may overhear are protected",
        arguments: [
            "dpo@office.example", "Datenschutzbeauftragte@office.example", "speakup@office.example",
            "whistleblowing@office.example", "betriebsrat@office.example", "counsel@office.example",
            "union@office.example", "occupational-health@office.example", "chaplain@office.example",
        ])
    func protected(recipient: String) throws {
        #expect(try shipped().isProtected(envelope(to: [recipient])))
        #expect(try !shipped().isProtected(envelope(to: ["sales@office.example"])))
    }

    @Test("its description names every rule under its means, why it holds, and that nothing is held")
    func description() throws {
        let policy = try shipped()
        let text = policy.plainText
        #expect(text.contains("In the mail path nothing is held"))
        #expect(policy.rules.allSatisfy { text.contains($0.name) })
        #expect(text.contains("Why nothing milder: shared mailboxes"))
        #expect(text.contains("dpo@*"))
        #expect(!text.split(separator: "\n").contains { $0.count > 100 })
        let means = ["accept:", "tag:", "redact:", "hold-addressee:", "quarantine:", "reject:"]
        let places = means.compactMap { text.range(of: "\n" + $0)?.lowerBound }
        #expect(places.count == means.count)
        #expect(places == places.sorted())
    }
}
