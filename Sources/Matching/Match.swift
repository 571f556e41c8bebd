/// A place where a pattern stands in a text.
public struct Match: Sendable, Equatable, Hashable {
    /// The number the pattern was added under.
    public var pattern: Int32
    /// The first byte of the match.
    public var start: Int32
    /// The byte after the last one.
    public var end: Int32

    /// A match of `pattern` at `start..<end`.
    @inlinable public init(pattern: Int32, start: Int32, end: Int32) {
        self.pattern = pattern
        self.start = start
        self.end = end
    }

    /// The byte range.
    @inlinable public var range: Range<Int> { Int(start)..<Int(end) }
}
