import NIOCore

/// What a filter answers. Sources: Sendmail's `libmilter/mfdef.h` and the libmilter documentation (`smfi_…` pages).
public enum MilterReply: Sendable, Equatable {
    /// What the filter asks for of what was offered.
    case negotiate(Negotiation)
    /// Accept without asking further.
    case accept
    /// Refuse for good with the MTA's own text.
    case reject
    /// Refuse for now with the MTA's own text.
    case temporaryFailure
    /// Go on.
    case `continue`
    /// Take the message and throw it away.
    case discard
    /// Refuse with this SMTP reply. As sent: every `%` stands doubled, since Sendmail takes it for a format.
    case replyCode(ByteString)
    /// No more of the body is needed.
    case skip
    /// Still at work; the MTA's timeout starts anew.
    case progress
    /// Into the MTA's own quarantine, with a reason.
    case quarantine(reason: ByteString)
    /// Add a recipient.
    case addRecipient(ByteString)
    /// Add a recipient with ESMTP parameters.
    case addRecipientWithParameters(ByteString, parameters: ByteString)
    /// Delete a recipient, named as the MTA sent it.
    case deleteRecipient(ByteString)
    /// Add a header field at the end of the header.
    case addHeader(name: ByteString, value: ByteString)
    /// Change the `index`th field of that name, from 1; an empty value deletes it.
    case changeHeader(index: UInt32, name: ByteString, value: ByteString)
    /// Insert a header field; 0 is before all others.
    case insertHeader(index: UInt32, name: ByteString, value: ByteString)
    /// A chunk of the new body, at most ``PacketDecoder/chunkSize`` bytes.
    case replaceBody(ByteBuffer)
    /// Change the envelope's sender.
    case changeSender(ByteString, parameters: ByteString?)
    /// 421: close the client's connection.
    case shutdown
    /// The connection fails.
    case connectionFailure
    /// The macros wanted at a stage, separated by spaces. libmilter sends them inside of its ``negotiate(_:)``.
    case symbolList(MacroStage, ByteString)

    /// Whether an MTA waits for nothing further after it: the rest are changes, news, or part of an answer.
    public var isAnswer: Bool {
        switch self {
        case .negotiate, .accept, .reject, .temporaryFailure, .continue, .discard, .replyCode, .skip, .shutdown,
            .connectionFailure:
            true
        default: false
        }
    }
}
