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
            packDigest: try digest(of: patterns.path))
    }

    /// SHA-256 over the names and contents of a folder's `.yaml` and `.txt` files, in the order of their names; the
    /// policy has a digest of its own and is left out.
    private static func digest(of folder: String) throws -> [UInt8] {
        var hash = SHA256()
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() where (name.hasSuffix(".yaml") || name.hasSuffix(".txt")) && name != "policy.yaml" {
            guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            hash.update(data: Data("\(name)\0\(content.count)\0".utf8))
            hash.update(data: content)
        }
        return Array(hash.finalize())
    }
}
