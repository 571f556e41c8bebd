import Casework
import Foundation
import Vault

/// A version, as lists show it.
struct VersionAnswer: Codable, Sendable {
    var kind: VersionKind
    /// From 1, by kind.
    var number: Int
    /// SHA-256 in hexadecimal.
    var digest: String
    var state: VersionState
    var proposer: ActorID
    var proposed: Date
    var approver: ActorID?
    var approved: Date?

    init(_ entry: VersionEntry) {
        kind = entry.kind
        number = entry.number
        digest = Hex.text(entry.digest)
        state = entry.state
        proposer = entry.proposer
        proposed = entry.proposed
        approver = entry.approver
        approved = entry.approved
    }

    /// As the store gives it.
    var entry: VersionEntry {
        VersionEntry(
            kind: kind, number: number, digest: Hex.bytes(digest) ?? [], state: state, proposer: proposer,
            proposed: proposed, approver: approver, approved: approved)
    }
}

/// Versions of a listing, oldest first.
struct VersionsAnswer: Codable, Sendable {
    var versions: [VersionAnswer]
}

/// The number of a version that was proposed.
struct ProposedAnswer: Codable, Sendable {
    var number: Int
}

/// A version's content.
struct VersionContent: Codable, Sendable {
    var number: Int
    /// A policy's text, or an archive of rule packs, in base 64.
    var content: Data
}

/// What is in force, where something was put in force.
struct InForceAnswer: Codable, Sendable {
    var version: VersionContent?
}

extension Operations {
    private static let kindParameter = Operation.Parameter.path("kind", "Of what.", .of(VersionKind.self))
    private static let numberParameter = Operation.Parameter.path(
        "number", "The version's number.", .number(isWhole: true, least: 1))

    private static func kind(_ call: Call) throws -> VersionKind {
        guard let kind = VersionKind(rawValue: try call.text("kind")) else {
            throw Problem(.notFound, "unknown-kind", "there are versions of policy and patterns")
        }
        return kind
    }

    private static func number(_ call: Call) throws -> Int {
        guard let number = Int(try call.text("number")), number > 0 else {
            throw Problem(.notFound, "unknown-version", "the path does not name a version's number")
        }
        return number
    }

    var versions: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/versions/{kind}", id: "listVersions", summary: "All versions, oldest first.",
                access: .person, parameters: [Self.kindParameter],
                result: .json(VersionsAnswer.self, "The versions."), problems: [.forbidden, .notFound]
            ) { call in
                let (actor, kind) = (try call.actor, try Self.kind(call))
                let entries = try await store { try await $0.versions(kind, by: actor, at: call.time) }
                return try .json(VersionsAnswer(versions: entries.map(VersionAnswer.init)))
            },
            Operation(
                method: .post, path: "/v1/versions/{kind}", id: "proposeVersion",
                summary: "Stores a policy or rule packs with date, number and digest; another person puts it in force.",
                access: .person, parameters: [Self.kindParameter],
                body: .init(mediaTypes: ["application/octet-stream"], schema: .bytes, limit: .intake),
                result: .json(ProposedAnswer.self, "It waits for another person.", status: .created),
                problems: [.forbidden, .notFound, .conflict]
            ) { call in
                let (actor, kind) = (try call.actor, try Self.kind(call))
                let number = try await store {
                    // Only who may propose learns what is wrong with it.
                    try await $0.authorize(.proposeVersion, by: actor, at: call.time)
                    if kind == .patterns { try InForce.check(patterns: call.body) }
                    return try await $0.proposeVersion(kind, call.body, by: actor, at: call.time)
                }
                return try .json(ProposedAnswer(number: number), status: .created)
            },
            Operation(
                method: .post, path: "/v1/versions/{kind}/{number}/approve", id: "approveVersion",
                summary: "Puts a proposed version in force.", access: .person,
                parameters: [Self.kindParameter, Self.numberParameter], result: .done,
                problems: [.forbidden, .notFound, .conflict]
            ) { call in
                let (actor, kind, number) = (try call.actor, try Self.kind(call), try Self.number(call))
                try await store { try await $0.approveVersion(kind, number, by: actor, at: call.time) }
                await inForce.follow()
                return .done
            },
            Operation(
                method: .get, path: "/v1/versions/{kind}/{number}", id: "readVersion",
                summary: "The content of a version.", access: .person,
                parameters: [Self.kindParameter, Self.numberParameter],
                result: .json(VersionContent.self, "The content."), problems: [.forbidden, .notFound]
            ) { call in
                let (actor, kind, number) = (try call.actor, try Self.kind(call), try Self.number(call))
                let content = try await store { try await $0.version(kind, number, by: actor, at: call.time) }
                return try .json(VersionContent(number: number, content: Data(content)))
            },
            Operation(
                method: .get, path: "/v1/versions/{kind}/in-force", id: "versionInForce",
                summary: "What is in force, for hosts that hand over and for those who scan.", access: .personOrHook,
                parameters: [Self.kindParameter],
                result: .json(InForceAnswer.self, "Number and content; nothing where nothing was approved."),
                problems: [.notFound]
            ) { call in
                let kind = try Self.kind(call)
                let found = try await store {
                    if case .person(let actor) = call.caller {
                        try await $0.authorize(.readVersions, by: actor, at: call.time)
                    }
                    return try await $0.versionInForce(kind)
                }
                return try .json(
                    InForceAnswer(
                        version: found.map { VersionContent(number: $0.number, content: Data($0.content)) }))
            },
        ]
    }
}
