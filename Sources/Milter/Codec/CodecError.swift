/// Why a packet cannot be read. The text names the place and quotes nothing of the packet.
public enum CodecError: Error, Sendable, Equatable {
    /// A packet of length nought has no command.
    case emptyPacket
    /// A packet announces more than the limit.
    case packetTooLong(length: Int, limit: Int)
    /// A first byte that the protocol does not have.
    case unknownCode(UInt8)
    /// A packet ends before its fields do.
    case truncated(code: UInt8)
    /// Bytes stand behind the last field.
    case trailingBytes(code: UInt8)
    /// A field has a value that it cannot have.
    case badField(code: UInt8, field: String)
}

extension CodecError: CustomStringConvertible {
    /// In words.
    public var description: String {
        switch self {
        case .emptyPacket: "a packet of length 0"
        case .packetTooLong(let length, let limit): "a packet of \(length) bytes, over the limit of \(limit)"
        case .unknownCode(let code): "an unknown code \(code)"
        case .truncated(let code): "packet \(Self.name(code)) ends before its fields do"
        case .trailingBytes(let code): "packet \(Self.name(code)) has bytes behind its last field"
        case .badField(let code, let field): "packet \(Self.name(code)) has a bad \(field)"
        }
    }

    private static func name(_ code: UInt8) -> String {
        (0x21...0x7E).contains(code) ? "'\(Character(UnicodeScalar(code)))'" : "\(code)"
    }
}
