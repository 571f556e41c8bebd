import NIOCore

/// What an MTA says to a filter. Sources: Sendmail's `libmilter/mfdef.h` and the libmilter documentation; how Postfix fills
/// the fields is in its `MILTER_README`.
public enum MilterCommand: Sendable, Equatable {
    /// What the MTA offers.
    case negotiate(Negotiation)
    /// A client connected; its name as the MTA resolved it.
    case connect(hostname: ByteString, address: ClientAddress)
    /// What it said in HELO or EHLO.
    case helo(ByteString)
    /// MAIL FROM: the path with its brackets, and the ESMTP parameters.
    case mail(path: ByteString, parameters: [ByteString])
    /// RCPT TO: the path with its brackets, and the ESMTP parameters.
    case recipient(path: ByteString, parameters: [ByteString])
    /// DATA.
    case data
    /// A header field. Lines of a folded value are separated by LF, or CRLF where the MTA has it so.
    case header(name: ByteString, value: ByteString)
    /// The end of the header.
    case endOfHeaders
    /// A chunk of the body, its lines ended by CRLF.
    case body(ByteBuffer)
    /// The end of the message, with the last chunk of the body where the MTA sends it so.
    case endOfBody(ByteBuffer)
    /// The message in progress is given up.
    case abort
    /// The connection ends.
    case quit
    /// The client has gone, another follows on this connection.
    case quitNewConnection
    /// Macros for the command that follows, in the order sent.
    case macros(command: UInt8, [MacroDefinition])
    /// An SMTP command that the MTA does not know.
    case unknown(ByteString)
}

/// A macro and its value.
public struct MacroDefinition: Sendable, Hashable {
    /// The name as sent: `i`, `{auth_authen}`.
    public var name: ByteString
    /// The value.
    public var value: ByteString

    /// Of its parts.
    public init(name: ByteString, value: ByteString) {
        self.name = name
        self.value = value
    }
}
