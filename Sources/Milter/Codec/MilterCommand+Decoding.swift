import NIOCore

extension MilterCommand {
    /// Reads what an MTA sent. Throws ``CodecError`` where the packet is none of the protocol's.
    public init(_ packet: Packet) throws(CodecError) {
        guard let code = CommandCode(rawValue: packet.code) else { throw .unknownCode(packet.code) }
        var payload = packet.payload
        switch code {
        case .negotiate: self = .negotiate(try Negotiation(reading: &payload))
        case .connect: self = try Self.connect(&payload)
        case .helo: self = .helo(try payload.text(code))
        case .mail:
            let path = try payload.text(code)
            self = .mail(path: path, parameters: try payload.texts(code))
        case .recipient:
            let path = try payload.text(code)
            self = .recipient(path: path, parameters: try payload.texts(code))
        case .data: self = .data
        case .header:
            let name = try payload.text(code)
            self = .header(name: name, value: try payload.text(code))
        case .endOfHeaders: self = .endOfHeaders
        case .body:
            self = .body(payload)
            return
        case .endOfBody:
            self = .endOfBody(payload)
            return
        case .abort: self = .abort
        case .quit: self = .quit
        case .quitNewConnection: self = .quitNewConnection
        case .macro: self = try Self.macros(&payload)
        case .unknown: self = .unknown(try payload.text(code))
        }
        guard payload.readableBytes == 0 else { throw .trailingBytes(code: packet.code) }
    }

    private static func connect(_ payload: inout ByteBuffer) throws(CodecError) -> MilterCommand {
        let code = CommandCode.connect
        let hostname = try payload.text(code)
        guard let family = payload.readInteger(as: UInt8.self) else { throw .truncated(code: code.rawValue) }
        if family == AddressFamily.unknown.rawValue {
            return .connect(hostname: hostname, address: .unknown)
        }
        guard let known = AddressFamily(rawValue: family) else {
            throw .badField(code: code.rawValue, field: "address family")
        }
        guard let port = payload.readInteger(as: UInt16.self) else { throw .truncated(code: code.rawValue) }
        let address = try payload.text(code)
        switch known {
        case .unknown: return .connect(hostname: hostname, address: .unknown)
        case .unix: return .connect(hostname: hostname, address: .unix(path: address))
        case .inet: return .connect(hostname: hostname, address: .inet(address: address, port: port))
        case .inet6: return .connect(hostname: hostname, address: .inet6(address: address, port: port))
        }
    }

    private static func macros(_ payload: inout ByteBuffer) throws(CodecError) -> MilterCommand {
        let code = CommandCode.macro
        guard let command = payload.readInteger(as: UInt8.self) else { throw .truncated(code: code.rawValue) }
        var definitions: [MacroDefinition] = []
        while payload.readableBytes > 0 {
            let name = try payload.text(code)
            definitions.append(MacroDefinition(name: name, value: try payload.text(code)))
        }
        return .macros(command: command, definitions)
    }
}

/// The byte that says what kind of address follows (`SMFIA_…`).
enum AddressFamily: UInt8 {
    case unknown = 0x55
    case unix = 0x4C
    case inet = 0x34
    case inet6 = 0x36
}

extension ByteBuffer {
    /// The next field of a packet with `code`.
    mutating func text(_ code: CommandCode) throws(CodecError) -> ByteString {
        guard let text = readZeroTerminated() else { throw .truncated(code: code.rawValue) }
        return text
    }

    /// All further fields.
    mutating func texts(_ code: CommandCode) throws(CodecError) -> [ByteString] {
        var texts: [ByteString] = []
        while readableBytes > 0 { texts.append(try text(code)) }
        return texts
    }
}
