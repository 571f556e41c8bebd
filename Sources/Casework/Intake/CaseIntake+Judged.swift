import Detection
import Foundation
import Messages
import Policy

extension CaseIntake {
    /// An intake of a message that was assessed and ruled upon.
    ///
    /// - Parameters:
    ///   - raw: where it was found; nil for a message from a hook.
    ///   - assessment: what was reported: findings at or above the least confidence and of the wanted categories.
    ///   - ruling: the decisive ruling, which names queue and level.
    ///   - deadline: when the policy wants it decided.
    ///   - queueID: the mail server's, if known.
    ///   - maskedPlace: what a masked record calls a finding's place.
    public init(
        source: SourceKind, message: Message, raw: RawMessage? = nil, assessment: Assessment, envelope: Envelope,
        ruling: RecipientRuling, deadline: Date?, queueID: String? = nil, judgedBy: JudgedBy,
        maskedPlace: (Place) -> String
    ) {
        let findings = assessment.findings.map { finding in
            CaseFinding(finding, among: assessment.findings, in: message, maskedPlace: maskedPlace(finding.place))
        }
        let subject = message.segments.first { $0.place == .subject }?.text.string
        let caseEnvelope = CaseEnvelope(
            sender: envelope.sender, author: envelope.author ?? message.from, recipients: envelope.recipients,
            subject: subject, messageID: message.messageID, date: message.date, kind: message.kind,
            formID: message.formID, sourceName: raw?.source, index: raw?.index, offset: raw?.offset, queueID: queueID,
            language: assessment.language, flags: assessment.flags)
        self.init(
            source: source, message: message.raw, envelope: caseEnvelope, categories: assessment.categories,
            findings: findings, queue: ruling.queue ?? Self.generalQueue, level: ruling.level ?? 1,
            deadline: deadline, judgedBy: judgedBy)
    }

    /// The queue of a rule that names none.
    public static let generalQueue = "general"
}
