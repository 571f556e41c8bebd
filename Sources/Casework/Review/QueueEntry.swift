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
    /// At most so many.
    public var limit: Int

    /// By default what waits: queued, and claimed.
    public init(
        queue: String? = nil, states: Set<CaseState> = [.queued, .claimed], holder: ActorID? = nil, limit: Int = 1000
    ) {
        self.queue = queue
        self.states = states
        self.holder = holder
        self.limit = limit
    }
}

/// A line of a queue: what stands in the clear about a case.
public struct QueueEntry: Sendable, Equatable {
    public var number: CaseNumber
    public var state: CaseState
    public var source: SourceKind
    /// When it was opened.
    public var day: Day
    public var queue: String
    public var level: Int
    /// To the hour.
    public var deadline: Date?
    public var categories: [Category: Double]
    /// Who holds it, if a lease runs.
    public var lease: Lease?
}

/// A claim with its end.
public struct Lease: Sendable, Equatable {
    public var holder: ActorID
    public var end: Date
}
