/// How a server deals with its connections.
public struct ServerSettings: Sendable {
    /// Limits of one session.
    public var limits = SessionLimits()
    /// Connections at one time. Those past it are told at connect to try again later, and closed outright past twice as many.
    public var connections = 1_000
    /// How long an MTA may say nothing before its connection is closed; libmilter waits 7,210 s.
    public var idleTimeout = Duration.seconds(7_210)
    /// How long the handler may take for an answer about a client, a sender or a recipient; past it the answer is *later*.
    public var answerTimeout = Duration.seconds(30)
    /// How long the handler may take for a verdict after the end of the message, and how long it may leave a long message's
    /// bytes unread; past it the answer is *later*.
    public var verdictTimeout = Duration.seconds(240)
    /// How often an MTA is told that work on a verdict goes on.
    public var progressInterval = Duration.seconds(10)
    /// How long a cancelled handler may take to return before its message is reported without it.
    public var cancellationTimeout = Duration.seconds(60)
    /// Bytes of a message that wait in memory for its handler before the MTA is read no further. A message that is shorter is
    /// handed over when it is whole.
    public var windowBytes = 256 << 10
    /// Connections that the kernel queues for a listener.
    public var backlog: Int32 = 1_024

    /// The defaults.
    public init() {}
}
