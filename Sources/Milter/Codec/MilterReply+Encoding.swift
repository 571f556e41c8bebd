import NIOCore

extension MilterReply {
    /// Its code.
    public var code: ReplyCode {
        switch self {
        case .negotiate: .negotiate
        case .accept: .accept
        case .reject: .reject
        case .temporaryFailure: .temporaryFailure
        case .continue: .continue
        case .discard: .discard
        case .replyCode: .replyCode
        case .skip: .skip
        case .progress: .progress
        case .quarantine: .quarantine
        case .addRecipient: .addRecipient
        case .addRecipientWithParameters: .addRecipientWithParameters
        case .deleteRecipient: .deleteRecipient
        case .addHeader: .addHeader
        case .changeHeader: .changeHeader
        case .insertHeader: .insertHeader
        case .replaceBody: .replaceBody
        case .changeSender: .changeSender
        case .shutdown: .shutdown
        case .connectionFailure: .connectionFailure
        case .symbolList: .symbolList
        }
    }

    /// Writes it as a packet. Texts end at their first NUL.
    public func write(into buffer: inout ByteBuffer) {
        if case .negotiate(let negotiation) = self { return negotiation.write(into: &buffer) }
        Packet.write(code.rawValue, into: &buffer) { buffer in
            switch self {
            case .replyCode(let text), .quarantine(let text), .addRecipient(let text), .deleteRecipient(let text):
                buffer.writeZeroTerminated(text)
            case .addRecipientWithParameters(let address, let parameters):
                buffer.writeZeroTerminated(address)
                buffer.writeZeroTerminated(parameters)
            case .addHeader(let name, let value):
                buffer.writeZeroTerminated(name)
                buffer.writeZeroTerminated(value)
            case .changeHeader(let index, let name, let value), .insertHeader(let index, let name, let value):
                buffer.writeInteger(index)
                buffer.writeZeroTerminated(name)
                buffer.writeZeroTerminated(value)
            case .replaceBody(let bytes): buffer.writeImmutableBuffer(bytes)
            case .changeSender(let address, let parameters):
                buffer.writeZeroTerminated(address)
                if let parameters { buffer.writeZeroTerminated(parameters) }
            case .symbolList(let stage, let names):
                buffer.writeInteger(stage.rawValue)
                buffer.writeZeroTerminated(names)
            case .negotiate, .accept, .reject, .temporaryFailure, .continue, .discard, .skip, .progress, .shutdown,
                .connectionFailure:
                break
            }
        }
    }
}
