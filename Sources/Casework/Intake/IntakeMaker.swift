import Detection
import Foundation
import Messages
import Policy

/// Makes a case's intake of a message that the policy quarantines.
package struct IntakeMaker: Sendable {
    let source: SourceKind
    let masking: Masking
    let policy: Policy
    let judgedBy: JudgedBy
    let minimum: Double
    /// When the scan or the hook runs.
    let time: Date

    package init(
        source: SourceKind, masking: Masking, policy: Policy, judgedBy: JudgedBy, minimum: Double, time: Date
    ) {
        self.source = source
        self.masking = masking
        self.policy = policy
        self.judgedBy = judgedBy
        self.minimum = minimum
        self.time = time
    }

    /// The intake, in the queue and with the deadline that a ruling names.
    package func intake(
        _ raw: RawMessage, _ message: Message, _ assessment: Assessment, _ ruling: RecipientRuling,
        envelope: CaseEnvelope? = nil
    ) -> CaseIntake {
        let findings = assessment.findings.filter { $0.confidence >= minimum }
        return CaseIntake(
            source: source, message: raw.bytes, envelope: envelope ?? Self.envelope(raw, message, assessment),
            categories: assessment.categories.filter { $0.value >= minimum },
            findings: KeptFindings(findings, in: message) { masking.place(of: $0, in: message) },
            queue: ruling.queue ?? (message.unscannable == nil ? "review" : "unscannable"), level: ruling.level ?? 1,
            deadline: policy.due(ruling, from: time),
            atDeadline: DeadlineRule(rawValue: ruling.rule?.atDeadline?.rawValue ?? "") ?? .escalate,
            thread: Self.thread(of: message), judgedBy: judgedBy)
    }

    /// The Message-IDs of a message's thread (RFC 5322 section 3.6.4).
    private static func thread(of message: Message) -> [String] {
        let answered = (message.headerValues("References") + message.headerValues("In-Reply-To")).flatMap {
            $0.split { $0.isWhitespace || $0 == "," }.map(String.init)
        }
        return [message.messageID].compactMap { $0 } + answered.filter { $0.hasPrefix("<") }.suffix(20)
    }

    private static func envelope(_ raw: RawMessage, _ message: Message, _ assessment: Assessment) -> CaseEnvelope {
        CaseEnvelope(
            sender: message.from, recipients: message.to,
            subject: message.segments.first { $0.place == .subject }?.text.string, messageID: message.messageID,
            date: message.date, kind: message.kind, formID: message.formID, sourceName: raw.source, index: raw.index,
            offset: raw.offset, language: assessment.language, flags: assessment.flags)
    }
}
