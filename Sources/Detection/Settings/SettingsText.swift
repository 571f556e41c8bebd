import Foundation

/// Reads the text of a file that people write: UTF-8, with or without a byte order mark.
enum SettingsText {
    /// The text; a mistake where the file cannot be opened, or at the first line that is not UTF-8 (RFC 3629).
    static func load(path: String, name: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(file: name, message: "cannot be opened")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw SettingsError(file: name, line: firstBadLine(data), message: "is not UTF-8")
        }
        return text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    }

    /// The same in bytes, without the mark.
    static func bytes(path: String, name: String) throws -> [UInt8] {
        var text = try load(path: path, name: name)
        return text.withUTF8 { Array($0) }
    }

    private static func firstBadLine(_ data: Data) -> Int {
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
    }
}
