import Detection
import Testing

@testable import Policy

@Suite("Mistakes in a policy")
struct MistakeTests {
    private static let inRules: [(String, String)] = [
        ("{name: r, when: {}, then: quarantine}", "'quarantine' needs a 'why'"),
        ("{name: r, when: {}, then: reject}", "'reject' needs a 'why'"),
        ("{name: r, when: {}, then: redact, why: w}", "'redact' is not available yet"),
        ("{name: r, when: {}, then: hold-addressee, why: w}", "'hold-addressee' is not available yet"),
        ("{name: r, when: {}, then: return}", "'return' is a decision"),
        ("{name: r, when: {}, then: tempfail}", "'tempfail' answers a failure"),
        ("{name: r, when: {}, then: quarantin, why: w}", "did you mean 'quarantine'?"),
        ("{name: r, when: {}}", "has no 'then'"), ("{when: {}, then: tag}", "has no 'name'"),
        ("{name: r, then: tag}", "has no 'when'"), ("{name: r, when: , then: tag}", "has no value"),
        ("{name: r, when: {}, then: tag, wy: w}", "unknown key 'wy'; did you mean 'why'?"),
        ("{name: r, when: {}, then: quarantine, why: ' '}", "has no value"),
        ("{name: r, when: {categry: any}, then: tag}", "unknown key 'categry'; did you mean 'category'?"),
        ("{name: r, when: {category: helth}, then: tag}", "did you mean 'health'?"),
        ("{name: r, when: {category: []}, then: tag}", "is empty"),
        ("{name: r, when: {confidence: 0.8}, then: tag}", "should be a bound, as in \">= 0.8\""),
        ("{name: r, when: {confidence: '>= 80'}, then: tag}", "should be between 0 and 1"),
        ("{name: r, when: {confidence: '>= nan'}, then: tag}", "should be between 0 and 1"),
        ("{name: r, when: {polarity: denied}, then: tag}", "is not one of affirmed, negated"),
        ("{name: r, when: {only: true}, then: tag}", "'only' needs a condition on findings"),
        ("{name: r, when: {explicit: maybe}, then: tag}", "should be true or false"),
        ("{name: r, when: {people: '>= -1'}, then: tag}", "should be a bound"),
        ("{name: r, when: {size: '>= 3 miles'}, then: tag}", "should be a bound"),
        ("{name: r, when: {language: english}, then: tag}", "language code"),
        ("{name: r, when: {attachment: pdf}, then: tag}", "media type"),
        ("{name: r, when: {unscannable: huge}, then: tag}", "is not one of encrypted, broken, too-large, timeout"),
        ("{name: r, when: {recipient: dpo}, then: tag}", "should be an address"),
        ("{name: r, when: {flag: danger}, then: quarantine, why: w}", "is never held"),
        ("{name: r, when: {}, then: tag, deadline: 2d}", "working hours"),
        ("{name: r, when: {}, then: tag, deadline: 1h, at-deadline: erase}", "time never erases a message"),
        ("{name: r, when: {}, then: tag, at-deadline: release}", "no 'deadline'"),
        ("{name: r, when: {}, then: tag, retention: 30m}", "as in 30d"),
        ("{name: r, when: {}, then: tag, level: 0}", "should be 1 or more"),
        ("{name: above, when: {}, then: tag}", "two rules named 'above'"), ("tag", "should be a mapping"),
    ]

    @Test("a mistake in a rule is named with its line", arguments: inRules)
    func rules(rule: String, part: String) {
        let text = "version: 1\nrules:\n  - {name: above, when: {}, then: accept}\n  - \(rule)\n"
        let mistakes = Policy.check(text: text, file: "p.yaml").mistakes
        #expect(mistakes.count == 1, "\(mistakes)")
        #expect(mistakes.first?.message.contains(part) == true, "\(mistakes)")
        #expect(mistakes.first?.line == 4)
        #expect(mistakes.first?.file == "p.yaml")
    }

    private static let elsewhere: [(String, String)] = [
        ("mode: enforced", "is not one of observe, enforce"), ("rulez: []", "did you mean 'rules'?"),
        ("prevalence: {email: 1.5}", "should be between 0 and 1"), ("prevalence: {mail: 0.5}", "unknown key 'mail'"),
        ("protected: {recipients: [dpo]}", "should be an address"), ("protected: {recipient: [dpo@*]}", "recipients"),
        ("scopes: [{name: s, recipients: [a@b], expected: [helth]}]", "did you mean 'health'?"),
        ("scopes: [{name: s, recipients: [a@b]}]", "changes nothing"),
        ("scopes: [{name: s, expected: [health]}]", "has no 'recipients'"),
        ("scopes: [{name: s, recipients: [], expected: [health]}]", "is empty"),
        ("scopes: [{name: s, recipients: [a@b], jurisdiction: uk}]", "'uk' is not described"),
        ("tempfail-for: 30", "length of time"), ("tempfail-for: 0m", "length of time"),
        ("tempfail-for: 99999999999999999999h", "length of time"), ("when-away: quarantine", "accept, tag or reject"),
        ("when-away: tempfail", "is not one of"), ("brake: {share: 0.1}", "has no 'of-last'"),
        ("brake: {share: 2, of-last: 5}", "between 0 and 1"), ("domains: ['*.office.example']", "should be a domain"),
        ("domains: [a@b.example]", "should be a domain"), ("levels: {messages: 2}", "did you mean 'message'?"),
        ("levels: {message: two}", "whole number"), ("decision-reasons: [Not needed]", "small letters"),
        ("decision-reasons: [a, a]", "stands twice"), ("jurisdiction: ie", "none is described"),
        ("jurisdictions: {ie: {zone: Dublin}}", "is not a time zone"), ("jurisdictions: {ie: {}}", "has no 'zone'"),
        ("jurisdictions: {ie: {zone: UTC, hours: '17-9'}}", "09:00-17:30"),
        ("jurisdictions: {ie: {zone: UTC, hours: '17:00-09:00'}}", "09:00-17:30"),
        ("jurisdictions: {ie: {zone: UTC, hours: '09:00-25:00'}}", "09:00-17:30"),
        ("jurisdictions: {ie: {zone: UTC, days: [monday]}}", "day of the week"),
        ("jurisdictions: {ie: {zone: UTC, holidays: [2026-02-29]}}", "should be a date"),
        ("jurisdictions: {ie: {zone: UTC, holidays: [25.12.2026]}}", "should be a date"),
        ("jurisdictions: {ie: {zone: UTC, bassis: b}}", "did you mean 'basis'?"),
        ("mode:", "has no value"), ("schema: 0", "should be 1 or more"), ("schema: 2", "up to 1"),
    ]

    @Test("a mistake elsewhere is named with its line", arguments: elsewhere)
    func anywhere(line: String, part: String) {
        let mistakes = Policy.check(text: "version: 1\nrules: []\n\(line)\n", file: "p.yaml").mistakes
        #expect(mistakes.count == 1, "\(mistakes)")
        #expect(mistakes.first?.message.contains(part) == true, "\(mistakes)")
        #expect(mistakes.first?.line == 3)
    }

    @Test("what has to be there is missed", arguments: [("rules: []", "version"), ("version: 1", "rules")])
    func required(text: String, key: String) {
        #expect(Policy.check(text: text, file: "p.yaml").mistakes.map(\.message) == ["has no '\(key)'"])
    }

    private static let doubtful: [(String, String)] = [
        ("rules: []", "no recipient is protected"), ("protected: {recipients: ['*@*']}\nrules: []", "all mail"),
        ("rules: [{name: r, when: {flag: child}, then: tag, queue: q}]", "no use for queue"),
        ("rules: [{name: r, when: {people: '> 2'}, then: tag}]", "can't apply yet"),
        ("rules: [{name: r, when: {direction: outbound}, then: tag}]", "without 'domains'"),
        ("rules: [{name: r, when: {category: any}, then: quarantine, why: w}]", "denied"),
        ("rules: [{name: r, when: {}, then: tag}, {name: s, when: {}, then: tag}]", "no rule below it"),
        ("rules: []", "nobody is told"), ("mode: enforce\nrules: []", "still only observe"),
    ]

    @Test("what its writer may not have meant is a warning", arguments: doubtful)
    func warnings(text: String, part: String) {
        let check = Policy.check(text: "version: 1\n" + text, file: "p.yaml")
        #expect(check.mistakes.isEmpty, "\(check.mistakes)")
        #expect(check.warnings.filter { $0.message.contains(part) }.count == 1, "\(check.warnings)")
    }
}
