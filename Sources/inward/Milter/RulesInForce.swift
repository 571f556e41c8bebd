import Casework
import Detection
import Foundation
import Logging
import Policy
import Synchronization

/// What mail is judged by now. A connection keeps what was in force when it opened.
final class CurrentJudge: Sendable {
    private let judge: Mutex<MailJudge>

    init(_ judge: MailJudge) { self.judge = Mutex(judge) }

    var current: MailJudge { judge.withLock { $0 } }
    func set(_ new: MailJudge) { judge.withLock { $0 = new } }
}

/// Fetches what is in force: the versions that two people approved; where nothing was ever approved, what is installed here.
actor RulesInForce {
    private var numbers: [VersionKind: Int]?

    /// What mail is judged by from now on; nil where that has not changed. What is wrong with it is thrown, and nothing changes.
    func judge(
        from place: any HeldMail, else installed: JudgementSources, always: Bool
    ) async throws -> MailJudge? {
        let policy = try await place.versionInForce(.policy)
        let patterns = try await place.versionInForce(.patterns)
        var found: [VersionKind: Int] = [:]
        found[.policy] = policy?.number
        found[.patterns] = patterns?.number
        guard always || found != numbers else { return nil }
        let archive = try patterns.map { try PatternArchive(bytes: $0.content) }
        let folder = try archive?.folder() ?? installed.patterns()
        let digest = try (archive ?? PatternArchive(folder: folder.path)).digest
        let rules = try policy.map { number, content in
            try Policy.parse(text: String(decoding: content, as: UTF8.self), file: "policy \(number)")
        }
        let judge = MailJudge(
            try Detector(patterns: folder, keeper: MatcherFiles()), try rules ?? installed.policy()
        ) { digest }
        numbers = found
        return judge
    }
}
