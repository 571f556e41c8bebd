import Casework
import Detection
import Foundation
import Policy

/// Follows what is in force in the store: forms are judged by it from the moment it was approved.
actor InForce {
    private let store: StoreCalls
    private let judges: JudgeInForce
    private let patterns: PatternFolder
    private let policy: Policy
    private var numbers: [VersionKind: Int] = [:]

    /// - Parameters:
    ///   - patterns: what holds as long as no rule packs were approved.
    ///   - policy: the same of the policy.
    init(_ store: StoreCalls, judges: JudgeInForce, patterns: PatternFolder, policy: Policy) {
        self.store = store
        self.judges = judges
        self.patterns = patterns
        self.policy = policy
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
        guard found != numbers else { return }
        let policy = try approved.policy.map { number, content in
            try Policy.parse(text: String(decoding: content, as: UTF8.self), file: "policy \(number)")
        }
        let approvedArchive = try approved.patterns.map { try PatternArchive(bytes: $0.content) }
        judges.set(
            try FormJudge(
                patterns: try approvedArchive.map(Self.folder) ?? patterns,
                packDigest: try (approvedArchive ?? PatternArchive(folder: patterns.path)).digest,
                policy: policy ?? self.policy))
        numbers = found
    }

    /// The archive, read as a folder.
    private static func folder(of archive: PatternArchive) throws -> PatternFolder {
        let path = NSTemporaryDirectory() + "/inward-patterns-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try archive.write(to: path)
        return try PatternFolder.load(path: path, weights: true)
    }
}
