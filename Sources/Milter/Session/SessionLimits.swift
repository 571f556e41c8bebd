/// How much one session may ask for. Past ``messageBytes``, ``headerBytes`` or ``headerFields`` the rest of the message is read
/// and dropped, and the handler, told of it, decides; a recipient past ``recipients`` is answered with 452 4.5.3; past
/// ``macroBytes`` the connection is closed.
public struct SessionLimits: Sendable, Hashable {
    /// Bytes of a message, header included.
    public var messageBytes = 100 << 20
    /// Bytes of a message's header.
    public var headerBytes = 1 << 20
    /// Header fields of a message.
    public var headerFields = 10_000
    /// Recipients of a message.
    public var recipients = 10_000
    /// Bytes of the macros in force at one time, each recipient's own apart.
    public var macroBytes = 256 << 10
    /// Bytes of one packet.
    public var packetBytes = PacketDecoder.defaultLimit

    /// The defaults.
    public init() {}
}

/// A limit that a message has passed.
public enum MessageLimit: String, Sendable, Hashable, CaseIterable {
    /// ``SessionLimits/messageBytes``
    case messageBytes
    /// ``SessionLimits/headerBytes``
    case headerBytes
    /// ``SessionLimits/headerFields``
    case headerFields
}
