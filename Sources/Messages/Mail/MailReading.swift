/// What reading a mail can be told beside its limits. Make one and use it for many messages.
public struct MailReading: Sendable {
    /// The words that mark quoted replies and closings.
    public let markers: QuoteMarkers
    let words: MarkerWords

    /// Reading with these words.
    public init(markers: QuoteMarkers = .none) {
        self.markers = markers
        words = MarkerWords(markers)
    }

    /// Reading by the marks that need no words.
    public static let standard = MailReading()
}
