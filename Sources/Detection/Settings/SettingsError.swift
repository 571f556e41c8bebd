/// A mistake in a file that people write, in words, with its place.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as the user named it.
    public var file: String
    /// From 1; 0 where the mistake has no line.
    public var line: Int
    /// What is wrong, and where it helps, what would be right.
    public var message: String

    /// A mistake at a line of a file.
    public init(file: String, line: Int = 0, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `file:line: message`, the form editors jump to.
    public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
