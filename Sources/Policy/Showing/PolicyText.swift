import Detection
import Foundation

extension Policy {
    /// What the policy does, in plain words, for the people who answer for it.
    public var plainText: String {
        [
            heading, modeText, protectedText, scopesText, rulesText, groundsText, laterText,
        ].filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var heading: String {
        "Policy number \(version) (\(file))\n"
            + "Expected to hold a sensitive fact: \(Text.percent(prevalence.email)) of mails, "
            + "\(Text.percent(prevalence.form)) of form submissions."
    }

    private var modeText: String {
        let reasons = reasonsToObserve
        if mode == .observe {
            return Text.section(
                "In the mail path nothing is held: the policy only watches",
                ["Messages pass as they are and are counted. 'mode: enforce' changes that."]
                    + reasons.dropFirst().map { "Before that: " + $0 + "." })
        }
        if reasons.isEmpty { return "In the mail path the policy is in force." }
        return Text.section("The policy is in force, but only where nothing is missing", reasons.map { $0 + "." })
    }

    private var protectedText: String {
        let recipients = protected.recipients.map(\.text)
        let senders = protected.senders.map(\.text)
        if recipients.isEmpty, senders.isEmpty { return "No correspondence is protected: any message may be opened." }
        return Text.section(
            "Never opened, whatever is in it",
            (recipients.isEmpty ? [] : ["Mail to " + recipients.joined(separator: ", ")])
                + (senders.isEmpty ? [] : ["Mail from " + senders.joined(separator: ", ")]))
    }

    private var scopesText: String {
        if scopes.isEmpty { return "" }
        return Text.section(
            "Mailboxes of their own kind",
            scopes.map { scope in
                let expected = scope.expected.sorted().map(\.rawValue).joined(separator: ", ")
                return scope.name + " (" + scope.recipients.map(\.text).joined(separator: ", ") + "): "
                    + (expected.isEmpty ? "" : "\(expected) is expected there, counted and not held; ")
                    + "jurisdiction " + (scope.jurisdiction ?? jurisdiction ?? "none")
            })
    }

    /// The rules under the means they take, mildest first; each with its number, since the lowest that applies decides.
    private var rulesText: String {
        let numbered = Array(rules.enumerated())
        let parts = Disposition.allCases.map { means -> String in
            let rules = numbered.filter { $0.element.then == means }
            let title = means.rawValue + ": " + means.words
            if rules.isEmpty { return title + (means.isAvailable ? "\n  (no rule)" : "\n  (not available yet)") }
            return ([title] + rules.map { Self.words(of: $0.element, number: $0.offset + 1) }).joined(separator: "\n")
        }
        return "What is done, from the mildest means to the strictest. The rules are tried by their numbers, for\n"
            + "each recipient; the first that applies decides. Where none applies the message is delivered.\n\n"
            + parts.joined(separator: "\n")
    }

    private static func words(of rule: Rule, number: Int) -> String {
        var lines = [rule.name + ". Applies when " + rule.when.words.joined(separator: ", and ") + "."]
        if let why = rule.why { lines.append("Why nothing milder: " + why + ".") }
        let details: [String?] = [
            rule.queue.map { "queue " + $0 }, rule.level.map { "a reviewer of level \($0)" },
            rule.deadline.map {
                "decided within \(Text.time($0)) of work" + (rule.atDeadline.map { $0.words + "*" } ?? "")
            },
            rule.retentionDays.map { "the closed case is kept \($0) days*" },
            rule.notify.isEmpty ? nil : "told*: " + rule.notify.joined(separator: ", "),
        ]
        let present = details.compactMap { $0 }
        if !present.isEmpty { lines.append(present.joined(separator: "; ") + ".") }
        let label = "  \(number). "
        return label
            + lines.map { Text.wrap($0, indent: label.count) }
            .joined(separator: "\n" + String(repeating: " ", count: label.count))
    }

    private var groundsText: String {
        jurisdictions.values.sorted { $0.key < $1.key }.map { jurisdiction in
            Text.section(
                "Jurisdiction \(jurisdiction.key)" + (jurisdiction.key == self.jurisdiction ? " (the default)" : ""),
                [
                    "lawful basis: " + (jurisdiction.basis ?? "not recorded"),
                    "condition for special categories: " + (jurisdiction.condition ?? "not recorded"),
                    "impact assessment: " + (jurisdiction.assessment ?? "not recorded"),
                    "people were told: " + (jurisdiction.informed ?? "not recorded"),
                    "agreement with staff: " + (jurisdiction.staffAgreement ?? "not recorded"),
                    "outbound and internal mail: "
                        + (jurisdiction.outboundGround.map { "read, on the ground of " + $0 } ?? "not read"),
                    "at work: " + jurisdiction.workingHours.words,
                ])
        }.joined(separator: "\n\n")
    }

    private var laterText: String {
        let keys = notActedOn
        return keys.isEmpty
            ? "" : Text.section("* Read and checked, but not acted on by this version", [keys.joined(separator: ", ")])
    }

    /// The keys of the file that this version keeps without acting on them.
    public var notActedOn: [String] {
        let keys: [(String, Bool)] = [
            ("notify", rules.contains { !$0.notify.isEmpty }), ("at-deadline", rules.contains { $0.atDeadline != nil }),
            ("retention", rules.contains { $0.retentionDays != nil }), ("tempfail-for", true), ("when-away", true),
            ("brake", brake != nil), ("levels", !levels.isEmpty),
        ]
        return keys.filter(\.1).map(\.0)
    }
}

extension Disposition {
    /// What it means for a message.
    fileprivate var words: String {
        switch self {
        case .accept: "delivered as it is; nothing about it is stored"
        case .tag: "delivered, with a mark in its header"
        case .redact: "delivered without the sensitive passages"
        case .holdAddressee: "kept for its addressee alone"
        case .quarantine: "kept until a reviewer has decided"
        case .reject: "refused; the sender's server is told"
        }
    }
}

extension AtDeadline {
    fileprivate var words: String {
        switch self {
        case .escalate: ", else it goes a level up"
        case .release: ", else it is delivered"
        case .return: ", else it goes back to its sender"
        }
    }
}

extension WorkingHours {
    fileprivate var words: String {
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        // The week begins on Monday (ISO 8601).
        let days = [2, 3, 4, 5, 6, 7, 1].filter(weekdays.contains).map { names[$0 - 1] }.joined(separator: " ")
        return
            "\(Text.clock(opens)) to \(Text.clock(closes)), \(days), by the clock of \(zone == .gmt ? "UTC" : zone.identifier)"
            + (holidays.isEmpty ? "; no holidays are listed" : "; \(holidays.count) holidays")
    }
}
