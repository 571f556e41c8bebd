/// One mail or one form submission: its headers or fields, and its parts with their byte ranges in the original.
public struct Message: Sendable {
    /// Mail or form submission.
    public enum Kind: String, Sendable { case email, form }

    /// Mail or form submission.
    public var kind: Kind
    /// The bytes as they stand in the source. Every raw range refers to them.
    public var raw: Bytes
    /// Message-ID with its angle brackets, if there is one (RFC 5322 section 3.6.4).
    public var messageID: String?
    /// The `Date` field in RFC 3339, in UTC, if it could be read.
    public var date: String?
    /// Addresses only, never display names.
    public var from: String?
    /// Addresses of To and Cc, never display names.
    public var to: [String]
    /// A form's own `id`.
    public var formID: String?
    /// Top-level header fields in order; empty for forms.
    public var headers: [HeaderField]
    /// Text to scan, in the order of the message.
    public var segments: [Segment]
    /// Parts that are no text, numbered from 1 as they come.
    public var attachments: [Attachment]
    /// What could not be read; never quotes the message.
    public var problems: [Problem]
    /// Why the message could not be scanned as a whole, if so.
    public var unscannable: Unscannable?

    /// A message without anything in it yet.
    public init(kind: Kind, raw: Bytes) {
        self.kind = kind
        self.raw = raw
        to = []
        headers = []
        segments = []
        attachments = []
        problems = []
    }
}

/// A header field by its ranges in ``Message/raw`` (RFC 5322 section 2.2).
public struct HeaderField: Sendable, Equatable {
    /// The field's name without the colon.
    public var name: Range<Int>
    /// The field's body: after the colon, folding included, without the last line ending.
    public var value: Range<Int>

    /// A field at these ranges.
    public init(name: Range<Int>, value: Range<Int>) {
        self.name = name
        self.value = value
    }
}

/// A part of a message that is not text, or is text marked as an attachment.
public struct Attachment: Sendable, Equatable {
    /// From 1, in the order of the message.
    public var number: Int
    /// Where it stands in the MIME tree, as in `1.2`.
    public var part: String
    /// The media type in lower case, as in `application/pdf`. Only registered-looking names; others are `unknown`.
    public var mediaType: String
    /// The encoded content in ``Message/raw``.
    public var range: Range<Int>

    /// An attachment at `range`.
    public init(number: Int, part: String, mediaType: String, range: Range<Int>) {
        self.number = number
        self.part = part
        self.mediaType = mediaType
        self.range = range
    }
}
