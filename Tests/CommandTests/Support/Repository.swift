import Foundation

/// Where the things that tests read stand in the repository.
enum Repository {
    /// The root of the repository, from this file's own place.
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().pathComponents.dropLast(4)
        .joined(separator: "/").replacing("//", with: "/")

    /// The rule packs and the policy that are shipped.
    static var shippedPatterns: String { root + "/patterns" }
    /// A pack of a few rules of which every one is sure of itself, and a policy in force. It does not change with the
    /// shipped one.
    static var patterns: String { fixtures + "/patterns" }
    static var fixtures: String { root + "/Tests/CommandTests/Fixtures" }
    static var goldens: String { root + "/Tests/CommandTests/Golden" }
    static var recordSchema: String { root + "/docs/record.schema.json" }
}
