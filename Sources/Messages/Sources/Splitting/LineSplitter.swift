/// Splits JSON Lines: a record a line, line ends LF or CRLF, blank lines passed over.
struct LineSplitter: RecordSplitter {
    private var position = 0
    private var lineStart = 0
    private var hasBegun = false

    var form: RawMessage.Form { .json }
    var openStart: Int? { lineStart }
    /// One byte of context tells CRLF from LF.
    var needed: Int { max(position - 1, 0) }

    mutating func split(_ window: Span<UInt8>, base: Int, isLast: Bool, into found: inout [FoundRecord]) {
        guard hasBegun || begin(window, isLast: isLast) else { return }
        while let end = window.firstIndex(of: 0x0A, from: position - base) {
            close(window, base: base, end: end, into: &found)
            lineStart = base + end + 1
            position = lineStart
        }
        position = base + window.count
        if isLast { close(window, base: base, end: window.count, into: &found) }
    }

    private mutating func begin(_ window: Span<UInt8>, isLast: Bool) -> Bool {
        guard window.count >= 3 || isLast else { return false }
        hasBegun = true
        lineStart = window.byteOrderMarkLength
        position = lineStart
        return true
    }

    private func close(_ window: Span<UInt8>, base: Int, end: Int, into found: inout [FoundRecord]) {
        let start = lineStart
        var end = end
        if end > 0, window[end - 1] == 0x0D, base + end > start { end -= 1 }
        // A line that was cut has its beginning outside the window, and content for sure.
        guard start < base || (start - base..<max(end, start - base)).contains(where: { window[$0] > 0x20 }) else {
            return
        }
        found.append(FoundRecord(start: start, end: base + end))
    }
}
