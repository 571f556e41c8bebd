import Detection
import Foundation

/// What reading a policy gave: the policy, or all the mistakes in it.
public struct PolicyCheck: Sendable {
    /// The policy; nil where there is a mistake.
    public var policy: Policy?
    /// What keeps it from being used, in the order of the file.
    public var mistakes: [SettingsError]
    /// What its writer may not have meant.
    public var warnings: [SettingsError]

    /// The policy, or the first mistake.
    public func get() throws -> Policy {
        if let first = mistakes.first { throw first }
        guard let policy else { throw SettingsError(file: "policy", message: "is empty") }
        return policy
    }
}

extension Policy {
    /// Reads a policy and collects every mistake and warning.
    public static func check(path: String, name: String? = nil) -> PolicyCheck {
        guard let data = FileManager.default.contents(atPath: path) else {
            let mistake = SettingsError(file: name ?? path, message: "cannot be opened")
            return PolicyCheck(policy: nil, mistakes: [mistake], warnings: [])
        }
        return check(bytes: Array(data), file: name ?? path)
    }

    /// The same for a policy's text.
    public static func check(text: String, file: String) -> PolicyCheck { check(bytes: Array(text.utf8), file: file) }

    private static func check(bytes: [UInt8], file: String) -> PolicyCheck {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let mistake = SettingsError(file: file, message: "is not UTF-8")
            return PolicyCheck(policy: nil, mistakes: [mistake], warnings: [])
        }
        let mistakes = Mistakes()
        let root = mistakes.attempt { try node(text, file: file) }
        var policy = root.flatMap { PolicyReader(mistakes: mistakes).policy(from: $0) }
        policy?.source = bytes
        let found = mistakes.all
        guard found.isEmpty, let policy else { return PolicyCheck(policy: nil, mistakes: found, warnings: []) }
        return PolicyCheck(policy: policy, mistakes: [], warnings: policy.warnings)
    }

    /// Parses YAML; names the two mistakes that patterns and bounds invite.
    private static func node(_ text: String, file: String) throws -> SettingsNode {
        do {
            return try SettingsNode.parse(text, file: file)
        } catch var error as SettingsError {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            if error.line > 0, error.line <= lines.count, lines[error.line - 1].contains(where: { "*>".contains($0) }) {
                error.message += "; a value that begins with * or > needs quotes"
            }
            throw error
        }
    }
}
