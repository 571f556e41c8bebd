import Detection

/// Reads one rule of a policy.
struct RuleReader {
    let mistakes: Mistakes

    static let keys = [
        "name", "when", "then", "notify", "why", "queue", "level", "deadline", "at-deadline", "retention",
    ]

    func rule(from node: SettingsNode) -> Rule? {
        guard let fields = mistakes.fields(of: node, keys: Self.keys) else { return nil }
        let name = fields.required("name") { try $0.words() }
        let when = fields.required("when") { $0 }.flatMap(ConditionReader(mistakes: mistakes).conditions)
        let then = fields.required("then", disposition)
        guard let name, let when, let then else { return nil }
        var rule = Rule(name: name, when: when, then: then, line: node.line)
        rule.why = fields.value("why") { try $0.words() }
        rule.queue = fields.value("queue") { try $0.words() }
        rule.level = fields.value("level") { try $0.int(atLeast: 1) }
        rule.deadline = fields.value("deadline") { try $0.workingTime() }
        rule.atDeadline = fields.value("at-deadline", atDeadline)
        rule.retentionDays = fields.value("retention") { try $0.days() }
        rule.notify = fields.filled("notify") { try $0.words() } ?? []
        check(rule, fields)
        return rule
    }

    private func disposition(_ node: SettingsNode) throws -> Disposition {
        let text = try node.words()
        switch text {
        case "return": throw node.error("'return' is a decision or an 'at-deadline', and no 'then'")
        case "tempfail": throw node.error("'tempfail' answers a failure, and is no 'then'; see 'tempfail-for'")
        default: break
        }
        let disposition = try node.one(of: Disposition.self)
        guard disposition.isAvailable else { throw node.error("'\(text)' is not available yet") }
        return disposition
    }

    private func atDeadline(_ node: SettingsNode) throws -> AtDeadline {
        if try node.words() == "erase" {
            throw node.error("time never erases a message; it is escalate, release or return")
        }
        return try node.one(of: AtDeadline.self)
    }

    private func check(_ rule: Rule, _ fields: Fields) {
        if rule.then.needsReason, !fields.has("why") {
            mistakes.add(
                fields.node.error("'\(rule.then.rawValue)' needs a 'why' that says what milder means do not achieve"))
        }
        if rule.when.flags?.contains(.danger) == true, rule.then > .tag {
            mistakes.add(fields.node.error("a message flagged 'danger' is never held; 'then' is accept or tag"))
        }
        if fields.has("at-deadline"), !fields.has("deadline") {
            mistakes.add(fields.node.error("has an 'at-deadline' and no 'deadline'"))
        }
    }
}
