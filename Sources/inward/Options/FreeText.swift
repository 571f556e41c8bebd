import ArgumentParser
import Foundation

/// Free text, which goes in by a file and never stands in a command line.
enum FreeText {
    /// The text of a file, or of standard input for `-`.
    static func read(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// Its bytes.
    static func bytes(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path): cannot be opened")
        }
        return Array(data)
    }
}
