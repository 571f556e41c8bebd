import Casework
import Detection
import Foundation

/// How long a claim is to last.
struct LeaseBody: Codable, Sendable {
    /// 60 where nothing is said; at most a week.
    var minutes: Int?

    static let longest = 10_080

    static func duration(_ minutes: Int?) throws -> Duration {
        let minutes = minutes ?? 60
        guard (1...longest).contains(minutes) else {
            throw Problem.unprocessable("bad-body", "'minutes' should be from 1 to \(longest), a week")
        }
        return .seconds(60 * minutes)
    }
}

/// How many of the most urgent cases to claim.
struct ClaimNextBody: Codable, Sendable {
    /// 1 where nothing is said; at most 100.
    var count: Int?
    var queue: String?
    var minutes: Int?
}

/// Cases of a listing.
struct QueueAnswer: Codable, Sendable {
    var cases: [QueueEntry]
}

/// Cases that were claimed.
struct ClaimsAnswer: Codable, Sendable {
    var claims: [Claim]
}

extension Operations {
    private static let queueParameter = Operation.Parameter.query("queue", "Only this queue.", .string)

    var queues: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/queue", id: "listQueue", summary: "What waits, most urgent first.",
                access: .person,
                parameters: [
                    Self.queueParameter,
                    .query("category", "Only cases with a finding of this category.", .of(Detection.Category.self)),
                    .query("level", "Only cases of this level.", .number(isWhole: true, least: 0, most: 99)),
                    .query("state", "Cases in this state; queued and claimed without it.", .of(CaseState.self)),
                    .query("mine", "Only cases that the caller holds.", .text(values: ["true", "false"])),
                    .query(
                        "limit", "At most so many; 1000 without it.", .number(isWhole: true, least: 1, most: 10_000)),
                ],
                result: .json(QueueAnswer.self, "The cases.")
            ) { call in
                let actor = try call.actor
                let filter = try Self.filter(call)
                return QueueText.answer(try await store { try await $0.queue(filter, by: actor, at: call.time) })
            },
            Operation(
                method: .get, path: "/v1/queue/next", id: "nextCase",
                summary: "The most urgent case that the caller can claim.", access: .person,
                parameters: [Self.queueParameter], result: .json(QueueAnswer.self, "One case, or none.")
            ) { call in
                let actor = try call.actor
                let entry = try await store { try await $0.next(queue: call.query["queue"], by: actor, at: call.time) }
                return try .json(QueueAnswer(cases: [entry].compactMap { $0 }))
            },
            Operation(
                method: .post, path: "/v1/queue/claim", id: "claimNext",
                summary: "Claims the most urgent cases, in one step.", access: .person,
                body: .json(ClaimNextBody.self), result: .json(ClaimsAnswer.self, "What was claimed.")
            ) { call in
                let actor = try call.actor
                let body = try call.json(ClaimNextBody.self)
                let count = body.count ?? 1
                guard (1...100).contains(count) else {
                    throw Problem.unprocessable("bad-body", "'count' should be from 1 to 100")
                }
                let lease = try LeaseBody.duration(body.minutes)
                let claims = try await store {
                    try await $0.claimNext(count, queue: body.queue, by: actor, lease: lease, at: call.time)
                }
                return try .json(ClaimsAnswer(claims: claims))
            },
            Operation(
                method: .get, path: "/v1/workload", id: "workload",
                summary: "How much waits and how long, by queue and team: counts only.", access: .person,
                result: .json(Workload.self, "Counts.")
            ) { call in
                let actor = try call.actor
                return try .json(try await store { try await $0.workload(by: actor, at: call.time) })
            },
        ]
    }

    private static func filter(_ call: Call) throws -> QueueFilter {
        var filter = QueueFilter(queue: call.query["queue"])
        filter.category = try call.one("category", of: Detection.Category.self)
        filter.level = try call.number("level", in: 0...99)
        if let state = try call.one("state", of: CaseState.self) { filter.states = [state] }
        if call.query["mine"] == "true" { filter.holder = try call.actor }
        filter.limit = try call.number("limit", in: 1...10_000) ?? filter.limit
        return filter
    }
}
