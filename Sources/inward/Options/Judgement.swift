import Casework
import Crypto
import Detection
import Foundation
import Policy

/// The digests by which a case remembers what it was judged by.
enum Judgement {
    /// The versions in force here.
    static func versions(policy: Policy, patterns: PatternFolder) throws -> JudgedBy {
        JudgedBy(
            policyVersion: policy.version, policyDigest: Array(SHA256.hash(data: policy.source)),
            packDigest: try PatternArchive(folder: patterns.path).digest)
    }
}
