/// Splits CSV (RFC 4180) into rows, quoted line breaks respected; the first row names the columns.
///
/// A quotation mark opens a quoted field only where a field begins, so that `5" pipe` does not swallow the rows below.
struct CSVSplitter: RecordSplitter {
    private var position = 0
    private var rowStart = 0
    private var hasBegun = false
    private var isQuoted = false
    private var hasHeader = false
    private var separator = CSVSeparator.all
    private let columnLimit: Int
    private(set) var columns: [String] = []

    /// Names at most `columnLimit` columns.
    init(columnLimit: Int) { self.columnLimit = columnLimit }

    var form: RawMessage.Form { .csv(separator: separator.first ?? UInt8(ascii: ",")) }
    var openStart: Int? { rowStart }
    /// One byte of context tells where a field begins, and CRLF from LF.
    var needed: Int { max(position - 1, 0) }

    mutating func split(_ window: Span<UInt8>, base: Int, isLast: Bool, into found: inout [FoundRecord]) {
        guard hasBegun || begin(window, isLast: isLast) else { return }
        var quote = window.firstIndex(of: UInt8(ascii: "\""), from: position - base)
        var lineEnd = window.firstIndex(of: 0x0A, from: position - base)
        while true {
            let start = position - base
            if let known = quote, known < start { quote = window.firstIndex(of: UInt8(ascii: "\""), from: start) }
            if let known = lineEnd, known < start { lineEnd = window.firstIndex(of: 0x0A, from: start) }
            if let quote, isQuoted || quote < lineEnd ?? Int.max {
                guard pass(window, base: base, quote: quote, isLast: isLast) else { return }
            } else if let lineEnd, !isQuoted {
                close(window, base: base, end: lineEnd, into: &found)
                rowStart = base + lineEnd + 1
                position = rowStart
            } else {
                break
            }
        }
        position = base + window.count
        if isLast { close(window, base: base, end: window.count, into: &found) }
    }

    private mutating func begin(_ window: Span<UInt8>, isLast: Bool) -> Bool {
        guard window.count >= 3 || isLast else { return false }
        hasBegun = true
        rowStart = window.byteOrderMarkLength
        position = rowStart
        return true
    }

    /// Passes a quotation mark; false where the byte after it is needed and not there yet.
    private mutating func pass(_ window: Span<UInt8>, base: Int, quote: Int, isLast: Bool) -> Bool {
        guard isQuoted else {
            isQuoted = isFieldStart(window, base: base, at: quote)
            position = base + quote + 1
            return true
        }
        guard quote + 1 < window.count || isLast else {
            position = base + quote
            return false
        }
        let isEscaped = quote + 1 < window.count && window[quote + 1] == UInt8(ascii: "\"")
        isQuoted = isEscaped
        position = base + quote + (isEscaped ? 2 : 1)
        return true
    }

    private func isFieldStart(_ window: Span<UInt8>, base: Int, at index: Int) -> Bool {
        if base + index == rowStart { return true }
        return index > 0 && separator.contains(window[index - 1])
    }

    private mutating func close(_ window: Span<UInt8>, base: Int, end: Int, into found: inout [FoundRecord]) {
        let start = rowStart
        var end = end
        if end > 0, window[end - 1] == 0x0D, base + end > start { end -= 1 }
        guard start < base || (start - base..<max(end, start - base)).contains(where: { window[$0] > 0x20 }) else {
            return
        }
        if hasHeader {
            found.append(FoundRecord(start: start, end: base + end))
        } else {
            readHeader(window.extracting(max(start - base, 0)..<end))
        }
    }

    private mutating func readHeader(_ row: Span<UInt8>) {
        hasHeader = true
        let found = CSVSeparator.detect(in: row)
        separator = [found]
        columns = CSVRow.names(in: row, separator: found, limit: columnLimit)
    }
}
