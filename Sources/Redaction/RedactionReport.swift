import Messages

/// What a redaction did; nothing in it quotes the message.
public struct RedactionReport: Sendable, Equatable {
    /// Stretches that were replaced.
    public internal(set) var spans = 0
    /// MIME parts that were touched, as ``Segment/part`` names them.
    public internal(set) var parts: Set<String> = []
    /// Parts that went as a whole, a notice in their place.
    public internal(set) var removed: [RemovedPart] = []
    /// Kinds of signatures that do not hold any more: `dkim`, `smime`, `openpgp`.
    public internal(set) var broken: Set<String> = []
    /// Parts whose text could not be written again.
    var failed: Set<String> = []

    /// How many changes there are.
    var changes: Int { spans + removed.count }
}

/// A part that was taken out as a whole.
public struct RemovedPart: Sendable, Equatable {
    /// Why it was.
    public enum Reason: String, Sendable {
        /// Nothing reads content of its kind, so nobody can say what stands in it.
        case unread
        case encrypted
        /// A span stood in it and could not be taken out.
        case notRedactable = "not-redactable"
    }

    /// The part, as ``Segment/part`` names it.
    public var part: String
    /// Why it was removed.
    public var reason: Reason
}

/// A message without its findings, and what it took.
public struct RedactedMessage: Sendable {
    /// The new bytes.
    public var bytes: Bytes
    /// What was done.
    public var report: RedactionReport
}
