/// How a segment's text was made from its raw bytes: enough to do it again, this time keeping the way back.
///
/// Most text is never asked for its way back, so ``Segment/rawMap(in:)`` decodes anew with tracking only when it is.
public struct Decoding: Sendable, Equatable {
    /// Where the encoded content stands in ``Message/raw``.
    public var source: Range<Int>
    /// The steps from those bytes to the text, in order.
    public var steps: [Step]

    /// One step of decoding.
    public enum Step: Sendable, Equatable {
        /// Quoting of `From ` lines by an mbox writer.
        case mboxQuoting
        /// RFC 2045 section 6.7.
        case quotedPrintable
        /// RFC 2045 section 6.8.
        case base64
        /// Only the bytes in this range: a part of a multipart or message that was itself encoded.
        case slice(Range<Int>)
        /// Bytes of this charset to UTF-8, the name as the allow-list has it.
        case charset(String)
        /// CRLF and CR to LF.
        case lineEndings
        /// An unfolded header value with its encoded words (RFC 2047) decoded.
        case headerValue
        /// The value of one parameter out of a whole header value (RFC 2045 section 5.1, RFC 2231).
        case parameter(String)
        /// Uuencoded lines (IEEE Std 1003.1, uuencode).
        case uuencode
        /// HTML to text.
        case html
        /// RFC 3676 format=flowed, `delSp` where spaces at line ends are to go.
        case flowed(delSp: Bool)
        /// A JSON string's inside to text (RFC 8259 section 7).
        case jsonString
        /// A CSV field to text (RFC 4180).
        case csvField
        /// `application/x-www-form-urlencoded` value to text.
        case percent
    }

    /// `source` through `steps`.
    public init(source: Range<Int>, steps: [Step]) {
        self.source = source
        self.steps = steps
    }
}
