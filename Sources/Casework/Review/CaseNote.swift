import Foundation

/// A note on a case.
public struct CaseNote: Codable, Sendable, Equatable {
    /// Who left it.
    public var author: ActorID
    /// When.
    public var time: Date
    /// What it says.
    public var text: String
}

/// What one tick of the clock did.
public struct TickReport: Codable, Sendable, Equatable {
    /// Requests whose time had passed.
    public var expired = 0
    /// Cases that were handed up, or whose effect still waits.
    public var escalated = 0
    /// Cases that were released.
    public var released = 0
}

/// How much waits in a queue, and how long.
public struct QueueLoad: Codable, Sendable, Equatable {
    /// The queue.
    public var queue: String
    /// Cases that nobody has.
    public var queued = 0
    /// Cases that somebody has.
    public var claimed = 0
    /// Decided cases whose effect is not done.
    public var decided = 0
    /// Of these, past their deadline.
    public var overdue = 0
    /// Of these, handed up.
    public var escalated = 0
    /// Of these, waiting for the answer to a request.
    public var asked = 0
    /// By age: opened today or yesterday, within a week, within 30 days, before.
    public var ages = [0, 0, 0, 0]
    /// The next deadline.
    public var nextDeadline: Date?
}

/// What waits, by queue and by the team of those who hold it.
public struct Workload: Codable, Sendable, Equatable {
    /// By name.
    public var queues: [QueueLoad]
    /// Cases held, by unit; `-` for people without one.
    public var teams: [String: Int]
}
