import Casework
import Detection
import Foundation
import Logging
import Policy

/// Follows what is in force in the store: forms are judged by it from the moment it was approved.
actor InForce {
    private let store: StoreCalls
    private let judges: JudgeInForce
    private let patterns: PatternFolder
    private let policy: Policy
    private let logger: Logger
    private var numbers: [VersionKind: Int] = [:]
    private var hasScan = false

    /// - Parameters:
    ///   - patterns: what holds as long as no rule packs were approved.
    ///   - policy: the same of the policy.
    init(_ store: StoreCalls, judges: JudgeInForce, patterns: PatternFolder, policy: Policy, logger: Logger) {
        self.store = store
        self.judges = judges
        self.patterns = patterns
        self.policy = policy
        self.logger = logger
    }

    /// Looks whether something else is in force, and has forms judged by it.
    func reload() async throws {
        let approved = try await store { store in
            (
                policy: try await store.versionInForce(.policy), patterns: try await store.versionInForce(.patterns)
            )
        }
        var found: [VersionKind: Int] = [:]
        found[.policy] = approved.policy?.number
        found[.patterns] = approved.patterns?.number
        guard found != numbers else {
            if !hasScan { try await prove(by: judges.current) }
            return
        }
        let policy = try approved.policy.map { number, content in
            try Policy.parse(text: String(decoding: content, as: UTF8.self), file: "policy \(number)")
        }
        let approvedArchive = try approved.patterns.map { try PatternArchive(bytes: $0.content) }
        let judge = try FormJudge(
            patterns: try approvedArchive?.folder() ?? patterns,
            packDigest: try (approvedArchive ?? PatternArchive(folder: patterns.path)).digest,
            policy: policy ?? self.policy)
        judges.set(judge)
        try await prove(by: judge)
        numbers = found
    }

    /// What is released redacted is read again by the same rule packs as forms.
    private func prove(by judge: FormJudge) async throws {
        try await store { await $0.prove(by: DetectorScan(judge.detector, prevalence: judge.policy.prevalence)) }
        hasScan = true
    }

    /// The same after an approval, which holds whatever becomes of it here.
    func follow() async {
        do { try await reload() } catch {
            logger.error("what was put in force cannot be used; forms are judged as before")
        }
    }

    /// Throws ``CaseworkError/badVersion(reason:)`` for rule packs by which nothing could be judged.
    static func check(patterns content: [UInt8]) throws {
        guard let archive = try? PatternArchive(bytes: content) else {
            throw CaseworkError.badVersion(reason: "it is no archive of rule packs")
        }
        do { _ = try Detector(patterns: archive.folder()) } catch let error as SettingsError {
            throw CaseworkError.badVersion(reason: "\(error)")
        }
    }
}
