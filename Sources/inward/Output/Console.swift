import Foundation

/// Standard error, for messages to people.
enum Console {
    /// Writes a line to standard error.
    static func error(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
