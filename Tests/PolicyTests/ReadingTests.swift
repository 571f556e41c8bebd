import Detection
import Foundation
import Testing

@testable import Policy

@Suite("Reading a policy")
struct ReadingTests {
    private let whole = """
        version: 3
        mode: observe
        prevalence: {email: 0.02, form: 0.1}
        protected:
          recipients: [dpo@*, privacy@*]
          senders: ["*@ico.org.uk"]
        scopes:
          - {name: occupational health, recipients: [oh@office.example], expected: [health]}
        rules:
          - {name: danger, when: {flag: danger}, then: accept, notify: duty}
          - {name: denied, when: {polarity: negated, only: true}, then: accept}
          - name: facts about people
            when: {category: any, confidence: ">= 0.8", polarity: affirmed}
            then: quarantine
            why: these mailboxes are read by teams
            queue: people
            level: 1
            deadline: 8h
            at-deadline: escalate
            retention: 30d
        tempfail-for: 20m
        when-away: tag
        brake: {share: 0.1, of-last: 500}
        domains: [office.example, BÜRO.example]
        levels: {message: 2, disclose: 3, criminal: 2, investigation: 3}
        decision-reasons: [not-needed, legal-duty]
        jurisdiction: ie
        jurisdictions:
          ie: {zone: Europe/Dublin, hours: "09:00-17:30", holidays: [2026-12-25], basis: "Art. 6(1)(f)",
               condition: "Art. 9(2)(b)", assessment: "DPIA 12, 2026-05-01",
               informed: "https://office.example/privacy", staff-agreement: none, outbound-ground: none}
        """

    @Test("every key is read and typed")
    func everything() throws {
        let policy = try Policy.parse(text: whole, file: "p.yaml")
        #expect(policy.version == 3)
        #expect(policy.mode == .observe)
        #expect(policy.prevalence == Prevalence(email: 0.02, form: 0.1))
        #expect(policy.protected.recipients.map(\.text) == ["dpo@*", "privacy@*"])
        #expect(policy.protected.senders.map(\.text) == ["*@ico.org.uk"])
        #expect(policy.scopes.map(\.name) == ["occupational health"])
        #expect(policy.scopes.first?.expected == [.health])
        #expect(policy.rules.map(\.name) == ["danger", "denied", "facts about people"])
        #expect(policy.rules.first?.notify == ["duty"])
        #expect(policy.tempfailFor == .seconds(1200))
        #expect(policy.whenAway == .tag)
        #expect(policy.brake == Brake(share: 0.1, ofLast: 500))
        #expect(policy.domains == ["office.example", "xn--bro-hoa.example"])
        #expect(policy.levels == ["message": 2, "disclose": 3, "criminal": 2, "investigation": 3])
        #expect(policy.decisionReasons == ["not-needed", "legal-duty"])
        #expect(policy.source == Array(whole.utf8))
    }

    @Test("a rule and a jurisdiction are read and typed")
    func details() throws {
        let policy = try Policy.parse(text: whole, file: "p.yaml")
        let rule = try #require(policy.rules.last)
        #expect(rule.then == .quarantine)
        #expect(rule.atDeadline == .escalate)
        #expect(rule.retentionDays == 30)
        #expect(rule.line == 12)
        #expect(policy.jurisdiction == "ie")
        let jurisdiction = try #require(policy.jurisdictions["ie"])
        #expect(jurisdiction.basis == "Art. 6(1)(f)")
        #expect(jurisdiction.staffAgreement == nil)
        #expect(jurisdiction.outboundGround == nil)
        #expect(jurisdiction.workingHours.opens == 540)
        #expect(jurisdiction.workingHours.closes == 1050)
        #expect(jurisdiction.workingHours.weekdays == [2, 3, 4, 5, 6])
        #expect(jurisdiction.workingHours.holidays == [.init(year: 2026, month: 12, day: 25)])
    }

    @Test("what is left out has its default")
    func defaults() throws {
        let policy = try Policy.parse(text: "version: 1\nrules: []", file: "p.yaml")
        #expect(policy.mode == .observe)
        #expect(policy.prevalence == Prevalence(email: 0.01, form: 0.05))
        #expect(policy.tempfailFor == .seconds(1800))
        #expect(policy.whenAway == .accept)
        #expect(policy.brake == nil)
    }

    @Test("all mistakes come at once, in the order of the file")
    func collected() throws {
        let text = """
            version: zero
            mode: off
            rules:
              - {name: a, when: {categry: any, polarity: no}, then: quarantine}
              - {name: a, when: {}, then: drop}
            levels: {mesage: 1, disclose: 0}
            """
        let check = Policy.check(text: text, file: "p.yaml")
        #expect(check.policy == nil)
        #expect(check.mistakes.map(\.line) == [1, 2, 4, 4, 4, 5, 6, 6], "\(check.mistakes)")
        let first = try #require(check.mistakes.first)
        #expect(throws: first) { try check.get() }
    }

    @Test("what is no YAML is said so, with the line and what patterns need")
    func notYAML() {
        let alias = Policy.check(text: "version: 1\nprotected:\n  senders: [*@ico.org.uk]\n", file: "p.yaml")
        #expect(alias.mistakes.first?.line == 3)
        #expect(alias.mistakes.first?.message.contains("needs quotes") == true)
        let bound = Policy.check(text: "version: 1\nrules:\n  - {when: {confidence: >= 0.8}}\n", file: "p.yaml")
        #expect(bound.mistakes.first?.message.contains("needs quotes") == true, "\(bound.mistakes)")
        #expect(Policy.check(text: "", file: "p.yaml").mistakes.first?.message == "is empty")
        #expect(Policy.check(text: "version: 1\nversion: 2\nrules: []", file: "p.yaml").mistakes.count == 1)
    }

    @Test("a file that is not there, or no text, is a mistake")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("policy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("p.yaml")
        #expect(Policy.check(path: file.path, name: "p").mistakes.map(\.description) == ["p: cannot be opened"])
        try Data([0x76, 0xFF]).write(to: file)
        #expect(Policy.check(path: file.path, name: "p").mistakes.map(\.description) == ["p: is not UTF-8"])
        try Data(whole.utf8).write(to: file)
        #expect(try Policy.load(path: file.path).version == 3)
    }
}
