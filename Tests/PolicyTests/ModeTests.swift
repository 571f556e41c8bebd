import Detection
import Testing

@testable import Policy

@Suite("Mode and grounds")
struct ModeTests {
    private func graded(mode: String = "enforce", _ ie: String, scopes: String = "[]") throws -> Policy {
        try policy(
            rules: "  - {name: all, when: {category: any}, then: quarantine, why: because}",
            """
            mode: \(mode)
            scopes: \(scopes)
            domains: [office.example]
            jurisdiction: ie
            jurisdictions:
              ie: {zone: Europe/Dublin, \(ie)}
              de: {zone: Europe/Berlin, basis: b, condition: c, assessment: a, informed: i, outbound-ground: agreement}
            """)
    }

    private let complete = "basis: b, condition: c, assessment: a, informed: i"
    private let bonn = "[{name: bonn, recipients: ['*@de.office.example'], jurisdiction: de}]"

    @Test(
        "a jurisdiction without its grounds only observes, and says which is missing",
        arguments: [
            ("basis: b, condition: c, assessment: a, informed: i", [String]()),
            ("condition: c, assessment: a, informed: i", ["basis"]),
            ("basis: b, condition: none, assessment: a, informed: i", ["condition"]),
            ("basis: b, condition: c, informed: none", ["assessment", "informed"]),
        ])
    func missing(grounds: String, missing: [String]) throws {
        let policy = try graded(grounds)
        #expect(policy.jurisdictions["ie"]?.missing == missing)
        #expect(policy.mode(for: "sales@office.example") == (missing.isEmpty ? .enforce : .observe))
        let reasons = missing.isEmpty ? [] : ["jurisdiction 'ie' does not record " + missing.joined(separator: ", ")]
        #expect(policy.reasonsToObserve == reasons)
    }

    @Test("observe is observe, and so is a policy without a jurisdiction")
    func observe() throws {
        #expect(try graded(mode: "observe", complete).mode(for: "a@office.example") == .observe)
        let none = try policy(rules: "  []", "mode: enforce")
        #expect(none.mode(for: "a@office.example") == .observe)
        #expect(none.reasonsToObserve == ["no jurisdiction is named"])
    }

    @Test("a scope may name another jurisdiction, and the strictest that is in force is carried out")
    func scopes() throws {
        let policy = try graded("basis: b", scopes: bonn)
        let ruling = policy.ruling(
            on: assessment([finding(.health)]), message: .mail, envelope: envelope(to: ["a@office.example"]))
        #expect(ruling.strictest == .quarantine)
        #expect(ruling.enforced == nil)
        let both = policy.ruling(
            on: assessment([finding(.health)]), message: .mail,
            envelope: envelope(to: ["a@office.example", "b@de.office.example"]))
        #expect(both.perRecipient.map(\.mode) == [.observe, .enforce])
        #expect(both.perRecipient.map(\.jurisdiction) == ["ie", "de"])
        #expect(both.enforced == .quarantine)
    }

    private static let headers: [([Finding], Bool, Bool, DispositionHeader)] = [
        ([], false, false, .accept), ([], true, false, .unscannable), ([], true, true, .observed),
        ([finding(.health)], true, false, .quarantine), ([finding(.health)], false, true, .observed),
    ]

    @Test("the header says what was done, and in observe nothing", arguments: headers)
    func header(findings: [Finding], unscannable: Bool, observe: Bool, value: DispositionHeader) throws {
        let ruling = try graded(complete).ruling(on: assessment(findings), message: .mail, envelope: envelope())
        #expect(DispositionHeader.value(for: ruling, unscannable: unscannable, observe: observe) == value)
        let watching = try graded("basis: b").ruling(on: assessment(findings), message: .mail, envelope: envelope())
        #expect(DispositionHeader.value(for: watching, unscannable: unscannable) == .observed)
    }

    @Test("protected mail has no header")
    func protected() throws {
        let policy = try policy(rules: "  []", "protected: {recipients: [dpo@*]}")
        let ruling = policy.ruling(on: assessment(), message: .mail, envelope: envelope(to: ["dpo@office.example"]))
        #expect(DispositionHeader.value(for: ruling, unscannable: true, observe: true) == nil)
    }

    @Test("outbound and internal mail is read only where the ground is recorded")
    func mayRead() throws {
        let policy = try graded(complete, scopes: bonn)
        let ours = "me@office.example"
        #expect(policy.mayRead(envelope(to: ["a@office.example"])))
        #expect(!policy.mayRead(envelope(from: ours, to: ["a@outside.example"])))
        #expect(!policy.mayRead(envelope(from: ours, to: ["a@office.example"], by: .scan)))
        #expect(policy.mayRead(envelope(from: ours, to: ["a@office.example"], by: .milter)))
        #expect(policy.mayRead(envelope(from: ours, to: ["a@de.office.example"], by: .scan)))
    }
}
