/// How one message went, for one line in a log.
public struct MessageReport: Sendable {
    /// The message's envelope as far as it came.
    public let envelope: MilterEnvelope
    /// How it ended for the MTA.
    public let outcome: MessageOutcome
    /// What the handler said; nil where it was not asked or has not answered. Where ``outcome`` is not an answer, or
    /// ``isOverdue``, the MTA was not told of it.
    public let verdict: MilterVerdict.Action?
    /// Whether the handler took too long, so that the MTA was told to try again later.
    public let isOverdue: Bool
    /// Bytes of the message that the MTA sent.
    public let bytes: Int
    /// The limit that the message passed.
    public let limitPassed: MessageLimit?
    /// From MAIL to the end.
    public let total: Duration
    /// From MAIL until the message was whole; nil where it was never whole.
    public let receiving: Duration?
    /// Which connection of this server, counted from 1.
    public let connection: UInt64
    /// Which message of the connection, counted from 1; the same as ``MilterMessage/number``.
    public let number: UInt64
}
