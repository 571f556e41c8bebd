/// Whole messages that were read together and share one immutable buffer.
public struct MessageBatch: Sendable {
    /// In the order of the source.
    public var messages: [RawMessage]
    /// Bytes of the file on disk read for it: their sum is the file's size, for progress.
    public var bytes: Int

    /// These messages, for which `bytes` were read.
    public init(messages: [RawMessage], bytes: Int) {
        self.messages = messages
        self.bytes = bytes
    }
}
