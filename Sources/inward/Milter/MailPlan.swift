import Milter
import Policy

/// What a ruling comes to in an MTA that has one message for all recipients: who gets it now, for whom it is held, or that it is
/// refused.
struct MailPlan {
    /// A recipient, as the MTA named it, and what the policy says for it where it is in force.
    struct Copy {
        var recipient: EnvelopeRecipient
        /// Nil where the policy only watches.
        var disposition: Disposition?
        var ruling: RecipientRuling?
    }

    /// Every recipient's disposition is `reject`: nobody gets it and the sender is told.
    var isRefused = false
    /// To be kept for review: those that the policy quarantines, and those that it rejects beside others who get the message.
    var held: [Copy] = []
    /// To go on now.
    var delivered: [Copy] = []

    /// - Parameters:
    ///   - unread: recipients whose copy nobody may read.
    ///   - observe: hold nothing, whatever the policy's mode.
    init(_ recipients: [EnvelopeRecipient], unread: Set<Address>, ruling: Ruling, policy: Policy, observe: Bool) {
        var byAddress: [Address: RecipientRuling] = [:]
        for one in ruling.perRecipient { byAddress[Address(one.recipient ?? "")] = one }
        let copies = recipients.map { recipient in
            let address = Address(recipient.to.address)
            guard let one = byAddress[address], !unread.contains(address) else {
                return Self.unread(recipient, policy, observe: observe)
            }
            let isEnforced = !observe && one.mode == .enforce
            return Copy(recipient: recipient, disposition: isEnforced ? one.disposition : nil, ruling: one)
        }
        isRefused = !copies.isEmpty && copies.allSatisfy { $0.disposition == .reject }
        guard !isRefused else { return }
        for copy in copies {
            switch copy.disposition {
            // Redaction is not here yet, and no policy that asks for it is read: what stays is the mark.
            case nil, .accept, .tag, .redact: delivered.append(copy)
            case .holdAddressee, .quarantine, .reject: held.append(copy)
            }
        }
    }

    /// A message that nobody may read, for all its recipients.
    init(unread recipients: [EnvelopeRecipient], policy: Policy, observe: Bool) {
        delivered = recipients.map { Self.unread($0, policy, observe: observe) }
    }

    private static func unread(_ recipient: EnvelopeRecipient, _ policy: Policy, observe: Bool) -> Copy {
        let isEnforced = !observe && policy.mode(for: recipient.to.address) == .enforce
        return Copy(recipient: recipient, disposition: isEnforced ? .accept : nil, ruling: nil)
    }

    /// Delivers to those as well for whom the message was to be held.
    mutating func letThrough(as disposition: Disposition) {
        delivered += held.map { Copy(recipient: $0.recipient, disposition: disposition, ruling: $0.ruling) }
        held = []
    }

    /// By whose rule the case is opened: the highest level, then the strictest disposition, then the first.
    var decisive: RecipientRuling? {
        held.compactMap(\.ruling).reduce(nil) { best, one in
            guard let best else { return one }
            let (left, right) = ((best.level ?? 1, best.disposition), (one.level ?? 1, one.disposition))
            return left < right ? one : best
        }
    }

    /// The header of the one message that goes on.
    func header(unscannable: Bool) -> DispositionHeader {
        .value(strictest: delivered.compactMap(\.disposition).max(), unscannable: unscannable)
    }

    /// Takes those for whom it is held out of the envelope.
    var deletions: [MilterVerdict.Change] {
        var seen = Set<ByteString>()
        return held.map(\.recipient.to.path).filter { seen.insert($0).inserted }.map { .deleteRecipient($0) }
    }
}
