import Messages

/// What rules may ask about a message beside its findings and its envelope.
public struct MessageFacts: Sendable, Equatable {
    /// Mail or form submission.
    public var kind: Message.Kind
    /// Its length in bytes, as it came.
    public var size: Int
    /// The media types of its attachments, in order.
    public var attachments: [String]
    /// Why it could not be read as a whole, if so.
    public var unscannable: Unscannable?
    /// How many people its findings are about, where somebody has counted; nil lets the policy count from the
    /// findings, which tell the sender from others and no more.
    public var people: Int?

    /// These facts.
    public init(
        kind: Message.Kind, size: Int, attachments: [String] = [], unscannable: Unscannable? = nil, people: Int? = nil
    ) {
        self.kind = kind
        self.size = size
        self.attachments = attachments
        self.unscannable = unscannable
        self.people = people
    }

    /// The facts of a message; `size` where the source holds more of it than was read.
    public init(_ message: Message, size: Int? = nil) {
        self.init(
            kind: message.kind, size: size ?? message.raw.count, attachments: message.attachments.map(\.mediaType),
            unscannable: message.unscannable)
    }
}
