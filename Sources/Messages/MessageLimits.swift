/// The limits of reading, each with its default. Past one, the message is not skipped: it gets a ``Problem`` and is
/// ``Unscannable/tooLarge``.
public struct MessageLimits: Sendable, Equatable {
    /// Bytes of one message that are read; the rest is passed over. Default 64 MiB.
    public var messageBytes = 64 << 20
    /// MIME parts of one message. Default 1,000.
    public var parts = 1_000
    /// Nesting of multiparts and message/rfc822. Default 20.
    public var depth = 20
    /// Bytes of one header field, folding included. Default 64 KiB.
    public var headerBytes = 64 << 10
    /// Header fields of one part. Default 1,000.
    public var headers = 1_000
    /// Decoded bytes of text of one message. Default 64 MiB.
    public var decodedBytes = 64 << 20
    /// Decompressed to compressed bytes of a gzip source, past which it is refused. Default 200.
    public var expansion = 200
    /// Fields of one form submission. Default 2,000.
    public var fields = 2_000

    /// The defaults.
    public init() {}
}
