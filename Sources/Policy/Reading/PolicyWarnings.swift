import Detection

extension Policy {
    /// What the writer of the policy may not have meant, in the order of the file.
    var warnings: [SettingsError] {
        protectionWarnings + ruleWarnings + groundWarnings
    }

    private func warning(_ message: String, line: Int = 0) -> SettingsError {
        SettingsError(file: file, line: line, message: message)
    }

    private var protectionWarnings: [SettingsError] {
        var warnings: [SettingsError] = []
        if protected.recipients.isEmpty {
            warnings.append(
                warning(
                    "protected: no recipient is protected; data protection office, reporting office, staff council and counsel belong here"
                ))
        }
        if (protected.recipients + protected.senders).contains(where: \.isEverything) {
            warnings.append(warning("protected: '*@*' protects all mail, so nothing is scanned"))
        }
        return warnings
    }

    private var ruleWarnings: [SettingsError] {
        var warnings = rules.flatMap(warnings(of:))
        if let catchAll = rules.firstIndex(where: \.when.isEmpty), catchAll + 1 < rules.count {
            let rule = rules[catchAll]
            warnings.append(
                warning("rule '\(rule.name)' applies to every message, so no rule below it ever does", line: rule.line))
        }
        if !rules.contains(where: { $0.when.flags?.contains(.danger) == true && !$0.notify.isEmpty }) {
            warnings.append(warning("rules: nobody is told of a message flagged 'danger'; it is never held"))
        }
        if rules.contains(where: { $0.then == .quarantine && $0.when.finding.polarities != [.affirmed] }) {
            warnings += rules.filter {
                $0.then == .quarantine && $0.when.finding.polarities == nil && !$0.when.finding.isEmpty
            }
            .map {
                warning(
                    "rule '\($0.name)' also holds what is denied ('I have no …'); add 'polarity: affirmed'",
                    line: $0.line)
            }
        }
        return warnings
    }

    private func warnings(of rule: Rule) -> [SettingsError] {
        var warnings: [SettingsError] = []
        let unused = [
            ("queue", rule.queue != nil), ("level", rule.level != nil), ("deadline", rule.deadline != nil),
            ("retention", rule.retentionDays != nil),
        ].filter(\.1).map(\.0)
        if rule.then != .quarantine, !unused.isEmpty {
            warnings.append(
                warning(
                    "rule '\(rule.name)' holds nothing, so \(unused.joined(separator: ", ")) does nothing",
                    line: rule.line))
        }
        let can = (0...2).contains { count in rule.when.people?.allSatisfy { $0.holds(Double(count)) } ?? true }
        if !can {
            warnings.append(
                warning(
                    "rule '\(rule.name)' can't apply yet: this version tells the sender from others, and counts no more than two people",
                    line: rule.line))
        }
        if rule.when.directions != nil, domains.isEmpty {
            warnings.append(
                warning(
                    "rule '\(rule.name)' asks for a direction, and without 'domains' all mail is inbound",
                    line: rule.line))
        }
        return warnings
    }

    private var groundWarnings: [SettingsError] {
        guard mode == .enforce else { return [] }
        return reasonsToObserve.map { warning("mode is enforce, and hooks only observe: \($0)") }
    }
}
