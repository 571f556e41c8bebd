import NIOCore

/// Puts the header of a message together again.
///
/// The protocol has no line ends of its own: a field comes as name and value, and the lines of a folded value are separated
/// by LF (Sendmail and Postfix both do so), while the body comes with CRLF. On the wire of SMTP every line ended with CRLF
/// (RFC 5321 section 2.3.8), so a bare LF inside of a value is written as CRLF, a CRLF is kept, and each field ends with
/// CRLF. With ``ProtocolFlags/leadingSpace`` the value has everything behind the colon and the field is byte for byte the
/// one that the client sent; without it the MTA has taken one space away, and one space is put back.
struct HeaderBlock: Sendable {
    private(set) var bytes = ByteBuffer()
    private(set) var fields = 0

    mutating func append(name: ByteString, value: ByteString, hasLeadingSpace: Bool) {
        fields += 1
        bytes.writeBytes(name.bytes)
        bytes.writeInteger(UInt8(ascii: ":"))
        if !hasLeadingSpace { bytes.writeInteger(UInt8(ascii: " ")) }
        var rest = value.bytes[...]
        while let lineFeed = rest.firstIndex(of: 0x0A) {
            bytes.writeBytes(rest[..<lineFeed])
            let isPreceded = lineFeed > value.bytes.startIndex && value.bytes[lineFeed - 1] == 0x0D
            if !isPreceded { bytes.writeInteger(UInt8(0x0D)) }
            bytes.writeInteger(UInt8(0x0A))
            rest = rest[(lineFeed + 1)...]
        }
        bytes.writeBytes(rest)
        bytes.writeStaticString("\r\n")
    }
}
