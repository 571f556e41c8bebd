/// What is known of a message besides its text.
public struct MilterEnvelope: Sendable {
    /// Who sent it.
    public var client: MilterClient
    /// MAIL FROM.
    public var sender: EnvelopePath
    /// RCPT TO, those that the MTA itself refused apart unless they were asked for.
    public var recipients: [EnvelopeRecipient] = []
    /// The macros in force; those of RCPT are the last recipient's, and each recipient keeps its own.
    public var macros: MacroTable

    /// The MTA's name for the message (macro `i`); Postfix knows it from the first recipient or from DATA on.
    public var queueID: String? { macros["i"]?.text }
    /// Who the client has proved to be by SMTP AUTH (macro `auth_authen`, RFC 4954); nil without.
    public var authenticatedUser: String? {
        guard let user = macros["auth_authen"], !user.isEmpty else { return nil }
        return user.text
    }
    /// The listener's name at the MTA (macro `daemon_name`).
    public var daemonName: String? { macros["daemon_name"]?.text }
}

/// An address of the envelope with its ESMTP parameters.
public struct EnvelopePath: Sendable, Hashable {
    /// The path as sent, with its brackets.
    public var path: ByteString
    /// `SIZE=1000`, `BODY=8BITMIME`, `NOTIFY=NEVER`.
    public var parameters: [ByteString]

    /// Of its parts.
    public init(path: ByteString, parameters: [ByteString] = []) {
        self.path = path
        self.parameters = parameters
    }

    /// The address without brackets; empty for the null sender.
    public var address: String { path.withoutBrackets.text }
}

/// One recipient of a message.
public struct EnvelopeRecipient: Sendable, Hashable {
    /// RCPT TO.
    public var to: EnvelopePath
    /// Whether the handler has said that this one's copy needs no reading.
    public var isUnread = false
    /// Whether the MTA itself refuses this recipient (macro `rcpt_mailer` is `error`, with ``ProtocolFlags/rejectedRecipients``).
    public var isRefusedByMTA = false
    /// The macros sent with it.
    public var macros: [MacroDefinition] = []
}
