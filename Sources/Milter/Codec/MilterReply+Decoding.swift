import NIOCore

extension MilterReply {
    /// Reads what a filter sent. Throws ``CodecError`` where the packet is none of the protocol's.
    public init(_ packet: Packet) throws(CodecError) {
        guard let code = ReplyCode(rawValue: packet.code) else { throw .unknownCode(packet.code) }
        var payload = packet.payload
        switch code {
        case .negotiate: self = .negotiate(try Negotiation(reading: &payload))
        case .accept: self = .accept
        case .reject: self = .reject
        case .temporaryFailure: self = .temporaryFailure
        case .continue: self = .continue
        case .discard: self = .discard
        case .skip: self = .skip
        case .progress: self = .progress
        case .shutdown: self = .shutdown
        case .connectionFailure: self = .connectionFailure
        case .replyCode: self = .replyCode(try payload.text(code))
        case .quarantine: self = .quarantine(reason: try payload.text(code))
        case .addRecipient: self = .addRecipient(try payload.text(code))
        case .deleteRecipient: self = .deleteRecipient(try payload.text(code))
        case .addRecipientWithParameters:
            let address = try payload.text(code)
            let parameters = payload.readableBytes > 0 ? try payload.text(code) : ""
            self = .addRecipientWithParameters(address, parameters: parameters)
        case .addHeader:
            let name = try payload.text(code)
            self = .addHeader(name: name, value: try payload.text(code))
        case .changeHeader:
            let (index, name) = (try payload.number(code), try payload.text(code))
            self = .changeHeader(index: index, name: name, value: try payload.text(code))
        case .insertHeader:
            let (index, name) = (try payload.number(code), try payload.text(code))
            self = .insertHeader(index: index, name: name, value: try payload.text(code))
        case .replaceBody:
            self = .replaceBody(payload)
            return
        case .changeSender:
            let address = try payload.text(code)
            self = .changeSender(address, parameters: payload.readableBytes > 0 ? try payload.text(code) : nil)
        case .symbolList:
            guard let stage = MacroStage(rawValue: try payload.number(code)) else {
                throw .badField(code: packet.code, field: "stage")
            }
            self = .symbolList(stage, try payload.text(code))
        }
        guard payload.readableBytes == 0 else { throw .trailingBytes(code: packet.code) }
    }
}

extension ByteBuffer {
    fileprivate mutating func text(_ code: ReplyCode) throws(CodecError) -> ByteString {
        guard let text = readZeroTerminated() else { throw .truncated(code: code.rawValue) }
        return text
    }

    fileprivate mutating func number(_ code: ReplyCode) throws(CodecError) -> UInt32 {
        guard let number = readInteger(as: UInt32.self) else { throw .truncated(code: code.rawValue) }
        return number
    }
}
