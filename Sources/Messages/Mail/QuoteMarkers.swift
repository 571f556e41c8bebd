/// Words that introduce quoted replies and end letters. They differ between languages, so rule packs name them; the
/// marks that need no words (`> `, `-- `, rules of dashes) are always known. Letter case does not matter.
public struct QuoteMarkers: Sendable, Equatable {
    /// What ends the line that introduces a quotation, before its colon: "wrote", "schrieb".
    public var attributionVerbs: [String]
    /// What stands between the dashes above a forwarded or answered message: "Original Message".
    public var originalMessage: [String]
    /// The field names above a message quoted by Outlook: "From", "Sent", "To", "Subject".
    public var replyHeaders: [String]
    /// What stands above a sender's name at the end: "Kind regards", "Yours sincerely".
    public var closings: [String]

    /// These words.
    public init(
        attributionVerbs: [String] = [], originalMessage: [String] = [], replyHeaders: [String] = [],
        closings: [String] = []
    ) {
        self.attributionVerbs = attributionVerbs
        self.originalMessage = originalMessage
        self.replyHeaders = replyHeaders
        self.closings = closings
    }

    /// No words.
    public static let none = QuoteMarkers()
}
