/// What a filter may do to a message (`SMFIF_…` in Sendmail's `libmilter/mfapi.h`).
public struct ActionFlags: OptionSet, Sendable, Hashable {
    /// The bits as sent.
    public let rawValue: UInt32

    /// Of the bits as sent.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Add and insert header fields.
    public static let addHeaders = ActionFlags(rawValue: 0x01)
    /// Replace the body.
    public static let changeBody = ActionFlags(rawValue: 0x02)
    /// Add recipients.
    public static let addRecipients = ActionFlags(rawValue: 0x04)
    /// Delete recipients.
    public static let deleteRecipients = ActionFlags(rawValue: 0x08)
    /// Change and delete header fields.
    public static let changeHeaders = ActionFlags(rawValue: 0x10)
    /// Put the message into the MTA's own quarantine.
    public static let quarantine = ActionFlags(rawValue: 0x20)
    /// Change the envelope's sender.
    public static let changeSender = ActionFlags(rawValue: 0x40)
    /// Add recipients with ESMTP parameters.
    public static let addRecipientsWithParameters = ActionFlags(rawValue: 0x80)
    /// Say which macros are wanted.
    public static let symbolList = ActionFlags(rawValue: 0x100)

    /// What an MTA that offers no bit at all can do: the actions of version 1 (`SMFI_V1_ACTS`).
    public static let version1 = ActionFlags(rawValue: 0x0F)
    /// All actions of version 6 (`SMFI_CURR_ACTS`).
    public static let all = ActionFlags(rawValue: 0x1FF)

    private static let names: [(ActionFlags, String)] = [
        (.addHeaders, "add headers"), (.changeBody, "change body"), (.addRecipients, "add recipients"),
        (.deleteRecipients, "delete recipients"), (.changeHeaders, "change headers"), (.quarantine, "quarantine"),
        (.changeSender, "change sender"), (.addRecipientsWithParameters, "add recipients with parameters"),
        (.symbolList, "symbol list"),
    ]
}

extension ActionFlags: CustomStringConvertible {
    /// The actions by name, for logs.
    public var description: String {
        Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}
