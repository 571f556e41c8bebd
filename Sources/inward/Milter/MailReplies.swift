import Milter

/// What senders are told. One text for all that is refused: it says nothing of what was found, or whether anything was.
enum MailReplies {
    static let refused = try? SMTPReply(
        code: 550, enhanced: "5.7.1",
        lines: ["This message cannot be accepted here by e-mail; please write another way"])
    static let busy = try? SMTPReply(
        code: 451, enhanced: "4.3.2", lines: ["Too much mail at this moment; please try again later"])
    static let away = try? SMTPReply(
        code: 451, enhanced: "4.3.0", lines: ["This message cannot be taken at this moment; please try again later"])
    static let tooLarge = try? SMTPReply(
        code: 552, enhanced: "5.3.4", lines: ["This message is too large to be taken here"])
}
