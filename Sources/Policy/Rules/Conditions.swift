import Detection
import Messages

/// When a rule applies: every condition that is set has to hold. A condition that is nil is not asked.
public struct Conditions: Sendable {
    /// Conditions that must all hold of one and the same finding.
    public var finding = FindingConditions()
    /// Whether every finding must meet ``finding``, and not only one.
    public var only = false
    /// One of these flags.
    public var flags: Set<Flag>?
    /// How many people the findings are about.
    public var people: [Comparison]?
    /// One of these ways in.
    public var channels: Set<Channel>?
    /// The recipient is one of these.
    public var recipients: [AddressPattern]?
    /// The sender is one of these.
    public var senders: [AddressPattern]?
    /// Whether the sender's domain is authenticated.
    public var authenticated: Bool?
    /// Whether a finding is about the recipient; known only of people who write to themselves.
    public var recipientIsSubject: Bool?
    /// One of these directions.
    public var directions: Set<Direction>?
    /// Primary language tags in lower case.
    public var languages: Set<String>?
    /// What is attached.
    public var attachment: AttachmentCondition?
    /// Bytes.
    public var size: [Comparison]?
    /// What stood in the way of reading.
    public var unscannable: UnscannableCondition?

    /// Nothing is asked: applies to every message.
    public init() {}

    /// Whether nothing at all is asked.
    public var isEmpty: Bool {
        finding.isEmpty && flags == nil && people == nil && channels == nil && recipients == nil && senders == nil
            && authenticated == nil && recipientIsSubject == nil && directions == nil && languages == nil
            && attachment == nil && size == nil && unscannable == nil
    }
}

/// What is asked of one finding.
public struct FindingConditions: Sendable {
    /// One of these; all nine where the policy says `any`.
    public var categories: Set<Category>?
    /// Bounds that its confidence keeps to, all of them.
    public var confidence: [Comparison]?
    /// One of these polarities.
    public var polarities: Set<Polarity>?
    /// About one of these.
    public var about: Set<DataSubject>?
    /// Said outright, or to be inferred.
    public var explicit: Bool?

    /// Whether nothing is asked of any finding.
    public var isEmpty: Bool {
        categories == nil && confidence == nil && polarities == nil && about == nil && explicit == nil
    }

    /// Whether all of it holds of `finding`.
    public func hold(of finding: Finding) -> Bool {
        categories?.contains(finding.category) ?? true
            && polarities?.contains(finding.polarity) ?? true
            && about?.contains(finding.about) ?? true
            && explicit.map { $0 == finding.explicit } ?? true
            && confidence?.allSatisfy { $0.holds(finding.confidence) } ?? true
    }
}

/// What is asked about attachments.
public enum AttachmentCondition: Sendable, Equatable {
    /// Whether there is any.
    case present(Bool)
    /// One of these media types; `image/*` means all images.
    case types([String])

    /// Whether it holds of attachments of these media types.
    func holds(of attachments: [String]) -> Bool {
        switch self {
        case .present(let wanted): return attachments.isEmpty != wanted
        case .types(let types):
            return attachments.contains { attachment in
                types.contains { type in
                    type.hasSuffix("/*") ? attachment.hasPrefix(type.dropLast()) : attachment == type
                }
            }
        }
    }
}

/// What is asked about a message that could not be read as a whole.
public enum UnscannableCondition: Sendable, Equatable {
    /// Whether something stood in the way.
    case any(Bool)
    /// One of these stood in the way.
    case reasons(Set<Unscannable>)

    /// Whether it holds of a message with this reason.
    func holds(of reason: Unscannable?) -> Bool {
        switch self {
        case .any(let wanted): return (reason != nil) == wanted
        case .reasons(let reasons): return reason.map(reasons.contains) ?? false
        }
    }
}
