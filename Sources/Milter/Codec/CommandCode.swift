/// What an MTA sends: the first byte of a packet (`SMFIC_…` in Sendmail's `libmilter/mfdef.h`).
public enum CommandCode: UInt8, Sendable, CaseIterable {
    /// `A`: the message in progress is given up.
    case abort = 0x41
    /// `B`: a chunk of the body.
    case body = 0x42
    /// `C`: a client connected.
    case connect = 0x43
    /// `D`: macros for the command that follows.
    case macro = 0x44
    /// `E`: the message ends, perhaps with a last chunk.
    case endOfBody = 0x45
    /// `H`: HELO or EHLO.
    case helo = 0x48
    /// `K`: the client has gone, another follows on this connection.
    case quitNewConnection = 0x4B
    /// `L`: a header field.
    case header = 0x4C
    /// `M`: MAIL FROM.
    case mail = 0x4D
    /// `N`: the end of the header.
    case endOfHeaders = 0x4E
    /// `O`: option negotiation, in both directions.
    case negotiate = 0x4F
    /// `Q`: the connection ends.
    case quit = 0x51
    /// `R`: RCPT TO.
    case recipient = 0x52
    /// `T`: DATA.
    case data = 0x54
    /// `U`: an SMTP command that the MTA does not know.
    case unknown = 0x55
}
