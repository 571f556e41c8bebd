/// One entity of a mail (RFC 2045 section 2.4) with all that stands in it, by ranges of the bytes it was read from. Where
/// ``Message`` is the text to judge, this is the place to change it.
package struct MailNode: Sendable {
    /// Where it stands in the MIME tree, as ``Segment/part`` has it; `0` is never used here.
    package var number: String
    /// Header and body.
    package var range: Range<Int>
    /// The header's fields.
    package var fields: [HeaderField]
    /// What follows the header.
    package var body: Range<Int>
    /// What the body is.
    package var content: Content
    /// Whether it is one of the two parts of a `multipart/signed`, and the type of the signature where it names one.
    package var signature: Signature?

    /// A kind of signature over a part (RFC 1847).
    package enum Signature: String, Sendable { case smime, openpgp }

    /// What a body is.
    package indirect enum Content: Sendable {
        /// Text that is read.
        case text(MailText)
        /// The parts of a multipart.
        case parts([MailNode])
        /// A message inside the message.
        case message(MailNode)
        /// A multipart or message that is encoded as a whole: its bytes, and what stands in them.
        case encoded(Decoding.Step, Bytes, Content)
        /// Only its recipient can read it.
        case encrypted
        /// A detached signature.
        case signature
        /// Anything else.
        case unread
    }
}

/// How the body of a text part becomes text.
package struct MailText: Sendable {
    /// The transfer encoding; nil where it is none.
    package var transfer: Decoding.Step?
    /// The charset of what the transfer encoding gives.
    package var charset: TextCharset
    /// HTML, otherwise plain.
    package var isHTML: Bool
    /// The step for format=flowed, where it is.
    package var flowed: Decoding.Step?
}
