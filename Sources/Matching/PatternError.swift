/// Why a term or a regular expression can't be used, in words for the person who wrote it.
public struct PatternError: Error, Sendable, CustomStringConvertible {
    /// What is wrong; quotes nothing of any text that was scanned.
    public let description: String

    /// An error that says `description`.
    public init(_ description: String) {
        self.description = description
    }
}
