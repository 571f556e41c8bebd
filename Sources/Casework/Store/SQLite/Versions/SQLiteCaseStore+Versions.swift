import Crypto
import Foundation
import GRDB
import Policy

extension SQLiteCaseStore {
    /// Stores a version that waits for a second person.
    public func proposeVersion(_ kind: VersionKind, _ content: [UInt8], by actor: ActorID, at time: Date) throws -> Int
    {
        let digest = try Self.digest(kind, content)
        return try acting(.proposeVersion, by: actor, at: time) { database, person in
            try allow(.proposeVersion, person, holds: [], in: "-")
            let last = try database.row("SELECT max(number) AS last FROM versions WHERE kind = ?", [kind.rawValue])
            let number = (try last?.optionalInteger("last") ?? 0) + 1
            try database.run(
                "INSERT INTO versions (kind, number, digest, content, state, proposer, proposed) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    kind.rawValue, number, digest.data, content.data, VersionState.proposed.rawValue,
                    actor.description, Moment.seconds(time),
                ])
            try append(
                AuditRecord(
                    .versionProposed, of: nil, by: actor, time: Moment.seconds(time),
                    codes: [kind.rawValue, "\(number)"], commitment: digest), database)
            return number
        }
    }

    private static func digest(_ kind: VersionKind, _ content: [UInt8]) throws -> [UInt8] {
        switch kind {
        case .policy:
            do { _ = try Policy.parse(text: String(decoding: content, as: UTF8.self), file: "the policy") } catch {
                throw CaseworkError.badVersion(reason: "\(error)")
            }
            return Array(SHA256.hash(data: content))
        case .patterns:
            guard let archive = try? PatternArchive(bytes: content) else {
                throw CaseworkError.badVersion(reason: "it is no archive of rule packs")
            }
            guard archive.files["pack.yaml"] != nil else {
                throw CaseworkError.badVersion(reason: "the rule packs have no pack.yaml")
            }
            return archive.digest
        }
    }

    /// Puts a proposed version in force; the one before is kept.
    public func approveVersion(_ kind: VersionKind, _ number: Int, by actor: ActorID, at time: Date) throws {
        try acting(.approveVersion, by: actor, at: time) { database, person in
            let row = try database.row(
                "SELECT state, proposer FROM versions WHERE kind = ? AND number = ?", [kind.rawValue, number])
            guard let row else { throw CaseworkError.badVersion(reason: "there is no \(kind.rawValue) \(number)") }
            let proposer = try ActorID(row.text("proposer"))
            let isOwn = proposer == actor || person.standsInFor.contains(proposer)
            try allow(.approveVersion, person, holds: isOwn ? [] : [.notOwn], in: "-")
            guard try row.value("state", as: VersionState.self) == .proposed else {
                throw CaseworkError.badVersion(reason: "\(kind.rawValue) \(number) is not waiting for approval")
            }
            // What was proposed before it was overtaken: putting it in force later would undo this one unseen.
            try database.run(
                "UPDATE versions SET state = 'past' WHERE kind = ? AND (state = 'in-force' OR number < ?)",
                [kind.rawValue, number])
            try database.run(
                "UPDATE versions SET state = 'in-force', approver = ?, approved = ? WHERE kind = ? AND number = ?",
                [actor.description, Moment.seconds(time), kind.rawValue, number])
            try append(
                AuditRecord(
                    .versionApproved, of: nil, by: actor, time: Moment.seconds(time),
                    codes: [kind.rawValue, "\(number)"] + (person.isSoleOwner ? ["alone"] : [])), database)
        }
    }

    /// All versions of a kind, oldest first.
    public func versions(_ kind: VersionKind, by actor: ActorID, at time: Date) throws -> [VersionEntry] {
        try acting(.readVersions, by: actor, at: time) { database, person in
            try allow(.readVersions, person, holds: [], in: "-")
            return try database.rows("SELECT * FROM versions WHERE kind = ? ORDER BY number", [kind.rawValue]).map {
                VersionEntry(
                    kind: kind, number: try $0.integer("number"), digest: try $0.bytes("digest"),
                    state: try $0.value("state", as: VersionState.self),
                    proposer: try ActorID(try $0.text("proposer")), proposed: Moment.date(try $0.integer("proposed")),
                    approver: try $0.optionalText("approver").map { try ActorID($0) },
                    approved: try $0.optionalInteger("approved").map(Moment.date))
            }
        }
    }

    /// The content of a version.
    public func version(_ kind: VersionKind, _ number: Int, by actor: ActorID, at time: Date) throws -> [UInt8] {
        try acting(.readVersions, by: actor, at: time) { database, person in
            try allow(.readVersions, person, holds: [], in: "-")
            let row = try database.row(
                "SELECT content FROM versions WHERE kind = ? AND number = ?", [kind.rawValue, number])
            guard let row else { throw CaseworkError.badVersion(reason: "there is no \(kind.rawValue) \(number)") }
            return try row.bytes("content")
        }
    }

    /// What is in force.
    public func versionInForce(_ kind: VersionKind) throws -> (number: Int, content: [UInt8])? {
        try read { database in
            let row = try database.row(
                "SELECT number, content FROM versions WHERE kind = ? AND state = 'in-force'", [kind.rawValue])
            return try row.map { (try $0.integer("number"), try $0.bytes("content")) }
        }
    }
}
