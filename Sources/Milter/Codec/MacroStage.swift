/// The steps of a session at which an MTA sends macros (`SMFIM_…` in Sendmail's `libmilter/mfapi.h`; the raw values are the
/// numbers that a symbol list uses).
public enum MacroStage: UInt32, Sendable, CaseIterable {
    /// With the connection.
    case connect = 0
    /// With HELO.
    case helo = 1
    /// With MAIL.
    case mail = 2
    /// With RCPT.
    case recipient = 3
    /// With DATA.
    case data = 4
    /// At the end of the message.
    case endOfMessage = 5
    /// At the end of the header.
    case endOfHeaders = 6

    /// The stage whose macros announce `command`; nil for commands that have none.
    public init?(_ command: CommandCode) {
        switch command {
        case .connect: self = .connect
        case .helo: self = .helo
        case .mail: self = .mail
        case .recipient: self = .recipient
        case .data: self = .data
        case .endOfHeaders: self = .endOfHeaders
        case .endOfBody: self = .endOfMessage
        default: return nil
        }
    }

    /// The order in which the stages come in a session.
    public static let inOrder: [MacroStage] = [
        .connect, .helo, .mail, .recipient, .data, .endOfHeaders, .endOfMessage,
    ]

    /// The place in that order.
    var position: Int {
        switch self {
        case .connect: 0
        case .helo: 1
        case .mail: 2
        case .recipient: 3
        case .data: 4
        case .endOfHeaders: 5
        case .endOfMessage: 6
        }
    }
}
