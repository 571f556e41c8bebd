/// Looks at candidates and names what speaks for or against them: the second of the two plugs of detection
/// (DESIGN section 6).
public protocol EvidenceFamily: Sendable {
    /// The family's name, by which it is shown and weights are fitted.
    var name: String { get }
    /// Changes whenever its features change their meaning.
    var version: Int { get }
    /// Every feature it can name, without the family's name.
    var features: [Feature] { get }
    /// Calls `found` for each feature of each candidate, with the candidate's position in `candidates` and the
    /// feature's position in ``features``. Of a feature that is named more than once the first counts.
    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void)
}

/// One feature of a family, with the weight that training starts from.
public struct Feature: Sendable {
    /// Its name within the family.
    public var name: String
    /// Log-odds with which training starts.
    public var weight: Double
    /// Whether training leaves the weight as it is, and fits the others as if the feature were not there.
    public var isFixed: Bool

    /// A feature of this name.
    public init(_ name: String, weight: Double = 0, isFixed: Bool = false) {
        self.name = name
        self.weight = weight
        self.isFixed = isFixed
    }
}

/// A feature that holds of a candidate, and where its words stand in the normalised text, if it has words.
public struct FeatureHit: Sendable {
    /// Its position in ``EvidenceFamily/features``.
    public var feature: Int
    /// Byte range of its words in the normalised text of the candidate's segment.
    public var range: Range<Int>?

    /// A feature by its position in the family's list.
    public init(_ feature: Int, range: Range<Int>? = nil) {
        self.feature = feature
        self.range = range
    }
}
