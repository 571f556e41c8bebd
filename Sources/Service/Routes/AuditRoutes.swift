import Casework
import Foundation

/// Against what the trail is to be proved.
struct VerifyBody: Codable, Sendable {
    /// One that was kept outside the store.
    var checkpoint: Checkpoint?
}

/// What a proof of the trail found.
struct ProofAnswer: Codable, Sendable {
    /// Something that is not as it was written.
    struct Fault: Codable, Sendable {
        /// `changed`, `removed`, `moved`, `cut-off`, `rewritten`, `bad-checkpoint`, `sealed`.
        var kind: String
        /// The record; for `cut-off` the last that is there, 0 for `bad-checkpoint`.
        var record: Int
        /// For `moved` which record stands there, for `cut-off` how far the checkpoint reached.
        var other: Int?
        /// The same in words.
        var words: String
    }

    /// Empty: all is as it was written.
    var faults: [Fault]
    /// How many records there are.
    var count: Int
    /// How far a checkpoint proves that nothing was cut off; 0 without one.
    var proven: Int
    /// How far the proof reaches, in words.
    var reach: String

    init(_ report: AuditReport) {
        faults = report.faults.map(Fault.init)
        count = report.count
        proven = report.proven
        reach = report.reach
    }
}

extension ProofAnswer.Fault {
    init(_ fault: AuditReport.Fault) {
        words = "\(fault)"
        (kind, record, other) =
            switch fault {
            case .changed(let record): ("changed", record, nil)
            case .removed(let record): ("removed", record, nil)
            case .moved(let at, let was): ("moved", at, was)
            case .cutOff(let after, let checkpoint): ("cut-off", after, checkpoint)
            case .rewritten(let checkpoint): ("rewritten", checkpoint, nil)
            case .badCheckpoint: ("bad-checkpoint", 0, nil)
            case .sealed(let record): ("sealed", record, nil)
            }
    }

    /// As the store gives it.
    var fault: AuditReport.Fault {
        switch kind {
        case "removed": .removed(record)
        case "moved": .moved(at: record, was: other ?? 0)
        case "cut-off": .cutOff(after: record, checkpoint: other ?? 0)
        case "rewritten": .rewritten(checkpoint: record)
        case "bad-checkpoint": .badCheckpoint
        case "sealed": .sealed(record)
        default: .changed(record)
        }
    }
}

extension Operations {
    /// Lines of one export.
    static let longestExport = 1000

    var audit: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/audit", id: "exportAudit",
                summary: "Records of the audit trail as JSON Lines, to be proved elsewhere with the public key.",
                access: .person,
                parameters: [
                    .query("from", "From this record on; 1 without it.", .number(isWhole: true, least: 1)),
                    .query(
                        "limit", "At most so many; 1000 without it.",
                        .number(isWhole: true, least: 1, most: Self.longestExport)),
                ],
                result: .init(
                    status: .ok, description: "A record a line; nothing after the last.",
                    mediaType: "application/jsonl",
                    schema: .bytes),
                problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                let from = try call.number("from", in: 1...Int.max) ?? 1
                let limit = try call.number("limit", in: 1...Self.longestExport) ?? Self.longestExport
                let records = try await store {
                    try await $0.authorize(.readAudit, by: actor, at: call.time)
                    return try await $0.audit(from: from, limit: limit)
                }
                return Answer(mediaType: "application/jsonl", body: try records.flatMap(AuditExport.line))
            },
            Operation(
                method: .post, path: "/v1/audit/verify", id: "verifyAudit",
                summary: "Proves the audit trail, against a checkpoint where there is one.", access: .person,
                body: .json(VerifyBody.self), result: .json(ProofAnswer.self, "What was found."),
                problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                let checkpoint = try call.json(VerifyBody.self).checkpoint
                let report = try await store {
                    try await $0.authorize(.readAudit, by: actor, at: call.time)
                    return try await $0.verifyAudit(against: checkpoint)
                }
                return try .json(ProofAnswer(report))
            },
            Operation(
                method: .post, path: "/v1/audit/checkpoint", id: "checkpoint",
                summary: "A signed statement of how far the trail reaches; keep it outside the store.",
                access: .person, result: .json(Checkpoint.self, "The checkpoint."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                let checkpoint = try await store {
                    try await $0.authorize(.checkpoint, by: actor, at: call.time)
                    return try await $0.checkpoint(at: call.time)
                }
                return try .json(checkpoint)
            },
        ]
    }
}
