import NIOCore

/// Option negotiation (`SMFIC_OPTNEG`): what an MTA offers, or what a filter asks for of that.
public struct Negotiation: Sendable, Hashable {
    /// The protocol's version.
    public var version: UInt32
    /// Actions offered or asked for.
    public var actions: ActionFlags
    /// Protocol options offered or asked for.
    public var options: ProtocolFlags
    /// The macros that a filter wants at each stage, separated by spaces (filter to MTA only, `SMFIF_SETSYMLIST`).
    public var symbols: [MacroStage: ByteString]

    /// Of its parts.
    public init(
        version: UInt32, actions: ActionFlags, options: ProtocolFlags, symbols: [MacroStage: ByteString] = [:]
    ) {
        self.version = version
        self.actions = actions
        self.options = options
        self.symbols = symbols
    }

    /// The newest version of the protocol.
    public static let newestVersion: UInt32 = 6
    /// The oldest version that is spoken.
    public static let oldestVersion: UInt32 = 2

    init(reading payload: inout ByteBuffer) throws(CodecError) {
        let code = CommandCode.negotiate.rawValue
        guard let version = payload.readInteger(as: UInt32.self), let actions = payload.readInteger(as: UInt32.self),
            let options = payload.readInteger(as: UInt32.self)
        else { throw .truncated(code: code) }
        self.init(
            version: version, actions: ActionFlags(rawValue: actions), options: ProtocolFlags(rawValue: options))
        while payload.readableBytes > 0 {
            guard let number = payload.readInteger(as: UInt32.self), let names = payload.readZeroTerminated() else {
                throw .truncated(code: code)
            }
            guard let stage = MacroStage(rawValue: number) else { throw .badField(code: code, field: "stage") }
            symbols[stage] = names
        }
    }

    func write(into buffer: inout ByteBuffer) {
        Packet.write(CommandCode.negotiate.rawValue, into: &buffer) { buffer in
            buffer.writeMultipleIntegers(version, actions.rawValue, options.rawValue)
            for stage in MacroStage.allCases {
                guard let names = symbols[stage] else { continue }
                buffer.writeInteger(stage.rawValue)
                buffer.writeZeroTerminated(names)
            }
        }
    }
}
