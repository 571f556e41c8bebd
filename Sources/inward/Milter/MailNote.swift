import Milter

/// What one message's line in the log says beside what the MTA was told. No text, no address, no category.
struct MailNote: Sendable {
    /// What became of it: a header's value, `tempfail`, or `none` where it never came to that.
    enum Fate: String, Sendable {
        case accept, tag, quarantine, reject, unscannable, observed, tempfail, none
    }

    /// Why it was not as the policy has it.
    enum Reason: String, Sendable {
        /// Past the limit of messages or bytes at one time.
        case busy
        /// It could not be kept.
        case storeAway = "store-away"
        /// It could not be kept for so long that the policy's `when-away` holds.
        case whenAway = "when-away"
        /// Too much would have been held.
        case brake
        /// Longer than can be kept.
        case tooLarge = "too-large"
        /// No verdict in time.
        case tooSlow = "too-slow"
    }

    var fate = Fate.none
    var reason: Reason?
    /// Only of a held message.
    var reference: String?
    var held = 0
    var delivered = 0
    /// How long reading and judging took.
    var reading: Duration?
    /// How long keeping it took.
    var keeping: Duration?
}

extension MailNote.Fate {
    init(_ answer: MessageOutcome.Answer) {
        switch answer {
        case .accept: self = .accept
        case .reject: self = .reject
        case .temporaryFailure: self = .tempfail
        case .discard, .quarantine: self = .quarantine
        }
    }
}

extension MessageReport {
    /// How it ended for the MTA, in a word.
    var end: String {
        switch outcome {
        case .answered: "answered"
        case .aborted: "aborted"
        case .connectionLost: "connection-lost"
        case .timedOut: "timed-out"
        case .protocolError: "protocol-error"
        case .stopped: "stopped"
        }
    }
}

extension Duration {
    /// In milliseconds with three decimals.
    var milliseconds: String {
        let microseconds = components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
        let rest = "\(microseconds % 1_000)"
        return "\(microseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
