import Foundation

/// Where the sources are.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// A small pack whose findings are known.
    static let patterns = root + "/Tests/CommandTests/Fixtures/patterns"
}
