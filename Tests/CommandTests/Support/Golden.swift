import Foundation
import Testing

/// Outputs that were looked at once and kept: `Golden/NAME.txt`. With `INWARD_UPDATE_GOLDEN=1` they are written anew.
enum Golden {
    /// Compares what was put out with the file of this name.
    static func expect(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation) throws {
        let path = "\(Repository.goldens)/\(name).txt"
        if ProcessInfo.processInfo.environment["INWARD_UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return
        }
        let kept = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        let golden = try #require(kept, "there is no Golden/\(name).txt", sourceLocation: location)
        let difference = firstDifference(golden, text)
        #expect(difference == nil, "Golden/\(name).txt", sourceLocation: location)
    }

    /// A command line and all that came of it.
    static func transcript(_ arguments: [String], _ outcome: Outcome) -> String {
        var text = "$ inward \(arguments.map(quoted).joined(separator: " "))\n"
        text += outcome.text
        if !outcome.errors.isEmpty { text += "--- standard error\n\(outcome.errorText)" }
        return text + "--- status \(outcome.status)\n"
    }

    /// The first line that differs, with both sides.
    private static func firstDifference(_ golden: String, _ text: String) -> String? {
        let (left, right) = (
            golden.split(separator: "\n", omittingEmptySubsequences: false),
            text.split(separator: "\n", omittingEmptySubsequences: false)
        )
        for index in 0..<max(left.count, right.count) {
            let (kept, new) = (
                left.indices.contains(index) ? left[index] : "end", right.indices.contains(index) ? right[index] : "end"
            )
            if kept != new { return "line \(index + 1): kept '\(kept)', now '\(new)'" }
        }
        return nil
    }

    private static func quoted(_ word: String) -> String { word.contains(" ") || word.isEmpty ? "'\(word)'" : word }
}
