/// Who acts: an id without personal data of senders, as `owner` or an account's name.
public struct ActorID: Sendable, Hashable, CustomStringConvertible {
    /// The id.
    public let description: String

    /// Takes an id of letters, digits, `.`, `_` and `-`.
    public init(_ id: String) throws(CaseworkError) {
        guard Code.isValid(id) else { throw .badCode(what: "who acts") }
        description = id
    }

    private init(known id: String) { description = id }

    /// The program itself, where no person acts.
    public static let machine = ActorID(known: "inward")

    /// Whoever has the store's files: in a store without accounts its one user, in others its administrator.
    public static let owner = ActorID(known: "owner")
}

/// Codes that stand in the clear: a closed alphabet keeps free text out.
package enum Code {
    package static func isValid(_ text: String, longest: Int = 64) -> Bool {
        !text.isEmpty && text.utf8.count <= longest
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
    }
}

/// Why somebody looks at a case (`--reason`).
public enum Purpose: String, Codable, Sendable, CaseIterable {
    /// Sensitive data that went to the wrong place.
    case misdirected
    /// A legal claim.
    case claim
    /// A regulatory duty.
    case duty
    /// An internal investigation.
    case investigation
    /// A security incident.
    case incident
    /// A rights request.
    case rights
    /// Continuity of business.
    case continuity
}

/// How much of a message is shown, each step more than the one before.
public enum Depth: String, Codable, Sendable, CaseIterable, Comparable {
    /// Categories, confidences, kinds of finding, envelope addresses.
    case metadata
    /// The sentences with every finding masked.
    case snippet
    /// The sentences as they stand.
    case sentence
    /// The whole message.
    case message

    /// Less comes first.
    public static func < (left: Depth, right: Depth) -> Bool { left.order < right.order }
    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What a person says about a finding.
public enum Verdict: String, Codable, Sendable, CaseIterable { case right, wrong, unsure }
