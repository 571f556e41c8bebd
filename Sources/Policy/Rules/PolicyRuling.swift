import Detection
import Foundation

extension Policy {
    /// Whether a sender or a recipient is protected: then the whole message is, and nothing in it may be read.
    public func isProtected(_ envelope: Envelope) -> Bool {
        envelope.senderTexts.contains(where: protected.senders.contain)
            || envelope.recipients.contains(where: protected.recipients.contain)
    }

    /// What the rules say about a message, for each recipient: the first rule that applies, else ``Disposition/accept``.
    ///
    /// - Parameter known: what ``isProtected(_:)`` has said of this envelope, where it was asked before.
    public func ruling(
        on assessment: Assessment, message: MessageFacts, envelope: Envelope, isProtected known: Bool? = nil
    ) -> Ruling {
        let isProtected = known ?? isProtected(envelope)
        var judge = Judge(policy: self, assessment: assessment, message: message, envelope: envelope)
        var seen = Set<Address>()
        var rulings = envelope.recipients.compactMap { recipient -> RecipientRuling? in
            let address = Address(recipient)
            guard seen.insert(address).inserted else { return nil }
            return isProtected ? untouched(recipient, address) : judge.ruling(for: recipient, address)
        }
        if rulings.isEmpty { rulings = [isProtected ? untouched(nil, nil) : judge.ruling(for: nil, nil)] }
        return Ruling(perRecipient: rulings, isProtected: isProtected)
    }

    private func untouched(_ recipient: String?, _ address: Address?) -> RecipientRuling {
        RecipientRuling(
            recipient: recipient, disposition: .accept, rule: nil, expected: [:],
            jurisdiction: jurisdictionKey(for: address), mode: mode(for: address))
    }

    /// When a decision on a held message that came in at `date` is due; nil where the rule sets no deadline.
    public func due(_ ruling: RecipientRuling, from date: Date) -> Date? {
        guard let deadline = ruling.deadline else { return nil }
        let hours = Double(deadline.components.seconds) / 3600
        guard let key = ruling.jurisdiction, let jurisdiction = jurisdictions[key] else {
            return date.addingTimeInterval(hours * 3600)
        }
        return jurisdiction.workingHours.deadline(after: date, hours: hours)
    }
}

/// Judges one message for one recipient after another, asking each rule once what it says about the findings.
struct Judge {
    let policy: Policy
    let assessment: Assessment
    let message: MessageFacts
    let envelope: Envelope
    private var senders: [Address] { envelope.senders }
    /// By the categories that are expected: what is left to judge, and for each rule whether it can apply.
    private var cache: [Set<Category>: Case] = [:]

    private struct Case {
        var expected: [Category: Int]
        var isSenderSubject: Bool
        var canApply: [Bool]
    }

    init(policy: Policy, assessment: Assessment, message: MessageFacts, envelope: Envelope) {
        self.policy = policy
        self.assessment = assessment
        self.message = message
        self.envelope = envelope
    }

    mutating func ruling(for recipient: String?, _ address: Address?) -> RecipientRuling {
        let expected = policy.expected(for: address)
        let known = cache[expected] ?? judge(without: expected)
        if cache[expected] == nil { cache[expected] = known }
        let index = policy.rules.indices.first { index in
            known.canApply[index] && applies(policy.rules[index].when, to: address, known)
        }
        let rule = index.map { policy.rules[$0] }
        return RecipientRuling(
            recipient: recipient, disposition: rule?.then ?? .accept, rule: rule, expected: known.expected,
            jurisdiction: policy.jurisdictionKey(for: address), mode: policy.mode(for: address))
    }

    /// What the rules say before a recipient is asked for.
    private func judge(without expected: Set<Category>) -> Case {
        let findings = assessment.findings.filter { !expected.contains($0.category) }
        let isDanger = assessment.flags.contains(.danger)
        let people = message.people ?? Self.people(in: findings)
        let counts = assessment.findings.reduce(into: [Category: Int]()) { counts, finding in
            if expected.contains(finding.category) { counts[finding.category, default: 0] += 1 }
        }
        let canApply = policy.rules.indices.map { index in
            // Most messages have no findings, and most rules ask for one.
            if findings.isEmpty, !policy.rules[index].when.finding.isEmpty { return false }
            // Where somebody may be in danger nothing may delay the message, whatever a rule says.
            if isDanger, policy.rules[index].then > .tag { return false }
            return applies(policy.rules[index].when, to: findings, people: people)
        }
        return Case(expected: counts, isSenderSubject: findings.contains { $0.about == .sender }, canApply: canApply)
    }

    /// At least so many people: the sender is one, and all others together are at least one more.
    private static func people(in findings: [Finding]) -> Int {
        let subjects = Set(findings.map(\.about))
        let known = subjects.subtracting([.unknown]).count
        return known == 0 && subjects.contains(.unknown) ? 1 : known
    }

    private func applies(_ when: Conditions, to findings: [Finding], people: Int) -> Bool {
        applies(when)
            && when.people?.allSatisfy { $0.holds(Double(people)) } ?? true
            && applies(when.finding, only: when.only, to: findings)
    }

    private func applies(_ conditions: FindingConditions, only: Bool, to findings: [Finding]) -> Bool {
        if conditions.isEmpty { return true }
        // "Every finding" of none is no ground for anything.
        return only
            ? !findings.isEmpty && findings.allSatisfy(conditions.hold) : findings.contains(where: conditions.hold)
    }

    /// The conditions on the message as a whole.
    private func applies(_ when: Conditions) -> Bool {
        when.flags.map { !$0.isDisjoint(with: assessment.flags) } ?? true
            && when.channels?.contains(envelope.channel) ?? true
            && when.senders.map { patterns in senders.contains { a in patterns.contains { $0.matches(a) } } } ?? true
            && when.authenticated.map { $0 == envelope.authenticated } ?? true
            && when.languages?.contains(primaryLanguage) ?? true
            && when.attachment?.holds(of: message.attachments) ?? true
            && when.size?.allSatisfy { $0.holds(Double(message.size)) } ?? true
            && when.unscannable?.holds(of: message.unscannable) ?? true
    }

    private var primaryLanguage: String {
        String(assessment.language.prefix { $0 != "-" && $0 != "_" }).lowercased()
    }

    /// The conditions on the recipient.
    private func applies(_ when: Conditions, to address: Address?, _ known: Case) -> Bool {
        if let patterns = when.recipients {
            guard let address, patterns.contains(where: { $0.matches(address) }) else { return false }
        }
        if let directions = when.directions {
            guard directions.contains(policy.direction(of: envelope, to: address)) else { return false }
        }
        if let wanted = when.recipientIsSubject {
            // Known only of people who write to themselves.
            let isSubject = known.isSenderSubject && address.map(senders.contains) ?? false
            guard isSubject == wanted else { return false }
        }
        return true
    }
}
