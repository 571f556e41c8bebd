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
        let findings = Self.kept(assessment.findings).map { finding in
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
        findingsLeftOut = assessment.findings.count - findings.count
    }

    /// Findings that a case keeps at most, each with its sentence. A message made of nothing else could hold a hundred
    /// thousand.
    public static let mostFindings = 500

    /// The most confident, in the order of the message.
    static func kept(_ findings: [Finding]) -> [Finding] {
        guard findings.count > mostFindings else { return findings }
        let ranked = findings.indices.sorted { (findings[$1].confidence, $0) < (findings[$0].confidence, $1) }
        return ranked.prefix(mostFindings).sorted().map { findings[$0] }
    }

    /// The queue of a rule that names none.
    public static let generalQueue = "general"
}
