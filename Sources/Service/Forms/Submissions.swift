import Crypto
import Foundation
import Vault

/// What was answered to a submission.
struct SubmissionAnswer: Codable, Sendable, Equatable {
    /// What the policy says: `accept`, `tag`, `quarantine`, `reject`, `unscannable`, or `observed`.
    var disposition: String
    /// A word by which the service finds a held submission again; for others it stands for nothing.
    var receipt: String
}

/// Submissions that were answered lately, so that one that is sent again gets the same answer and is not judged twice. Kept
/// in memory, by digests that say nothing once the process has ended; held ones are known to the store for five days.
actor Submissions {
    private struct Known {
        var body: [UInt8]
        var answer: Task<SubmissionAnswer, any Error>
    }

    private let secret = SymmetricKey(size: .bits256)
    private var known: [[UInt8]: Known] = [:]
    private var order: [[UInt8]] = []
    /// How many are remembered.
    static let most = 10_000

    /// The answer to a submission under a key: the one that was given, or that `body` gives.
    ///
    /// - Throws: ``Problem`` where the key came with another submission; whatever `body` throws, which is not remembered.
    func answer(
        form: String, key: String, body: [UInt8], _ judge: @escaping @Sendable () async throws -> SubmissionAnswer
    ) async throws -> SubmissionAnswer {
        let name = digest(Array("\(form)\n\(key)".utf8))
        let content = digest(body)
        if let before = known[name] {
            guard before.body == content else {
                throw Problem.unprocessable(
                    "key-used", "the idempotency key was used for another submission: take a new one")
            }
            return try await before.answer.value
        }
        let task = Task { try await judge() }
        known[name] = Known(body: content, answer: task)
        order.append(name)
        if order.count > Self.most { known[order.removeFirst()] = nil }
        do {
            return try await task.value
        } catch {
            known[name] = nil
            order.removeAll { $0 == name }
            throw error
        }
    }

    private func digest(_ bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: secret))
    }
}
