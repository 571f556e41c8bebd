/// A special category of personal data: GDPR Art. 9(1), and Art. 10 for ``criminal``.
///
/// The raw values are part of the product's contract and appear in JSON, rule packs and policies.
public enum Category: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Comparable {
    case health, genetic, biometric, ethnicity, religion, politics, union, sexuality, criminal

    /// The order in which categories are listed everywhere.
    public static func < (left: Category, right: Category) -> Bool { left.order < right.order }

    /// The position in ``allCases``.
    public var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Whether the fact is said to hold or not to hold. A denied fact still reveals.
public enum Polarity: String, Sendable, CaseIterable { case affirmed, negated }

/// Whom a finding is about.
public enum DataSubject: String, Sendable, CaseIterable { case sender, other, unknown }

/// What a message is marked with beside its categories (`flags.yaml`).
public enum Flag: String, Sendable, CaseIterable {
    /// Self-harm, threat to life, abuse of a child. Never held.
    case danger
    /// The message is about or from a child.
    case child
    /// The sender asks for one of their rights (access, erasure, objection and so on).
    case rightsRequest = "rights-request"
    /// Transition, former sex or name, gender recognition.
    case genderIdentity = "gender-identity"
}
