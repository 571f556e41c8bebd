import Casework
import Foundation
import Messages
import Milter
import NIOCore
import Policy
import Synchronization

/// Serves one connection of an MTA. What is in force when it opens holds until it ends.
final class MailHandler: MilterHandler {
    let hook: MailHook
    let judge: MailJudge
    private let work = Mutex(Work())

    /// Messages of this connection by their number.
    private struct Work {
        /// Handed to ``message(_:_:)``, which has not come back.
        var running = Set<UInt64>()
        /// Of those, what had its line in the log already: long overdue.
        var overdue = Set<UInt64>()
        var notes: [UInt64: MailNote] = [:]
    }

    init(_ hook: MailHook, _ judge: MailJudge) {
        self.hook = hook
        self.judge = judge
    }

    var policy: Policy { judge.policy }

    var needs: HandlerNeeds {
        var actions: ActionFlags = [.addHeaders, .changeHeaders, .deleteRecipients]
        if hook.settings.holdIn == .holdQueue { actions.insert(.quarantine) }
        return HandlerNeeds(actions: actions, answers: [.mail, .recipient], stopsEarly: false)
    }

    func mail(_ envelope: MilterEnvelope) async -> MailAnswer {
        if policy.isProtected(PolicyEnvelope(sender: envelope.sender.address, channel: .milter)) { return .accept }
        return hook.budget.hasRoom ? .continue : .temporaryFailure(MailReplies.busy)
    }

    func recipient(_ recipient: EnvelopeRecipient, of envelope: MilterEnvelope) async -> RecipientAnswer {
        let copy = PolicyEnvelope(recipients: [recipient.to.address], channel: .milter)
        return policy.isProtected(copy) ? .acceptMessage : .continue
    }

    func message(_ envelope: MilterEnvelope, _ raw: MilterMessage) async -> MilterVerdict {
        var note = MailNote()
        work.withLock { _ = $0.running.insert(raw.number) }
        let verdict = await answer(envelope, raw, &note)
        let isLate = work.withLock { work in
            work.running.remove(raw.number)
            guard work.overdue.remove(raw.number) == nil else { return true }
            work.notes[raw.number] = note
            return false
        }
        if isLate { hook.writeLate(envelope, note) }
        return verdict
    }

    func ended(_ report: MessageReport) async {
        var note = work.withLock { work in
            if work.running.contains(report.number) { work.overdue.insert(report.number) }
            return work.notes.removeValue(forKey: report.number) ?? MailNote()
        }
        if case .answered(let answer, let step) = report.outcome {
            if step != .endOfMessage {
                note.fate = .init(answer)
                if answer == .temporaryFailure { note.reason = .busy }
            }
            if report.isOverdue {
                note.fate = .tempfail
                note.reason = .tooSlow
            }
        } else if note.reference == nil {
            // Whatever was to become of it, nobody was told.
            note.fate = .none
        }
        hook.write(report, note)
    }

    private func answer(_ envelope: MilterEnvelope, _ raw: MilterMessage, _ note: inout MailNote) async -> MilterVerdict
    {
        let mail = policyEnvelope(envelope)
        let readable = Set(mail.recipients.filter { mayRead(for: $0, mail) }.map(Address.init))
        guard !readable.isEmpty else { return await unread(envelope, raw, &note) }
        guard let place = hook.budget.enter() else { return busy(raw, &note) }
        let bytes: [UInt8]
        do { bytes = try await Self.collect(raw, place, upTo: hook.settings.limits.message) } catch is NoRoom {
            return busy(raw, &note)
        } catch {
            note.fate = .tempfail
            return .temporaryFailure
        }
        let start = ContinuousClock.now
        let isCut = bytes.count > hook.settings.limits.message || raw.limitPassed != nil
        let message = RawMessage(
            source: "-", bytes: Bytes(bytes, in: 0..<hook.settings.limits.message), isCut: isCut, length: bytes.count)
        var wanted = mail
        wanted.recipients = mail.recipients.filter { readable.contains(Address($0)) }
        let judged = await hook.readers.next.read(message, wanted, judge, limits: hook.messageLimits)
        note.reading = .now - start
        guard let judged else {
            note.fate = .accept
            return .accept
        }
        let unread = Set(mail.recipients.map(Address.init)).subtracting(readable)
        let plan = MailPlan(
            envelope.recipients, unread: unread, ruling: judged.ruling, policy: policy, observe: hook.observe)
        let id = raw.macrosAtEnd?["i"]?.text ?? envelope.queueID
        let verdict = await carryOut(plan, judged, isCut: isCut, queueID: id, &note)
        withExtendedLifetime(place) {}
        return verdict
    }

    private func policyEnvelope(_ envelope: MilterEnvelope) -> PolicyEnvelope {
        var mail = PolicyEnvelope(
            sender: envelope.sender.address, recipients: envelope.recipients.map(\.to.address), channel: .milter)
        mail.isSubmission = envelope.isSubmission
        return mail
    }

    private func mayRead(for recipient: String, _ mail: PolicyEnvelope) -> Bool {
        var copy = mail
        copy.recipients = [recipient]
        return policy.mayRead(copy)
    }

    /// A message that nobody may read: its header's names are looked at for forged fields, and nothing else.
    private func unread(_ envelope: MilterEnvelope, _ raw: MilterMessage, _ note: inout MailNote) async -> MilterVerdict
    {
        var header: [UInt8] = []
        do {
            for try await chunk in raw {
                header += chunk.readableBytesView
                if header.containsEmptyLine { break }
            }
        } catch {
            note.fate = .tempfail
            return .temporaryFailure
        }
        raw.stopReading()
        let plan = MailPlan(unread: envelope.recipients, policy: policy, observe: hook.observe)
        return deliver(plan, Bytes(header), isUnscannable: false, &note)
    }

    private func busy(_ raw: MilterMessage, _ note: inout MailNote) -> MilterVerdict {
        raw.stopReading()
        (note.fate, note.reason) = (.tempfail, .busy)
        return MilterVerdict(.temporaryFailure(MailReplies.busy))
    }

    /// There is no more memory for messages.
    private struct NoRoom: Error {}

    /// The message as far as `limit` and one byte, so that it is known to be longer.
    private static func collect(_ raw: MilterMessage, _ place: MailBudget.Place, upTo limit: Int) async throws
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        for try await chunk in raw {
            guard place.take(chunk.readableBytes) else { throw NoRoom() }
            bytes += chunk.readableBytesView
            if bytes.count > limit {
                raw.stopReading()
                break
            }
        }
        return bytes
    }
}

extension MilterEnvelope {
    /// Whether one of ours handed it in: with SMTP AUTH, or by a program on the mail host. Of the latter Postfix says
    /// 127.0.0.1 without a port (cleanup(8)), and Sendmail says no address.
    var isSubmission: Bool {
        if authenticatedUser != nil { return true }
        switch client.address {
        case .unknown, .unix: return true
        case .inet(_, let port), .inet6(_, let port): return port == 0 && isLoopback
        }
    }

    private var isLoopback: Bool {
        let text = client.address.text ?? ""
        return text.hasPrefix("127.") || text == "::1"
    }
}

extension [UInt8] {
    /// Whether a header ends in it: an empty line (RFC 5322 section 2.1).
    fileprivate var containsEmptyLine: Bool {
        var index = 0
        while let end = self[index...].firstIndex(of: 0x0A) {
            if end + 1 < count, self[end + 1] == 0x0A { return true }
            if end + 2 < count, self[end + 1] == 0x0D, self[end + 2] == 0x0A { return true }
            index = end + 1
        }
        return false
    }
}
