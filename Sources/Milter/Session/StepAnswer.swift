/// What a handler says of a client.
public enum ConnectAnswer: Sendable, Equatable {
    /// Its mail is looked at.
    case `continue`
    /// Its mail passes unread.
    case accept
    /// It is refused for good.
    case reject(SMTPReply?)
    /// It is refused for now.
    case temporaryFailure(SMTPReply?)
}

/// What a handler says of a sender.
public enum MailAnswer: Sendable, Equatable {
    /// The message is looked at.
    case `continue`
    /// The message passes unread.
    case accept
    /// It is taken and goes nowhere.
    case discard
    /// It is refused for good.
    case reject(SMTPReply?)
    /// It is refused for now.
    case temporaryFailure(SMTPReply?)
}

/// What a handler says of a recipient.
public enum RecipientAnswer: Sendable, Equatable {
    /// This one's copy is looked at.
    case `continue`
    /// This one's copy needs no reading. Where all recipients say so, the message passes before a byte of it is read, or
    /// where the MTA is too old for that, its bytes are dropped as they come.
    case unread
    /// The whole message passes unread, whoever else receives it.
    case acceptMessage
    /// The whole message is taken and goes nowhere.
    case discardMessage
    /// This recipient is refused for good.
    case reject(SMTPReply?)
    /// This recipient is refused for now.
    case temporaryFailure(SMTPReply?)
}
