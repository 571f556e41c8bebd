import Logging
import Messages
import Milter
import Policy
import Service

/// What all connections of the hook share.
final class MailHook: Sendable {
    let settings: MilterSettings
    let observe: Bool
    let place: any HeldMail
    let budget: MailBudget
    let share = HeldShare()
    let absence = StoreAbsence()
    let figures = MailFigures()
    let readers = InTurn { MailReader() }
    let logger: Logger
    /// Every message leaves a line, whatever else is logged.
    private let lines: Logger

    init(_ settings: MilterSettings, place: any HeldMail, observe: Bool, logger: Logger) {
        self.settings = settings
        self.place = place
        self.observe = observe
        self.logger = logger
        var lines = logger
        lines.logLevel = min(logger.logLevel, .notice)
        self.lines = lines
        budget = MailBudget(messages: settings.limits.messages, bytes: settings.limits.memory)
    }

    /// Whether nothing keeps it from doing what the policy says.
    var isHealthy: Bool { !absence.isAway && !share.isOn }

    /// Limits of reading.
    var messageLimits: MessageLimits {
        var limits = MessageLimits()
        limits.messageBytes = settings.limits.message
        return limits
    }

    /// Writes a message's one line.
    func write(_ report: MessageReport, _ note: MailNote) {
        var fields: Logger.Metadata = [
            "disposition": "\(note.fate.rawValue)", "end": "\(report.end)", "total-ms": "\(report.total.milliseconds)",
        ]
        if let id = report.envelope.queueID { fields["queue"] = "\(id)" }
        if let reason = note.reason { fields["reason"] = "\(reason.rawValue)" }
        if let reference = note.reference { fields["reference"] = "\(reference)" }
        // A protected message's line says that it was accepted, and no more.
        if !isUnread(report) {
            fields["bytes"] = "\(report.bytes)"
            if let time = report.receiving { fields["receive-ms"] = "\(time.milliseconds)" }
            if let time = note.reading { fields["read-ms"] = "\(time.milliseconds)" }
            if let time = note.keeping { fields["keep-ms"] = "\(time.milliseconds)" }
            if note.held > 0 {
                fields["held"] = "\(note.held)"
                fields["delivered"] = "\(note.delivered)"
            }
        }
        lines.notice("mail", metadata: fields)
        figures.count(report, note)
    }

    /// A message whose line was written before its work had ended: where it was held after all, that is not to go without a trace.
    func writeLate(_ envelope: MilterEnvelope, _ note: MailNote) {
        guard let reference = note.reference else { return }
        lines.warning(
            "held after its line was written",
            metadata: ["queue": "\(envelope.queueID ?? "")", "reference": "\(reference)"])
    }

    private func isUnread(_ report: MessageReport) -> Bool {
        if case .answered(.accept, let step) = report.outcome { return step != .endOfMessage }
        return false
    }

    /// Counts a message for the brake and says where that took hold or was let go.
    func count(held: Bool, braked: Bool, _ brake: Brake?) {
        switch share.count(held: held, braked: braked, brake) {
        case true?:
            logger.error(
                "the brake holds: too much of the last mail would have been held",
                metadata: ["instead": "\(settings.braked.rawValue)"])
        case false?: logger.notice("the brake is off again")
        case nil: break
        }
    }
}
