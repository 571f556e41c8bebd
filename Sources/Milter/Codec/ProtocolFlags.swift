/// Which commands a filter wants and which of them it answers (`SMFIP_…` in Sendmail's `libmilter/mfdef.h`).
public struct ProtocolFlags: OptionSet, Sendable, Hashable {
    /// The bits as sent.
    public let rawValue: UInt32

    /// Of the bits as sent.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Do not send the connection's data.
    public static let noConnect = ProtocolFlags(rawValue: 0x01)
    /// Do not send HELO.
    public static let noHelo = ProtocolFlags(rawValue: 0x02)
    /// Do not send MAIL.
    public static let noMail = ProtocolFlags(rawValue: 0x04)
    /// Do not send RCPT.
    public static let noRecipient = ProtocolFlags(rawValue: 0x08)
    /// Do not send the body.
    public static let noBody = ProtocolFlags(rawValue: 0x10)
    /// Do not send header fields.
    public static let noHeaders = ProtocolFlags(rawValue: 0x20)
    /// Do not send the end of the header.
    public static let noEndOfHeaders = ProtocolFlags(rawValue: 0x40)
    /// Header fields are not answered.
    public static let noReplyToHeader = ProtocolFlags(rawValue: 0x80)
    /// Do not send unknown commands.
    public static let noUnknown = ProtocolFlags(rawValue: 0x100)
    /// Do not send DATA.
    public static let noData = ProtocolFlags(rawValue: 0x200)
    /// The MTA understands that the rest of a body is not needed.
    public static let skip = ProtocolFlags(rawValue: 0x400)
    /// Send recipients too that the MTA itself refuses.
    public static let rejectedRecipients = ProtocolFlags(rawValue: 0x800)
    /// The connection's data is not answered.
    public static let noReplyToConnect = ProtocolFlags(rawValue: 0x1000)
    /// HELO is not answered.
    public static let noReplyToHelo = ProtocolFlags(rawValue: 0x2000)
    /// MAIL is not answered.
    public static let noReplyToMail = ProtocolFlags(rawValue: 0x4000)
    /// RCPT is not answered.
    public static let noReplyToRecipient = ProtocolFlags(rawValue: 0x8000)
    /// DATA is not answered.
    public static let noReplyToData = ProtocolFlags(rawValue: 0x1_0000)
    /// Unknown commands are not answered.
    public static let noReplyToUnknown = ProtocolFlags(rawValue: 0x2_0000)
    /// The end of the header is not answered.
    public static let noReplyToEndOfHeaders = ProtocolFlags(rawValue: 0x4_0000)
    /// Chunks of the body are not answered.
    public static let noReplyToBody = ProtocolFlags(rawValue: 0x8_0000)
    /// Header values keep the white space after the colon.
    public static let leadingSpace = ProtocolFlags(rawValue: 0x10_0000)
    /// Packets of up to 256 KiB.
    public static let data256K = ProtocolFlags(rawValue: 0x1000_0000)
    /// Packets of up to 1 MiB.
    public static let data1M = ProtocolFlags(rawValue: 0x2000_0000)

    /// What an MTA that offers no bit at all can do: the protocol of version 1 (`SMFI_V1_PROT`).
    public static let version1 = ProtocolFlags(rawValue: 0x3F)
    /// All of version 6 (`SMFI_CURR_PROT`).
    public static let all = ProtocolFlags(rawValue: 0x1F_FFFF)
}
