import Detection
import Messages

/// A finding as a case keeps it: sealed, with the sentence that it stands in, so that showing it needs no second scan.
public struct CaseFinding: Sendable, Equatable, Codable {
    /// The rule or proposer it comes from.
    public var rule: String
    /// Raw value of ``Category``.
    public var category: String
    /// Raw value of ``Polarity``.
    public var polarity: String
    /// Raw value of ``DataSubject``.
    public var about: String
    /// Said outright, or to be inferred.
    public var explicit: Bool
    /// The probability that it is true, 0 to 1.
    public var confidence: Double
    /// The MIME part.
    public var part: String
    /// The place as a masked record names it: the name of a header or field only where it is a known one.
    public var maskedPlace: String
    /// The place with its own name.
    public var place: String
    /// Unicode scalars in the decoded text of the place.
    public var start: Int
    /// One past the last.
    public var end: Int
    /// The sentence around it.
    public var excerpt: Excerpt

    /// A finding of `message`.
    ///
    /// - Parameters:
    ///   - all: every finding of the message, so that a masked sentence hides those beside this one too.
    ///   - maskedPlace: what a masked record calls the place.
    init(_ finding: Finding, among all: [Finding], in message: Message, maskedPlace: String) {
        rule = finding.rule
        category = finding.category.rawValue
        polarity = finding.polarity.rawValue
        about = finding.about.rawValue
        explicit = finding.explicit
        confidence = finding.confidence
        part = finding.part
        self.maskedPlace = maskedPlace
        place = Self.name(of: finding.place)
        start = finding.scalars.lowerBound
        end = finding.scalars.upperBound
        excerpt = Excerpt(of: finding, among: all, in: message)
    }

    /// The place as an unmasked record names it.
    public static func name(of place: Place) -> String {
        switch place {
        case .subject: "subject"
        case .body: "body"
        case .header(let name): "header:\(name)"
        case .attachment(let number): "attachment:\(number)"
        case .field(let name): "field:\(name)"
        }
    }
}
