/// The way by which a message came to be judged.
public enum Channel: String, Sendable, CaseIterable { case scan, filter, milter, form }

/// Whether a message comes in, goes out, or stays inside, by the policy's `domains`.
public enum Direction: String, Sendable, CaseIterable { case inbound, outbound, `internal` }

/// From whom and to whom a message goes, as the mail system says and not as its header says (RFC 5321 section 2.3.1).
public struct Envelope: Sendable, Equatable {
    /// The reverse-path without angle brackets; nil or empty for the null sender and for forms.
    public var sender: String?
    /// The address in `From`, where the envelope had to be taken from the message: the reverse-path of forwarded mail
    /// and of mailing services names a machine.
    public var author: String?
    /// The forward-paths; empty for most forms.
    public var recipients: [String]
    /// The way in.
    public var channel: Channel
    /// Whether the receiving host has authenticated the domain of `From` (aligned DKIM or SPF).
    public var authenticated: Bool
    /// Whether one of ours handed it in: by SMTP AUTH, or on the mail host itself. Then it comes from here whatever its sender.
    public var isSubmission = false

    /// An envelope of these addresses.
    public init(
        sender: String? = nil, author: String? = nil, recipients: [String] = [], channel: Channel,
        authenticated: Bool = false
    ) {
        self.sender = sender
        self.author = author
        self.recipients = recipients
        self.channel = channel
        self.authenticated = authenticated
    }

    /// The sender and the author, as far as there are any.
    var senders: [Address] { senderTexts.map(Address.init) }

    /// The same as they are written.
    var senderTexts: [String] { [sender, author].compactMap { $0 }.filter { !$0.isEmpty } }
}

/// What an envelope is to a policy; other modules have envelopes of their own.
public typealias PolicyEnvelope = Envelope

extension Policy {
    /// The same by a name that is clear where such a module is imported too.
    public typealias Envelope = PolicyEnvelope
}
