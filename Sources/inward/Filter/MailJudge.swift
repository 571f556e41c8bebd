import Casework
import Detection
import Foundation
import Messages
import Policy
import Vault

/// What mail is judged by at one time, in `filter` and `milter`: rule packs, compiled once, and a policy. Used from many threads.
struct MailJudge: Sendable {
    let detector: Detector
    let policy: Policy
    private let packDigest: @Sendable () throws -> [UInt8]
    private let options: Detector.Options

    /// Findings below are not looked at: the same default as in `scan`.
    static let minimum = 0.5

    /// - Parameter packDigest: asked for only where a case is opened.
    init(_ detector: Detector, _ policy: Policy, packDigest: @escaping @Sendable () throws -> [UInt8]) {
        self.detector = detector
        self.policy = policy
        self.packDigest = packDigest
        var options = Detector.Options()
        options.prevalence = policy.prevalence
        options.floor = Self.minimum
        self.options = options
    }

    /// The rule packs' digest in hexadecimal, shortened; empty where it cannot be told.
    var packName: String {
        Hex.text(((try? packDigest()) ?? []).prefix(8))
    }

    /// How mail is read by these rule packs.
    var reading: MailReading { MailReading(markers: detector.patterns.quoteMarkers) }

    /// Assesses a message and notes in it the limits that were passed.
    func assess(_ message: inout Message, _ scratch: DetectorScratch) -> Assessment {
        let assessment = detector.assess(message, options: options, scratch: scratch)
        message.noteLimits(of: assessment)
        return assessment
    }

    /// The intake of a message that is to be held, in the queue and with the deadline that a ruling names.
    func intake(
        _ mail: JudgedMail, _ ruling: RecipientRuling, for recipients: [String], queueID: String? = nil,
        source: SourceKind, at time: Date
    ) throws -> CaseIntake {
        let maker = IntakeMaker(
            source: source, masking: Masking(reveal: false, publicNames: detector.patterns.publicNames), policy: policy,
            judgedBy: JudgedBy(policy, packDigest: try packDigest()), minimum: Self.minimum, time: time)
        let message = mail.message
        let sealed = CaseEnvelope(
            sender: mail.envelope.sender, recipients: recipients,
            subject: message.segments.first { $0.place == .subject }?.text.string, messageID: message.messageID,
            date: message.date, kind: message.kind, queueID: queueID, language: mail.assessment.language,
            flags: mail.assessment.flags)
        return maker.intake(mail.raw, message, mail.assessment, ruling, envelope: sealed)
    }
}

/// A message that was read and judged.
struct JudgedMail: Sendable {
    var raw: RawMessage
    var message: Message
    var assessment: Assessment
    var envelope: PolicyEnvelope
    var ruling: Ruling

    var isUnscannable: Bool { message.unscannable != nil }
}
