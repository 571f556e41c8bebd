import ArgumentParser
import Foundation

/// Free text, which goes in by a file and never stands in a command line.
enum FreeText {
    /// The text of a file, or of standard input for `-`.
    static func read(_ path: String) throws -> String {
        if path == "-" { return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path): cannot be opened")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
