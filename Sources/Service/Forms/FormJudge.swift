import Casework
import Detection
import Foundation
import Messages
import Policy

/// What forms are judged by at one time: rule packs, compiled once, and a policy. Used from many threads.
struct FormJudge: Sendable {
    let detector: Detector
    let policy: Policy
    let judgedBy: JudgedBy
    private let masking: Masking
    private let options: Detector.Options
    private let reading: MailReading

    /// Findings below are not looked at: the same default as in `scan` and `filter`.
    static let minimum = 0.5

    init(patterns: PatternFolder, packDigest: [UInt8], policy: Policy) throws {
        detector = try Detector(patterns: patterns)
        self.policy = policy
        judgedBy = JudgedBy(policy, packDigest: packDigest)
        masking = Masking(reveal: false, publicNames: patterns.publicNames)
        var options = Detector.Options()
        options.prevalence = policy.prevalence
        options.floor = Self.minimum
        self.options = options
        reading = MailReading(markers: patterns.quoteMarkers)
    }

    /// A submission as it was read.
    struct Reading {
        var message: Message
        var assessment: Assessment
    }

    /// Reads a submission whole.
    func read(_ raw: RawMessage, _ scratch: DetectorScratch) -> Reading {
        var message = Message.form(raw, reading: reading)
        let assessment = detector.assess(message, options: options, scratch: scratch)
        message.noteLimits(of: assessment)
        return Reading(message: message, assessment: assessment)
    }

    /// What the policy says about a submission to these mailboxes.
    func ruling(_ reading: Reading, recipients: [String]) -> Ruling {
        policy.ruling(
            on: reading.assessment, message: MessageFacts(reading.message),
            envelope: envelope(reading.message, recipients))
    }

    private func envelope(_ message: Message, _ recipients: [String]) -> PolicyEnvelope {
        PolicyEnvelope(sender: message.from, recipients: recipients, channel: .form)
    }

    /// Whether these mailboxes are protected: then the submission is not read at all.
    func isProtected(_ recipients: [String]) -> Bool {
        policy.isProtected(PolicyEnvelope(recipients: recipients, channel: .form))
    }

    /// The intake of a submission that the policy quarantines.
    func intake(
        _ raw: RawMessage, _ reading: Reading, _ ruling: RecipientRuling, recipients: [String], at time: Date
    ) -> CaseIntake {
        let message = reading.message
        let maker = IntakeMaker(
            source: .form, masking: masking, policy: policy, judgedBy: judgedBy, minimum: Self.minimum, time: time)
        let envelope = CaseEnvelope(
            sender: message.from, recipients: recipients,
            subject: message.segments.first { $0.place == .subject }?.text.string, kind: message.kind,
            formID: message.formID, language: reading.assessment.language, flags: reading.assessment.flags)
        return maker.intake(raw, message, reading.assessment, ruling, envelope: envelope)
    }
}
