extension MilterSession {
    /// The handler's answer about the client. Nothing where it is not waited for any more.
    public mutating func answer(connect answer: ConnectAnswer, effects: inout [SessionEffect]) {
        guard asked == .connect else { return }
        asked = nil
        switch answer {
        case .continue: connectionAnswer = nil
        case .accept: connectionAnswer = .accept
        case .reject(let reply): connectionAnswer = reply?.reply ?? .reject
        case .temporaryFailure(let reply): connectionAnswer = reply?.reply ?? .temporaryFailure
        }
        effects.append(.reply(connectionAnswer ?? .continue))
    }

    /// The handler's answer about the sender. Nothing where it is not waited for any more.
    public mutating func answer(mail answer: MailAnswer, effects: inout [SessionEffect]) {
        guard asked == .mail else { return }
        asked = nil
        switch answer {
        case .continue: effects.append(.reply(.continue))
        case .accept: settle(.accept, .answered(.accept, at: .mail), &effects)
        case .discard: settle(.discard, .answered(.discard, at: .mail), &effects)
        case .reject(let reply): settle(reply?.reply ?? .reject, .answered(.reject, at: .mail), &effects)
        case .temporaryFailure(let reply):
            settle(reply?.reply ?? .temporaryFailure, .answered(.temporaryFailure, at: .mail), &effects)
        }
    }

    /// The handler's answer about the last recipient. Nothing where it is not waited for any more.
    public mutating func answer(recipient answer: RecipientAnswer, effects: inout [SessionEffect]) {
        guard asked == .recipient else { return }
        asked = nil
        switch answer {
        case .continue: effects.append(.reply(.continue))
        case .unread:
            if let last = envelope.recipients.indices.last { envelope.recipients[last].isUnread = true }
            effects.append(.reply(.continue))
        case .acceptMessage: settle(.accept, .answered(.accept, at: .recipient), &effects)
        case .discardMessage: settle(.discard, .answered(.discard, at: .recipient), &effects)
        case .reject(let reply):
            _ = envelope.recipients.popLast()
            effects.append(.reply(reply?.reply ?? .reject))
        case .temporaryFailure(let reply):
            _ = envelope.recipients.popLast()
            effects.append(.reply(reply?.reply ?? .temporaryFailure))
        }
    }

    /// The handler's verdict. Nothing where it is not waited for any more. Where it needs an action that was not agreed upon,
    /// the message is refused for now: half a verdict could deliver what should be held.
    public mutating func answer(verdict: MilterVerdict, effects: inout [SessionEffect]) {
        guard asked == .verdict else { return }
        asked = nil
        var verdict = verdict
        if let granted = negotiated?.actions, !granted.isSuperset(of: verdict.needed) {
            effects.append(.problem(.negotiation(.missingActions(verdict.needed.subtracting(granted)))))
            verdict = .temporaryFailure
        }
        if hasTooManyRecipients { verdict = MilterVerdict(.temporaryFailure(.tooManyRecipients)) }
        let hasLeadingSpace = negotiated?.options.contains(.leadingSpace) == true
        effects += verdict.replies(hasLeadingSpace: hasLeadingSpace).map { .reply($0) }
        endMessage(.answered(verdict.action.answer, at: .endOfMessage), &effects)
    }

    /// Whether the MTA may be told that work goes on; libmilter allows it at the end of the message only.
    public var mayReportProgress: Bool { asked == .verdict }
}

extension MilterVerdict.Action {
    var answer: MessageOutcome.Answer {
        switch self {
        case .accept: .accept
        case .reject: .reject
        case .temporaryFailure: .temporaryFailure
        case .discard: .discard
        case .quarantine: .quarantine
        }
    }
}
