import Foundation

/// What somebody asks for.
public struct RequestScope: Sendable, Equatable {
    /// These cases; or, where a person is named, none: then all cases that name the person in the period are meant.
    public var cases: [CaseNumber]
    /// A person's address, sealed and never shown again.
    public var person: String?
    /// Cases opened from this day on.
    public var from: CaseDay?
    /// Cases opened up to this day.
    public var until: CaseDay?

    /// Cases by number.
    public init(cases: [CaseNumber]) { self.cases = cases }

    /// Cases by a person and a period.
    public init(person: String, from: CaseDay, until: CaseDay) {
        cases = []
        self.person = person
        self.from = from
        self.until = until
    }
}

/// A wish to see more than one may, with its reasons.
public struct RequestIntake: Sendable, Equatable {
    /// Over what.
    public var scope: RequestScope
    /// How deep.
    public var depth: Depth
    /// For what: one of the closed list.
    public var purpose: Purpose
    /// On what ground, and why less would not do.
    public var ground: Ground
    /// When it ends by itself.
    public var expires: Date

    /// A wish.
    public init(scope: RequestScope, depth: Depth, purpose: Purpose, ground: Ground, expires: Date) {
        self.scope = scope
        self.depth = depth
        self.purpose = purpose
        self.ground = ground
        self.expires = expires
    }
}

/// A request, as lists show it.
public struct RequestEntry: Codable, Sendable, Equatable {
    /// Its id.
    public var id: RequestID
    /// Where it stands.
    public var state: RequestState
    /// Who asks.
    public var requester: ActorID
    /// For what.
    public var purpose: Purpose
    /// Lawful basis, a code of ``LawfulGrounds``.
    public var basis: String
    /// Conditions, codes of ``LawfulGrounds``.
    public var conditions: [String]
    /// How deep.
    public var depth: Depth
    /// The level that who approves must hold.
    public var level: Int
    /// How many have to say yes, and who has.
    public var yesNeeded: Int
    /// Who has said yes.
    public var approvers: [ActorID]
    /// The cases it covers; those of a person are named with the last yes.
    public var cases: [CaseNumber]
    /// Whether it is about all cases of one person.
    public var isByPerson: Bool
    /// When it was asked.
    public var asked: Date
    /// Without an answer it is over then.
    public var answerBy: Date
    /// It opens nothing from then on.
    public var expires: Date
}

/// A request with its reasons, for those who answer it.
public struct RequestView: Codable, Sendable, Equatable {
    /// As in the list.
    public var entry: RequestEntry
    /// On what ground, and why less would not do.
    public var ground: Ground
    /// What was answered, in the order of the answers.
    public var answers: [String]
}

/// An approval that gives less than was asked; what is nil stays as it was.
public struct Narrowing: Sendable, Equatable {
    /// These of the cases only.
    public var cases: [CaseNumber]?
    /// Not as deep.
    public var depth: Depth?
    /// Not as long.
    public var expires: Date?

    /// Less.
    public init(cases: [CaseNumber]? = nil, depth: Depth? = nil, expires: Date? = nil) {
        self.cases = cases
        self.depth = depth
        self.expires = expires
    }
}
