import Casework
import Foundation

/// Cases and queues.
extension RemoteCaseStore {
    /// What waits; several states are several calls.
    public func queue(_ filter: QueueFilter, by actor: ActorID, at time: Date) async throws -> [QueueEntry] {
        guard filter.states != QueueFilter().states else { return try await queue(filter, state: nil) }
        var entries: [QueueEntry] = []
        for state in filter.states.sorted(by: { $0.rawValue < $1.rawValue }) {
            entries += try await queue(filter, state: state)
        }
        let last = Date.distantFuture
        entries.sort {
            ($0.deadline ?? last, -$0.level, $0.day, $0.number) < ($1.deadline ?? last, -$1.level, $1.day, $1.number)
        }
        return Array(entries.prefix(filter.limit))
    }

    private func queue(_ filter: QueueFilter, state: CaseState?) async throws -> [QueueEntry] {
        try await get(
            "/v1/queue", QueueAnswer.self,
            query: [
                ("queue", filter.queue), ("category", filter.category?.rawValue),
                ("level", filter.level.map(String.init)),
                ("state", state?.rawValue), ("mine", filter.holder == nil ? nil : "true"),
                ("limit", "\(min(max(filter.limit, 1), 10_000))"),
            ]
        ).cases
    }

    /// The most urgent case that can be claimed.
    public func next(queue: String?, by actor: ActorID, at time: Date) async throws -> QueueEntry? {
        try await get("/v1/queue/next", QueueAnswer.self, query: [("queue", queue)]).cases.first
    }

    /// Claims the most urgent cases.
    public func claimNext(
        _ count: Int, queue: String?, by actor: ActorID, lease: Duration, at time: Date
    ) async throws -> [Claim] {
        let body = ClaimNextBody(count: count, queue: queue, minutes: Self.minutes(lease))
        return try await post("/v1/queue/claim", body, ClaimsAnswer.self).claims
    }

    static func minutes(_ lease: Duration) -> Int { Int(lease.components.seconds / 60) }

    static func path(_ number: CaseNumber, _ word: String) -> String { "/v1/cases/\(number)/\(word)" }

    /// Takes a case for the length of a lease.
    public func claim(_ number: CaseNumber, by actor: ActorID, lease: Duration, at time: Date) async throws -> Lease {
        try await post(Self.path(number, "claim"), LeaseBody(minutes: Self.minutes(lease)), Lease.self)
    }

    /// Makes the lease run from now.
    public func renew(_ number: CaseNumber, by actor: ActorID, lease: Duration, at time: Date) async throws -> Lease {
        try await post(Self.path(number, "renew"), LeaseBody(minutes: Self.minutes(lease)), Lease.self)
    }

    /// Gives a case back.
    public func returnToQueue(_ number: CaseNumber, by actor: ActorID, at time: Date) async throws {
        try await done("POST", Self.path(number, "return-to-queue"))
    }

    /// Gives a case to somebody who could claim it.
    public func reassign(
        _ number: CaseNumber, to other: ActorID, lease: Duration, by actor: ActorID, at time: Date
    ) async throws {
        try await done(
            "POST", Self.path(number, "reassign"), ReassignBody(to: other, minutes: Self.minutes(lease)))
    }

    /// Says whether a finding was right.
    public func verdict(
        _ number: CaseNumber, finding: Int, _ verdict: Verdict, by actor: ActorID, at time: Date
    ) async throws {
        try await done("POST", Self.path(number, "verdict"), VerdictBody(finding: finding, verdict: verdict))
    }

    /// Shows a case to a depth.
    public func show(
        _ number: CaseNumber, depth: Depth, reason: Purpose, names: Bool, by actor: ActorID, at time: Date
    ) async throws -> CaseView {
        let body = LookBody(depth: depth, reason: reason, names: names)
        return try await post(Self.path(number, "look"), body, CaseAnswer.self).view
    }

    /// Leaves a note on a case.
    public func note(_ number: CaseNumber, _ text: String, by actor: ActorID, at time: Date) async throws {
        try await done("POST", Self.path(number, "notes"), NoteBody(text: text))
    }

    /// The notes on a case, oldest first.
    public func notes(_ number: CaseNumber, by actor: ActorID, at time: Date) async throws -> [CaseNote] {
        try await get(Self.path(number, "notes"), NotesAnswer.self).notes
    }

    /// How much waits.
    public func workload(by actor: ActorID, at time: Date) async throws -> Workload {
        try await get("/v1/workload", Workload.self)
    }

    /// What is left of an erased case.
    public func erasure(of number: CaseNumber) async throws -> Erasure? {
        try await get(Self.path(number, "erasure"), Erasure.self)
    }

    /// A word that stands for a case in logs.
    public func reference(of number: CaseNumber) async throws -> String {
        try await get(Self.path(number, "reference"), ReferenceAnswer.self).reference
    }

    /// The case that a reference stands for.
    public func caseNumber(ofReference reference: String) async throws -> CaseNumber? {
        try await get("/v1/references/\(Self.escaped(reference))", ReferencedAnswer.self).number
    }

    /// The service does this by itself, once a minute.
    public func tick(at time: Date) async throws -> TickReport {
        throw ServiceClientError("a running service does by itself, once a minute, what is due by time")
    }
}
