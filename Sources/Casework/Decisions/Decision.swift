/// What a person can decide about a case.
public enum DecisionKind: String, Codable, Sendable, CaseIterable {
    /// It may go on to whom it was sent.
    case release
    /// It may go on without what was found in it.
    case releaseRedacted = "release-redacted"
    /// What we have of it is destroyed.
    case erase
    /// It should never have been a case: it moves on unseen, and nothing is kept.
    case protect

    var event: CaseEvent {
        switch self {
        case .release: .release
        case .releaseRedacted: .releaseRedacted
        case .erase: .erase
        case .protect: .protect
        }
    }

    var action: Action {
        switch self {
        case .release: .release
        case .releaseRedacted: .releaseRedacted
        case .erase: .erase
        case .protect: .protect
        }
    }
}

/// A decision with its reason.
public struct Decision: Sendable, Equatable {
    /// What is decided.
    public var kind: DecisionKind
    /// A code from the policy's `decision-reasons`.
    public var why: String
    /// Free text; sealed, and gone when the case is erased.
    public var text: String?
    /// Where a released message is written: a maildir, or a file that does not exist.
    public var destination: String?

    /// A decision.
    ///
    /// - Throws: ``CaseworkError/badCode(what:)`` where `why` is no code: free text would stand in the clear.
    public init(
        _ kind: DecisionKind, why: String, text: String? = nil, destination: String? = nil
    ) throws(CaseworkError) {
        guard Code.isValid(why) else { throw .badCode(what: "the reason of a decision") }
        self.kind = kind
        self.why = why
        self.text = text
        self.destination = destination
    }
}

extension Decision {
    /// The code by which a case that should never have been one is closed.
    static let protectedReason = "protected"

    /// The decision that a case should never have been one.
    public static func protect(destination: String? = nil) -> Decision {
        Decision(protecting: destination)
    }

    private init(protecting destination: String?) {
        kind = .protect
        why = Self.protectedReason
        self.destination = destination
    }
}

/// What came of a decision. Given only after the commit, and after what it set going was tried.
public struct DecisionResult: Codable, Sendable, Equatable {
    /// Where the case stands now.
    public var state: CaseState
    /// The effect, where the decision has one for this source.
    public var effect: EffectState?
    /// Why the effect failed.
    public var failure: String?
}
