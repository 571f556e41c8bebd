import Casework
import Foundation
import Vault

/// The epochs of the keys.
struct KeysAnswer: Codable, Sendable {
    var epochs: [EpochEntry]
}

/// Only where the newest epoch is at least so old.
struct RotateBody: Codable, Sendable {
    /// 0 where nothing is said.
    var olderThanDays: Int?
}

/// The new epoch; none where it was not time.
struct RotatedAnswer: Codable, Sendable {
    var epoch: Int?
}

/// What locks the private keys; by none where nothing is said.
struct LockBody: Codable, Sendable {
    var passphrase: String?
}

/// Incident notes, oldest first.
struct IncidentsAnswer: Codable, Sendable {
    var incidents: [IncidentNote]
}

/// The name of a new folder in the service's folder for backups.
struct BackupBody: Codable, Sendable {
    var name: String
}

/// How many digests were dropped.
struct DroppedAnswer: Codable, Sendable {
    var count: Int
}

/// Levels that the policy in force asks for and fewer than two approvers hold.
struct ThinLevelsAnswer: Codable, Sendable {
    var levels: [ThinLevel]
}

/// What waits, for those who are to look: counts, queues and deadlines.
struct NoticeAnswer: Codable, Sendable {
    /// One JSON object as text; nothing where nothing waits.
    var notice: String?
    /// Ed25519 over it, in hexadecimal.
    var signature: String?
}

extension Operations {
    var upkeep: [Operation] { keys + storeHealth }

    private var keys: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/keys", id: "listKeys", summary: "The epochs of the keys.", access: .person,
                result: .json(KeysAnswer.self, "The epochs."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                return try .json(KeysAnswer(epochs: try await store { try await $0.epochs(by: actor, at: call.time) }))
            },
            Operation(
                method: .get, path: "/v1/keys/sealing", id: "sealingKey",
                summary: "The public key that hand-overs are sealed to.", access: .personOrHook,
                result: .json(SealingKeyAnswer.self, "The key of the newest epoch.")
            ) { call in
                let key = try await store {
                    if case .person(let actor) = call.caller {
                        try await $0.authorize(.readSealingKey, by: actor, at: call.time)
                    }
                    return try await $0.sealingKey()
                }
                return try .json(SealingKeyAnswer(key))
            },
            Operation(
                method: .post, path: "/v1/keys/rotate", id: "rotateKeys",
                summary: "Makes a new epoch, seals what is wanted anew, and destroys the old private keys.",
                access: .person, body: .json(RotateBody.self),
                result: .json(RotatedAnswer.self, "The new epoch."), problems: [.forbidden]
            ) { call in
                let (actor, days) = (try call.actor, try call.json(RotateBody.self).olderThanDays ?? 0)
                guard (0...36_500).contains(days) else {
                    throw Problem.unprocessable("bad-body", "'older_than_days' should be from 0 to 36500")
                }
                let epoch = try await store {
                    try await $0.rotateKeys(olderThan: .seconds(86_400 * days), by: actor, at: call.time)
                }
                return try .json(RotatedAnswer(epoch: epoch))
            },
            Operation(
                method: .put, path: "/v1/keys/passphrase", id: "lockKeys",
                summary: "Locks the private keys by a passphrase, or by none.", access: .person,
                body: .json(LockBody.self), result: .done, problems: [.forbidden]
            ) { call in
                let (actor, body) = (try call.actor, try call.json(LockBody.self))
                try await store { try await $0.lockKeys(by: body.passphrase, by: actor, at: call.time) }
                return .done
            },
            Operation(
                method: .post, path: "/v1/keys/{epoch}/lost", id: "declareKeyLost",
                summary: "Says that the key of an epoch is lost for good: opens an incident note.", access: .person,
                parameters: [.path("epoch", "The epoch.", .number(isWhole: true, least: 1))],
                result: .json(IncidentNote.self, "The note.", status: .created),
                problems: [.forbidden, .notFound, .conflict]
            ) { call in
                let actor = try call.actor
                guard let epoch = Int(try call.text("epoch")), epoch > 0 else {
                    throw Problem(.notFound, "unknown-epoch", "the path does not name an epoch")
                }
                let note = try await store { try await $0.declareKeyLost(epoch, by: actor, at: call.time) }
                return try .json(note, status: .created)
            },
            Operation(
                method: .get, path: "/v1/incidents", id: "listIncidents", summary: "Incident notes, oldest first.",
                access: .person, result: .json(IncidentsAnswer.self, "The notes."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                return try .json(
                    IncidentsAnswer(incidents: try await store { try await $0.incidents(by: actor, at: call.time) }))
            },
        ]
    }

    private var storeHealth: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/store/check", id: "checkStore",
                summary: "Looks at everything: files, seals, settings, the audit trail.", access: .person,
                result: .json(StoreReport.self, "What was found."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                return try .json(try await store { try await $0.check(by: actor, at: call.time) })
            },
            Operation(
                method: .post, path: "/v1/store/backups", id: "backup",
                summary: "Copies the store without its keys into a new folder; others go on working.", access: .person,
                body: .json(BackupBody.self), result: .done, problems: [.forbidden, .conflict]
            ) { call in
                let (actor, name) = (try call.actor, try call.json(BackupBody.self).name)
                try await store { [backups] in
                    // Only who may make one learns whether there is a place for it.
                    try await $0.authorize(.backup, by: actor, at: call.time)
                    try await $0.backup(to: backups.path(name), by: actor, at: call.time)
                }
                return .done
            },
            Operation(
                method: .delete, path: "/v1/store/source-digests", id: "dropSourceDigests",
                summary: "Forgets which scanned messages were seen.", access: .person,
                result: .json(DroppedAnswer.self, "How many."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                let count = try await store { try await $0.dropSourceDigests(by: actor, at: call.time) }
                return try .json(DroppedAnswer(count: count))
            },
            Operation(
                method: .get, path: "/v1/levels", id: "thinLevels",
                summary: "Levels that the policy in force asks for and fewer than two approvers hold.", access: .person,
                result: .json(ThinLevelsAnswer.self, "The levels."), problems: [.forbidden, .conflict]
            ) { call in
                let actor = try call.actor
                let levels = try await store {
                    try await $0.authorize(.readWorkload, by: actor, at: call.time)
                    return try await $0.thinLevels(at: call.time)
                }
                return try .json(ThinLevelsAnswer(levels: levels))
            },
            Operation(
                method: .get, path: "/v1/notice", id: "notice",
                summary: "What waits, signed: counts, queues and deadlines, and no content.", access: .person,
                result: .json(NoticeAnswer.self, "The notice."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                let notice = try await store {
                    try await $0.authorize(.readWorkload, by: actor, at: call.time)
                    return try await $0.notice(at: call.time)
                }
                return try .json(
                    NoticeAnswer(
                        notice: notice.map { String(decoding: $0.json, as: UTF8.self) }, signature: notice?.signature))
            },
        ]
    }
}
