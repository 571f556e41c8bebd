import NIOCore

extension MilterCommand {
    /// Its code; that of macros is ``CommandCode/macro``, not the one they announce.
    public var code: CommandCode {
        switch self {
        case .negotiate: .negotiate
        case .connect: .connect
        case .helo: .helo
        case .mail: .mail
        case .recipient: .recipient
        case .data: .data
        case .header: .header
        case .endOfHeaders: .endOfHeaders
        case .body: .body
        case .endOfBody: .endOfBody
        case .abort: .abort
        case .quit: .quit
        case .quitNewConnection: .quitNewConnection
        case .macros: .macro
        case .unknown: .unknown
        }
    }

    /// Writes it as a packet, as an MTA would. Texts end at their first NUL.
    public func write(into buffer: inout ByteBuffer) {
        if case .negotiate(let negotiation) = self { return negotiation.write(into: &buffer) }
        Packet.write(code.rawValue, into: &buffer) { buffer in
            switch self {
            case .connect(let hostname, let address):
                buffer.writeZeroTerminated(hostname)
                Self.write(address, into: &buffer)
            case .helo(let text), .unknown(let text): buffer.writeZeroTerminated(text)
            case .mail(let path, let parameters), .recipient(let path, let parameters):
                buffer.writeZeroTerminated(path)
                for parameter in parameters { buffer.writeZeroTerminated(parameter) }
            case .header(let name, let value):
                buffer.writeZeroTerminated(name)
                buffer.writeZeroTerminated(value)
            case .body(let bytes), .endOfBody(let bytes): buffer.writeImmutableBuffer(bytes)
            case .macros(let command, let definitions):
                buffer.writeInteger(command)
                for definition in definitions {
                    buffer.writeZeroTerminated(definition.name)
                    buffer.writeZeroTerminated(definition.value)
                }
            case .negotiate, .data, .endOfHeaders, .abort, .quit, .quitNewConnection: break
            }
        }
    }

    private static func write(_ address: ClientAddress, into buffer: inout ByteBuffer) {
        let (family, port, text): (AddressFamily, UInt16, ByteString) =
            switch address {
            case .unknown: (.unknown, 0, "")
            case .unix(let path): (.unix, 0, path)
            case .inet(let address, let port): (.inet, port, address)
            case .inet6(let address, let port): (.inet6, port, address)
            }
        buffer.writeInteger(family.rawValue)
        guard family != .unknown else { return }
        buffer.writeInteger(port)
        buffer.writeZeroTerminated(text)
    }
}
