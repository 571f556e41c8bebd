/// Where an SMTP client connected from, as the MTA says it (`SMFIA_…` in Sendmail's `libmilter/mfdef.h`).
public enum ClientAddress: Sendable, Hashable {
    /// The MTA does not know, or the mail came by no network.
    case unknown
    /// By a unix socket.
    case unix(path: ByteString)
    /// Over IPv4, the address as text.
    case inet(address: ByteString, port: UInt16)
    /// Over IPv6, the address as text.
    case inet6(address: ByteString, port: UInt16)

    /// The address as text; nil where it is unknown.
    public var text: String? {
        switch self {
        case .unknown: nil
        case .unix(let path): path.text
        case .inet(let address, _), .inet6(let address, _): address.text
        }
    }
}
