/// Why a session ends before its MTA ends it. The text quotes nothing that was sent.
public enum SessionProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// A packet is none of the protocol's.
    case codec(CodecError)
    /// The MTA cannot be served.
    case negotiation(NegotiationFailure)
    /// A command came where it cannot stand.
    case outOfOrder(CommandCode)
    /// The macros are over their limit.
    case macrosTooLong(limit: Int)

    /// In words.
    public var description: String {
        switch self {
        case .codec(let error): "malformed packet: \(error)"
        case .negotiation(let failure): "negotiation failed: \(failure)"
        case .outOfOrder(let code): "command '\(Character(UnicodeScalar(code.rawValue)))' out of order"
        case .macrosTooLong(let limit): "macros over the limit of \(limit) bytes"
        }
    }
}
