import NIOCore

/// What a handler says of a message at its end.
public struct MilterVerdict: Sendable, Equatable {
    /// What becomes of the message.
    public enum Action: Sendable, Equatable {
        /// It goes on.
        case accept
        /// It is refused for good; nil: with the MTA's own text.
        case reject(SMTPReply?)
        /// It is refused for now; nil: with the MTA's own text.
        case temporaryFailure(SMTPReply?)
        /// The sender is told that it was taken, and it goes nowhere. Say so only once it lies somewhere else.
        case discard
        /// Into the MTA's own quarantine (Postfix: the hold queue).
        case quarantine(reason: String)
    }

    /// What becomes of the message.
    public var action: Action
    /// What is changed first; sent only with ``Action/accept`` and ``Action/quarantine(reason:)``.
    public var changes: [Change]

    /// Of its parts.
    public init(_ action: Action, changes: [Change] = []) {
        self.action = action
        self.changes = changes
    }

    /// It goes on as it is.
    public static let accept = MilterVerdict(.accept)
    /// Refused for now with the MTA's own text.
    public static let temporaryFailure = MilterVerdict(.temporaryFailure(nil))

    /// One change to a message or its envelope.
    public enum Change: Sendable, Equatable {
        /// A header field at the end of the header. One space comes behind the colon, whatever was negotiated; lines of a
        /// folded value are separated by LF.
        case addHeader(name: String, value: String)
        /// A header field before the `index`th, counted from 0 over those of the MTA too.
        case insertHeader(index: UInt32, name: String, value: String)
        /// Another value for the `index`th field of that name, from 1.
        case changeHeader(index: UInt32, name: String, value: String)
        /// The `index`th field of that name goes, from 1.
        case deleteHeader(index: UInt32, name: String)
        /// One more recipient, with ESMTP parameters where there are any.
        case addRecipient(String, parameters: String?)
        /// A recipient goes, named by the path as the MTA sent it.
        case deleteRecipient(ByteString)
        /// Another body, its lines ended by CRLF.
        case replaceBody(ByteBuffer)
        /// Another sender, with ESMTP parameters where there are any.
        case changeSender(String, parameters: String?)

        /// What an MTA has to grant for it.
        public var needed: ActionFlags {
            switch self {
            case .addHeader, .insertHeader: .addHeaders
            case .changeHeader, .deleteHeader: .changeHeaders
            case .addRecipient(_, nil): .addRecipients
            case .addRecipient: .addRecipientsWithParameters
            case .deleteRecipient: .deleteRecipients
            case .replaceBody: .changeBody
            case .changeSender: .changeSender
            }
        }
    }

    /// What an MTA has to grant for it all.
    public var needed: ActionFlags {
        let own: ActionFlags = if case .quarantine = action { .quarantine } else { [] }
        return sentChanges.reduce(own) { $0.union($1.needed) }
    }

    private var sentChanges: [Change] {
        switch action {
        case .accept, .quarantine: changes
        case .reject, .temporaryFailure, .discard: []
        }
    }
}

extension MilterVerdict {
    /// The replies that say it, the answer last. Where leading space was agreed upon an MTA adds none behind the colon.
    func replies(hasLeadingSpace: Bool) -> [MilterReply] {
        var replies: [MilterReply] = []
        for change in sentChanges { change.append(to: &replies, hasLeadingSpace) }
        switch action {
        case .accept: replies.append(.accept)
        case .reject(let reply): replies.append(reply?.reply ?? .reject)
        case .temporaryFailure(let reply): replies.append(reply?.reply ?? .temporaryFailure)
        case .discard: replies.append(.discard)
        case .quarantine(let reason):
            replies.append(.quarantine(reason: ByteString(reason)))
            replies.append(.accept)
        }
        return replies
    }
}

extension MilterVerdict.Change {
    fileprivate func append(to replies: inout [MilterReply], _ hasLeadingSpace: Bool) {
        func field(_ value: String) -> ByteString {
            let isSpaced = value.isEmpty || value.utf8.first == 0x20 || value.utf8.first == 0x09
            return ByteString(hasLeadingSpace && !isSpaced ? " " + value : value)
        }
        switch self {
        case .addHeader(let name, let value):
            replies.append(.addHeader(name: ByteString(name), value: field(value)))
        case .insertHeader(let index, let name, let value):
            replies.append(.insertHeader(index: index, name: ByteString(name), value: field(value)))
        case .changeHeader(let index, let name, let value):
            replies.append(.changeHeader(index: index, name: ByteString(name), value: field(value)))
        case .deleteHeader(let index, let name):
            replies.append(.changeHeader(index: index, name: ByteString(name), value: ""))
        case .addRecipient(let address, nil): replies.append(.addRecipient(ByteString(address)))
        case .addRecipient(let address, let parameters?):
            replies.append(
                .addRecipientWithParameters(ByteString(address), parameters: ByteString(parameters)))
        case .deleteRecipient(let path): replies.append(.deleteRecipient(path))
        case .replaceBody(var body):
            // An empty chunk still says that the body is replaced, by nothing.
            repeat {
                let length = min(body.readableBytes, PacketDecoder.chunkSize)
                replies.append(.replaceBody(body.readSlice(length: length) ?? ByteBuffer()))
            } while body.readableBytes > 0
        case .changeSender(let address, let parameters):
            replies.append(.changeSender(ByteString(address), parameters: parameters.map { ByteString($0) }))
        }
    }
}
