import Casework
import Foundation
import Messages
import Milter
import Policy
import Service
import Vault

/// From a plan to what the MTA is told. Whatever is held is committed before anything is said.
extension MailHandler {
    func carryOut(
        _ plan: MailPlan, _ mail: JudgedMail, isCut: Bool, queueID: String?, _ note: inout MailNote
    ) async -> MilterVerdict {
        if plan.isRefused {
            note.fate = .reject
            hook.count(held: false, braked: false, policy.brake)
            return MilterVerdict(.reject(MailReplies.refused))
        }
        if plan.held.isEmpty {
            hook.count(held: false, braked: false, policy.brake)
            return deliver(plan, mail.raw.bytes, isUnscannable: mail.isUnscannable, &note)
        }
        if hook.share.wouldPass(policy.brake) { return brake(plan, mail, &note) }
        // What is not there as a whole cannot be kept, and may be neither dropped nor let through.
        if isCut {
            (note.fate, note.reason) = (.reject, .tooLarge)
            return MilterVerdict(.reject(MailReplies.tooLarge))
        }
        return await hold(plan, mail, queueID: queueID, &note)
    }

    /// The message goes on to those who may have it now.
    func deliver(_ plan: MailPlan, _ raw: Bytes, isUnscannable: Bool, _ note: inout MailNote) -> MilterVerdict {
        let header = plan.header(unscannable: isUnscannable)
        if plan.held.isEmpty { note.fate = .init(rawValue: header.rawValue) ?? .accept }
        note.delivered = plan.delivered.count
        return MilterVerdict(.accept, changes: HeaderChanges(raw).changes(to: header) + plan.deletions)
    }

    private func brake(_ plan: MailPlan, _ mail: JudgedMail, _ note: inout MailNote) -> MilterVerdict {
        hook.count(held: true, braked: true, policy.brake)
        guard hook.settings.braked == .tag else {
            (note.fate, note.reason) = (.tempfail, .brake)
            return MilterVerdict(.temporaryFailure(MailReplies.away))
        }
        note.reason = .brake
        var plan = plan
        plan.letThrough(as: .tag)
        return deliver(plan, mail.raw.bytes, isUnscannable: mail.isUnscannable, &note)
    }

    private func hold(
        _ plan: MailPlan, _ mail: JudgedMail, queueID: String?, _ note: inout MailNote
    ) async -> MilterVerdict {
        guard let decisive = plan.decisive else { return MilterVerdict(.temporaryFailure(MailReplies.away)) }
        let start = ContinuousClock.now
        let time = Date()
        do {
            let intake = try judge.intake(
                mail, decisive, for: plan.held.map(\.recipient.to.address), queueID: queueID, source: .milter, at: time)
            // In a task of its own: that the MTA has gone is no reason to stop in the middle, nor a failure of the store.
            note.reference = try await Task { [hook] in try await hook.place.hold(intake, at: time) }.value ?? ""
        } catch {
            note.keeping = .now - start
            return away(plan, mail, error, since: hook.absence.failed(at: time), &note)
        }
        note.keeping = .now - start
        if hook.absence.ended() { hook.logger.notice("mail can be held again") }
        hook.count(held: true, braked: false, policy.brake)
        note.fate = .quarantine
        note.held = plan.held.count
        guard plan.delivered.isEmpty else {
            return deliver(plan, mail.raw.bytes, isUnscannable: mail.isUnscannable, &note)
        }
        guard hook.settings.holdIn == .holdQueue else { return MilterVerdict(.discard) }
        return MilterVerdict(
            .quarantine(reason: "inward \(note.reference ?? "")"),
            changes: HeaderChanges(mail.raw.bytes).changes(to: .quarantine))
    }

    /// It could not be kept: the sender keeps it for as long as the policy says, then the policy's `when-away` holds.
    private func away(
        _ plan: MailPlan, _ mail: JudgedMail, _ error: any Error, since seconds: TimeInterval, _ note: inout MailNote
    ) -> MilterVerdict {
        if seconds == 0 { hook.logger.error("mail cannot be held", metadata: ["reason": "\(Self.reason(error))"]) }
        guard seconds >= TimeInterval(policy.tempfailFor.components.seconds) else {
            (note.fate, note.reason) = (.tempfail, .storeAway)
            return MilterVerdict(.temporaryFailure(MailReplies.away))
        }
        note.reason = .whenAway
        guard policy.whenAway != .reject || !plan.delivered.isEmpty else {
            note.fate = .reject
            return MilterVerdict(.reject(MailReplies.refused))
        }
        guard policy.whenAway != .reject else {
            // Refusing it would refuse it to those too who may have it.
            note.fate = .tempfail
            return MilterVerdict(.temporaryFailure(MailReplies.away))
        }
        var plan = plan
        plan.letThrough(as: policy.whenAway == .tag ? .tag : .accept)
        return deliver(plan, mail.raw.bytes, isUnscannable: mail.isUnscannable, &note)
    }

    /// Errors of our own say nothing of a message; of others only the kind is told.
    static func reason(_ error: any Error) -> String {
        switch error {
        case is CaseworkError, is ServiceClientError, is VaultError: "\(error)"
        default: "\(type(of: error))"
        }
    }
}
