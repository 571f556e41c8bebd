/// A special category of personal data: GDPR Art. 9(1), and Art. 10 for ``criminal``.
///
/// The raw values are part of the product's contract and appear in JSON, rule packs and policies.
public enum Category: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Comparable {
    case health, genetic, biometric, ethnicity, religion, politics, union, sexuality, criminal

    /// The order in which categories are listed everywhere.
    public static func < (left: Category, right: Category) -> Bool { left.order < right.order }

    /// The position in ``allCases``.
    public var order: Int {
        // Asked for every feature of every candidate: a search of the list takes too long.
        switch self {
        case .health: 0
        case .genetic: 1
        case .biometric: 2
        case .ethnicity: 3
        case .religion: 4
        case .politics: 5
        case .union: 6
        case .sexuality: 7
        case .criminal: 8
        }
    }
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

    /// The position in ``allCases``.
    var order: Int {
        switch self {
        case .danger: 0
        case .child: 1
        case .rightsRequest: 2
        case .genderIdentity: 3
        }
    }
}
