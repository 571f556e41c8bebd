/// Something in a message that could not be read as it should be. A fixed text and numbers, never a word of the message.
public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// As shown to people.
    public let description: String

    /// A problem with a fixed text; only numbers and MIME part paths may be put into it.
    public init(_ text: StaticString) { description = "\(text)" }

    /// A problem at a numbered place: `attachment 2 (application/pdf) is not read`.
    public init(_ text: StaticString, part: String) { description = "\(text) in part \(part)" }

    /// A kind of attachment that is not read yet.
    public static func unread(attachment: Attachment) -> Problem {
        Problem(text: "attachment \(attachment.number) (\(attachment.mediaType)) is not read")
    }

    private init(text: String) { description = text }
}

/// Why a message could not be scanned as a whole; what was read of it is still judged.
public enum Unscannable: String, Sendable {
    /// A part is encrypted.
    case encrypted
    /// The body could not be decoded.
    case broken
    /// A limit of size, parts, depth or expansion was passed.
    case tooLarge = "too-large"
    /// The time for one message was used up.
    case timeout
}
