import Detection

extension Policy {
    /// What the writer of the policy may not have meant.
    var warnings: [SettingsError] { protectionWarnings + rules.flatMap(warnings) + orderWarnings + groundWarnings }

    private func warning(_ message: String, line: Int = 0) -> SettingsError {
        SettingsError(file: file, line: line, message: message)
    }

    private func warning(_ rule: Rule, _ message: String) -> SettingsError {
        warning("rule '\(rule.name)' \(message)", line: rule.line)
    }

    private var protectionWarnings: [SettingsError] {
        var warnings: [SettingsError] = []
        if protected.recipients.isEmpty {
            warnings.append(
                warning(
                    "protected: no recipient is protected; the data protection office, the reporting office, "
                        + "staff representatives and counsel belong here"))
        }
        if (protected.recipients + protected.senders).contains(where: \.isEverything) {
            warnings.append(warning("protected: '*@*' protects all mail, so nothing is read"))
        }
        return warnings
    }

    private func warnings(of rule: Rule) -> [SettingsError] {
        var warnings: [SettingsError] = []
        let unused = [
            ("queue", rule.queue != nil), ("level", rule.level != nil), ("deadline", rule.deadline != nil),
            ("retention", rule.retentionDays != nil),
        ].filter(\.1).map(\.0).joined(separator: ", ")
        if rule.then != .quarantine, !unused.isEmpty {
            warnings.append(warning(rule, "holds nothing, so there is no use for \(unused)"))
        }
        if let people = rule.when.people,
            ![0, 1, 2].contains(where: { count in people.allSatisfy { $0.holds(count) } })
        {
            warnings.append(
                warning(rule, "can't apply yet: this version tells the sender from others and counts no third person"))
        }
        if rule.when.directions != nil, domains.isEmpty {
            warnings.append(warning(rule, "asks for a direction, and without 'domains' all mail is inbound"))
        }
        if rule.then == .quarantine, !rule.when.finding.isEmpty, rule.when.finding.polarities == nil {
            warnings.append(
                warning(rule, "also holds what is denied ('I have no …'); 'polarity: affirmed' leaves that out"))
        }
        return warnings
    }

    private var orderWarnings: [SettingsError] {
        var warnings: [SettingsError] = []
        if let all = rules.firstIndex(where: \.when.isEmpty), all + 1 < rules.count {
            warnings.append(warning(rules[all], "applies to every message, so no rule below it ever does"))
        }
        if !rules.contains(where: { $0.when.flags?.contains(.danger) == true && !$0.notify.isEmpty }) {
            warnings.append(warning("rules: nobody is told of a message marked 'danger'; it is never held"))
        }
        return warnings
    }

    private var groundWarnings: [SettingsError] {
        guard mode == .enforce else { return [] }
        return reasonsToObserve.map { warning("'mode' is enforce, and hooks still only observe: \($0)") }
    }
}
