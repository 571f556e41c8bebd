import Foundation
import Matching

/// A list of common words with how often each stands in a million words of mail: `word number` on each line, `#` comments.
enum FrequentWords {
    /// Reads the file, if there is one; a mistake names its line.
    static func load(path: String, name: String) throws -> WordFrequencies {
        guard FileManager.default.fileExists(atPath: path) else { return .none }
        let text = try SettingsText.load(path: path, name: name)
        var counts: [String: Int] = [:]
        for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let content = line.prefix { $0 != UInt8(ascii: "#") && $0 != 0x0D }
            let parts = content.split(separator: 0x20)
            if parts.isEmpty { continue }
            guard parts.count == 2, let count = Int(Substring(parts[1])), count > 0 else {
                throw SettingsError(
                    file: name, line: index + 1, message: "should be a word and how often it stands in a million words")
            }
            counts[String(Substring(parts[0]))] = count
        }
        return WordFrequencies(counts)
    }
}
