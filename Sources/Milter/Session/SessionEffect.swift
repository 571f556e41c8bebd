import NIOCore

/// What a session wants done, in this order.
public enum SessionEffect: Sendable {
    /// Send a packet.
    case reply(MilterReply)
    /// Ask the handler about a client, then call ``MilterSession/answer(connect:effects:)``.
    case askConnect(MilterClient)
    /// Ask the handler about a sender, then call ``MilterSession/answer(mail:effects:)``.
    case askMail(MilterEnvelope)
    /// Ask the handler about the last recipient, then call ``MilterSession/answer(recipient:effects:)``.
    case askRecipient(EnvelopeRecipient, MilterEnvelope)
    /// A message has begun.
    case messageBegan
    /// The next bytes of the message.
    case content(ByteBuffer)
    /// The message is whole; ask the handler, then call ``MilterSession/answer(verdict:effects:)``.
    case endOfMessage
    /// The message that began has ended. Comes exactly once for each ``messageBegan``.
    case messageEnded(MessageOutcome)
    /// Worth a line in the log.
    case problem(SessionProblem)
    /// Close the connection.
    case close
}
