import Detection
import Foundation

/// Which cases a listing holds.
public struct QueueFilter: Sendable {
    /// One queue, or nil for all.
    public var queue: String?
    /// States that are wanted.
    public var states: Set<CaseState>
    /// Cases held by this person only, or nil.
    public var holder: ActorID?
    /// Cases with a finding of this category only, or nil.
    public var category: Category?
    /// Cases of this level only, or nil.
    public var level: Int?
    /// At most so many.
    public var limit: Int

    /// By default what waits: queued, and claimed.
    public init(
        queue: String? = nil, states: Set<CaseState> = [.queued, .claimed], holder: ActorID? = nil,
        category: Category? = nil, level: Int? = nil, limit: Int = 1000
    ) {
        self.queue = queue
        self.states = states
        self.holder = holder
        self.category = category
        self.level = level
        self.limit = limit
    }
}

/// A line of a queue: what stands in the clear about a case.
public struct QueueEntry: Codable, Sendable, Equatable {
    /// The case.
    public var number: CaseNumber
    /// Where it stands.
    public var state: CaseState
    /// The door that its message came through.
    public var source: SourceKind
    /// When it was opened.
    public var day: CaseDay
    /// The reviewer queue.
    public var queue: String
    /// The level asked of who decides.
    public var level: Int
    /// To the hour.
    public var deadline: Date?
    /// A confidence for each category, two decimals.
    public var categories: [Category: Double]
    /// Who holds it, if a lease runs.
    public var lease: Lease?
    /// Who answers for it now, where that is a person: its holder, or who decided it while an effect waits.
    public var owner: ActorID?
    /// The request that its holder waits for.
    public var waitsFor: RequestID?
    /// How many messages it covers.
    public var covers: Int
    /// Its deadline has passed, or a person handed it up.
    public var isEscalated: Bool
    /// It should never have been a case, and moves on unseen.
    public var isProtected: Bool
}

/// A case that was claimed.
public struct Claim: Codable, Sendable, Equatable {
    /// The case.
    public var number: CaseNumber
    /// For how long.
    public var lease: Lease
}

/// A claim with its end.
public struct Lease: Codable, Sendable, Equatable {
    /// Who has it.
    public var holder: ActorID
    /// When it runs out.
    public var end: Date
}
