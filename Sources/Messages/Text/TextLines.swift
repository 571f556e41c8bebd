/// Lines of a text whose line endings are LF.
struct TextLines {
    private(set) var position: Int
    private let end: Int

    init(from start: Int, to end: Int) {
        position = start
        self.end = end
    }

    /// The next line without its LF; nil at the end.
    @inline(__always) mutating func next(in text: Span<UInt8>) -> Range<Int>? {
        guard position < end else { return nil }
        let start = position
        let feed = ByteScan.find(0x0A, in: text, start..<end)
        position = min(end, feed + 1)
        return start..<feed
    }

    /// The next of at most `limit` lines that is not blank.
    func nextFilled(in text: Span<UInt8>, limit: Int) -> Range<Int>? {
        var lines = self
        for _ in 0..<limit {
            guard let line = lines.next(in: text) else { return nil }
            if !text.trimmed(line).isEmpty { return line }
        }
        return nil
    }
}
