import ArgumentParser
import Casework
import Detection
import Foundation
import Vault

/// What `propose` and `approve` of policies and rule packs share.
private enum VersionWork {
    static func propose(
        _ kind: VersionKind, _ content: [UInt8], _ storeOptions: StoreOptions, _ actorOptions: ActorOptions
    ) async throws {
        let store = try storeOptions.open(creating: false, for: "\(kind.rawValue) propose")
        let actor = try await actorOptions.actor(in: store)
        let number = try await store.proposeVersion(kind, content, by: actor, at: Date())
        print("\(kind.rawValue) \(number): waits for another person: inward \(kind.rawValue) approve \(number)")
    }

    static func approve(
        _ kind: VersionKind, _ number: Int, _ storeOptions: StoreOptions, _ actorOptions: ActorOptions
    ) async throws {
        let store = try storeOptions.open(creating: false, for: "\(kind.rawValue) approve")
        let actor = try await actorOptions.actor(in: store)
        try await store.approveVersion(kind, number, by: actor, at: Date())
        print("\(kind.rawValue) \(number): in force")
    }

    static func list(_ kind: VersionKind, _ storeOptions: StoreOptions, _ actorOptions: ActorOptions) async throws {
        let store = try storeOptions.open(creating: false, for: "\(kind.rawValue) versions")
        let actor = try await actorOptions.actor(in: store)
        let versions = try await store.versions(kind, by: actor, at: Date())
        guard !versions.isEmpty else { return print("No version was proposed here.") }
        let rows = versions.map { version in
            [
                "\(version.number)", version.state.rawValue, CaseTable.time(version.proposed), "\(version.proposer)",
                version.approved.map(CaseTable.time) ?? "-", version.approver.map { "\($0)" } ?? "-",
                Hex.text(version.digest.prefix(8)),
            ]
        }
        print(Columns.text([["version", "state", "proposed", "by", "approved", "by", "digest"]] + rows))
    }
}

extension PolicyGroup {
    /// `inward policy propose`.
    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stores a policy with date, number and digest; another person puts it in force.")

        @OptionGroup var patternOptions: PatternOptions
        @OptionGroup var policyOptions: PolicyOptions
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            let policy = try policyOptions.load(patterns: patternOptions)
            try await VersionWork.propose(.policy, policy.source, storeOptions, actorOptions)
        }
    }

    /// `inward policy approve`.
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Puts a proposed policy in force.")

        @Argument(help: "Its number.") var number: Int
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws { try await VersionWork.approve(.policy, number, storeOptions, actorOptions) }
    }

    /// `inward policy versions`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "versions", abstract: "Lists the versions of the policy that were proposed here.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws { try await VersionWork.list(.policy, storeOptions, actorOptions) }
    }
}

extension Patterns {
    /// `inward patterns propose`.
    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stores the rule packs with date, number and digest; another person puts them in force.")

        @OptionGroup var patternOptions: PatternOptions
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws {
            // What cannot be read is not proposed.
            _ = try patternOptions.detector()
            let archive = try PatternArchive(folder: patternOptions.path())
            try await VersionWork.propose(.patterns, archive.bytes, storeOptions, actorOptions)
        }
    }

    /// `inward patterns approve`.
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Puts proposed rule packs in force.")

        @Argument(help: "Their number.") var number: Int
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var actorOptions: ActorOptions

        func run() async throws { try await VersionWork.approve(.patterns, number, storeOptions, actorOptions) }
    }
}
