import Detection
import Messages

/// What stands on and around a message. Sealed whole; nothing of it is in the clear anywhere in the store.
public struct CaseEnvelope: Sendable, Equatable, Codable {
    /// The sender of the envelope.
    public var sender: String?
    /// The address in From.
    public var author: String?
    /// The recipients of the envelope, else the addresses in To and Cc.
    public var recipients: [String]
    /// The decoded subject.
    public var subject: String?
    /// Message-ID with its angle brackets.
    public var messageID: String?
    /// The message's own date in RFC 3339.
    public var date: String?
    /// `email` or `form`.
    public var kind: String
    /// A form's own id.
    public var formID: String?
    /// Path of the scanned source.
    public var sourceName: String?
    /// Position in the source, from 0.
    public var index: Int?
    /// First byte in the source.
    public var offset: Int?
    /// The mail server's queue id.
    public var queueID: String?
    /// A language tag, or `und`.
    public var language: String
    /// Raw values of ``Flag``, sorted.
    public var flags: [String]

    /// An envelope; all that is not known is left out.
    public init(
        sender: String? = nil, author: String? = nil, recipients: [String] = [], subject: String? = nil,
        messageID: String? = nil,
        date: String? = nil, kind: Message.Kind = .email, formID: String? = nil, sourceName: String? = nil,
        index: Int? = nil, offset: Int? = nil, queueID: String? = nil, language: String = "und",
        flags: Set<Flag> = []
    ) {
        self.sender = sender
        self.author = author
        self.recipients = recipients
        self.subject = subject
        self.messageID = messageID
        self.date = date
        self.kind = kind.rawValue
        self.formID = formID
        self.sourceName = sourceName
        self.index = index
        self.offset = offset
        self.queueID = queueID
        self.language = language
        self.flags = flags.map(\.rawValue).sorted()
    }
}
