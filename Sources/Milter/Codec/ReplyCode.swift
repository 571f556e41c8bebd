/// What a filter answers: the first byte of a packet (`SMFIR_…` in Sendmail's `libmilter/mfdef.h`).
public enum ReplyCode: UInt8, Sendable, CaseIterable {
    /// `+`: add a recipient.
    case addRecipient = 0x2B
    /// `-`: delete a recipient.
    case deleteRecipient = 0x2D
    /// `2`: add a recipient with ESMTP parameters.
    case addRecipientWithParameters = 0x32
    /// `4`: 421, close the client's connection.
    case shutdown = 0x34
    /// `O`: the answer to option negotiation.
    case negotiate = 0x4F
    /// `a`: accept without asking further.
    case accept = 0x61
    /// `b`: a chunk of the new body.
    case replaceBody = 0x62
    /// `c`: go on.
    case `continue` = 0x63
    /// `d`: take it and throw it away.
    case discard = 0x64
    /// `e`: change the envelope's sender.
    case changeSender = 0x65
    /// `f`: the connection fails.
    case connectionFailure = 0x66
    /// `h`: add a header field at the end.
    case addHeader = 0x68
    /// `i`: insert a header field.
    case insertHeader = 0x69
    /// `l`: which macros are wanted.
    case symbolList = 0x6C
    /// `m`: change or delete a header field.
    case changeHeader = 0x6D
    /// `p`: still at work.
    case progress = 0x70
    /// `q`: into the MTA's own quarantine.
    case quarantine = 0x71
    /// `r`: refuse for good.
    case reject = 0x72
    /// `s`: no more of this kind is needed.
    case skip = 0x73
    /// `t`: refuse for now.
    case temporaryFailure = 0x74
    /// `y`: an SMTP reply in full.
    case replyCode = 0x79
}
