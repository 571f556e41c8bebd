/// From byte ranges of a segment's text to ranges of the message's raw bytes.
public struct RawMap: Sendable {
    /// For every byte of the text, the first raw byte it was made from.
    let starts: [Int32]
    /// For every byte of the text, the byte after the last raw byte it was made from.
    let ends: [Int32]

    init(starts: [Int32], ends: [Int32]) {
        self.starts = starts
        self.ends = ends
    }

    /// Bytes of the text.
    var count: Int { starts.count }

    /// The raw bytes that the text bytes in `range` were made from. An empty range gives an empty one.
    public func rawRange(of range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= starts.count else { return 0..<0 }
        var low = Int(starts[range.lowerBound])
        var high = Int(ends[range.upperBound - 1])
        low = min(low, high)
        high = max(low, high)
        return low..<high
    }
}
