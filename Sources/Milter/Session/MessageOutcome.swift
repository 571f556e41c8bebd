/// How a message ended. Every message that begins with MAIL has exactly one.
public enum MessageOutcome: Sendable, Hashable {
    /// What the MTA was told.
    public enum Answer: String, Sendable, Hashable {
        /// It goes on.
        case accept
        /// It was refused for good.
        case reject
        /// It was refused for now.
        case temporaryFailure = "tempfail"
        /// It was taken and goes nowhere.
        case discard
        /// It went into the MTA's own quarantine.
        case quarantine
    }

    /// Where the MTA was told.
    public enum Step: String, Sendable, Hashable {
        /// At MAIL.
        case mail
        /// At RCPT: the whole message, not one recipient.
        case recipient
        /// At DATA, or at the first step behind it that an old MTA waits at: no recipient's copy needed reading.
        case unread
        /// At the end of the message.
        case endOfMessage
    }

    /// The MTA was told what becomes of it.
    case answered(Answer, at: Step)
    /// The MTA gave it up: RSET, a refused command, or the client gone.
    case aborted
    /// The MTA's connection broke.
    case connectionLost
    /// The MTA said nothing for too long.
    case timedOut
    /// The MTA sent what the protocol does not have; the connection was closed.
    case protocolError
    /// The server stopped.
    case stopped
}
