import Casework
import Foundation

/// The audit trail, versions, keys and the store's health.
extension RemoteCaseStore {
    /// Records of the audit trail from a number on.
    public func audit(from number: Int, limit: Int) async throws -> [AuditRecord] {
        let path = "/v1/audit?from=\(number)&limit=\(min(limit, Operations.longestExport))"
        return try AuditExport.records(try await bytes("GET", path)).map { record in
            guard let record else { throw ServiceClientError("the service sent a record that is none") }
            return record
        }
    }

    /// Proves the audit trail.
    public func verifyAudit(against checkpoint: Checkpoint?) async throws -> AuditReport {
        let proof = try await post("/v1/audit/verify", VerifyBody(checkpoint: checkpoint), ProofAnswer.self)
        return AuditReport(faults: proof.faults.map(\.fault), count: proof.count, proven: proof.proven)
    }

    /// A signed statement of how far the audit trail reaches.
    public func checkpoint(at time: Date) async throws -> Checkpoint {
        try Wire.decode(Checkpoint.self, try await bytes("POST", "/v1/audit/checkpoint"))
    }

    /// Stores a version.
    public func proposeVersion(
        _ kind: VersionKind, _ content: [UInt8], by actor: ActorID, at time: Date
    ) async throws -> Int {
        let answer = try await bytes(
            "POST", "/v1/versions/\(kind.rawValue)", content, mediaType: "application/octet-stream")
        return try Wire.decode(ProposedAnswer.self, answer).number
    }

    /// Puts a proposed version in force.
    public func approveVersion(_ kind: VersionKind, _ number: Int, by actor: ActorID, at time: Date) async throws {
        try await done("POST", "/v1/versions/\(kind.rawValue)/\(number)/approve")
    }

    /// All versions of a kind.
    public func versions(_ kind: VersionKind, by actor: ActorID, at time: Date) async throws -> [VersionEntry] {
        try await get("/v1/versions/\(kind.rawValue)", VersionsAnswer.self).versions.map(\.entry)
    }

    /// The content of a version.
    public func version(_ kind: VersionKind, _ number: Int, by actor: ActorID, at time: Date) async throws -> [UInt8] {
        Array(try await get("/v1/versions/\(kind.rawValue)/\(number)", VersionContent.self).content)
    }

    /// Number and content of what is in force.
    public func versionInForce(_ kind: VersionKind) async throws -> (number: Int, content: [UInt8])? {
        guard let found = try await get("/v1/versions/\(kind.rawValue)/in-force", InForceAnswer.self).version else {
            return nil
        }
        return (found.number, Array(found.content))
    }

    /// The epochs of the keys.
    public func epochs(by actor: ActorID, at time: Date) async throws -> [EpochEntry] {
        try await get("/v1/keys", KeysAnswer.self).epochs
    }

    /// Makes a new epoch.
    public func rotateKeys(olderThan age: Duration, by actor: ActorID, at time: Date) async throws -> Int? {
        let body = RotateBody(olderThanDays: Int(age.components.seconds / 86_400))
        return try await post("/v1/keys/rotate", body, RotatedAnswer.self).epoch
    }

    /// Locks the private keys.
    public func lockKeys(by passphrase: String?, by actor: ActorID, at time: Date) async throws {
        try await done("PUT", "/v1/keys/passphrase", LockBody(passphrase: passphrase))
    }

    /// Says that a key is lost for good.
    public func declareKeyLost(_ epoch: Int, by actor: ActorID, at time: Date) async throws -> IncidentNote {
        try Wire.decode(IncidentNote.self, try await bytes("POST", "/v1/keys/\(epoch)/lost"))
    }

    /// Incident notes, oldest first.
    public func incidents(by actor: ActorID, at time: Date) async throws -> [IncidentNote] {
        try await get("/v1/incidents", IncidentsAnswer.self).incidents
    }

    /// Makes a backup in the service's folder for them.
    public func backup(to path: String, by actor: ActorID, at time: Date) async throws {
        try await done("POST", "/v1/store/backups", BackupBody(name: path))
    }

    /// Levels that too few people hold.
    public func thinLevels(at time: Date) async throws -> [ThinLevel] {
        try await get("/v1/levels", ThinLevelsAnswer.self).levels
    }

    /// What waits, signed.
    public func notice(at time: Date) async throws -> Notice? {
        let answer = try await get("/v1/notice", NoticeAnswer.self)
        guard let notice = answer.notice, let signature = answer.signature else { return nil }
        return Notice(json: Array(notice.utf8), signature: signature)
    }

    /// A maildir is the service's host's.
    public func writeNotice(to maildir: String, from: String, to: String, at time: Date) async throws -> Bool {
        throw ServiceClientError("a notice is written into a maildir where the store is; GET /v1/notice has it as JSON")
    }

    /// Looks at everything.
    public func check(by actor: ActorID, at time: Date) async throws -> StoreReport {
        try await get("/v1/store/check", StoreReport.self)
    }

    /// Forgets which scanned messages were seen.
    public func dropSourceDigests(by actor: ActorID, at time: Date) async throws -> Int {
        try Wire.decode(DroppedAnswer.self, try await bytes("DELETE", "/v1/store/source-digests")).count
    }
}
