/// Decoded text to scan, where it came from, and the way back to the raw bytes.
public struct Segment: Sendable {
    /// Where in the message the text stands.
    public var place: Place
    /// The MIME part, as in `1.2`; `0` for header fields of the message itself, empty for forms.
    public var part: String
    /// The decoded text: valid UTF-8, line endings LF.
    public var text: Bytes
    /// Quoted replies, signatures and the like inside `text`, in order, not overlapping. Byte ranges of `text`.
    public var regions: [Region]
    /// How the text was made from the raw bytes.
    public var decoding: Decoding

    /// A segment of `text` that `decoding` makes out of the message's raw bytes.
    public init(place: Place, part: String, text: Bytes, regions: [Region] = [], decoding: Decoding) {
        self.place = place
        self.part = part
        self.text = text
        self.regions = regions
        self.decoding = decoding
    }
}

/// Where a segment stands in its message.
public enum Place: Sendable, Hashable {
    case subject
    case body
    /// A header field other than Subject by its name as it stands there.
    case header(String)
    /// The text of an attachment by its number.
    case attachment(Int)
    /// A form field by its full name (nested names joined by `.`).
    case field(String)
}

/// A stretch of a segment that is not the writer's own running text.
public struct Region: Sendable, Equatable {
    /// What a stretch of text is.
    public enum Kind: Sendable, Equatable {
        /// A quoted reply (`> …`, a blockquote, or text below an "Original Message" line), by its depth from 1.
        case quote(depth: Int)
        /// The line that introduces a quoted reply ("On … wrote:").
        case attribution
        /// What stands below `-- `, or a closing formula's block.
        case signature
        /// A legal footer.
        case disclaimer
        /// HTML text that is not shown to the reader.
        case hidden
        /// A heading line, or a form label that announces what follows.
        case heading
        /// The text of a link's address or another machine's text (long encoded runs, key blocks).
        case machine
    }

    /// What the stretch is.
    public var kind: Kind
    /// Byte range in the segment's text.
    public var range: Range<Int>

    /// A region of `kind` at `range`.
    public init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
