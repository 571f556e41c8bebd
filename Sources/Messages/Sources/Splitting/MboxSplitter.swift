/// Splits an mbox at its `From ` lines.
///
/// A message begins after a line that starts with `From `, stands at the beginning of the file or after an empty line,
/// and ends in a date (``FromLine``). Writers of mboxo and mboxrd quote such lines in bodies; those of mboxcl do not,
/// and there a body that holds one is split, which loses nothing. Where the file's own first `From ` line has no date,
/// the date is asked of none. The empty line before a `From ` line belongs to neither message; one at the end of the
/// file goes too. What stands before the first `From ` line is a message of its own. Line ends are LF or CRLF.
struct MboxSplitter: RecordSplitter {
    private enum Judgement { case incomplete, text, quoted, separator(lineEnd: Int) }

    private(set) var openStart: Int?
    private var position = 0
    private var hasBegun = false
    private var asksForDate = true
    private var isFromQuoted = false
    /// False for a single message that may begin with a `From ` line.
    private let splits: Bool
    /// False where a single message has no `From ` line, and so no quoting either.
    private var searches = true

    /// An mbox, or with `splits: false` one message that may have a `From ` line before it.
    init(splits: Bool = true) { self.splits = splits }

    var form: RawMessage.Form { .mail }
    /// Three bytes of context tell an empty line before a `From ` line.
    var needed: Int { hasBegun ? max(position - 3, 0) : position }

    mutating func split(_ window: Span<UInt8>, base: Int, isLast: Bool, into found: inout [FoundRecord]) {
        guard hasBegun || begin(window, base: base, isLast: isLast) else { return }
        if searches { search(window, base: base, isLast: isLast, into: &found) }
        position = max(position, searches ? position : base + window.count)
        if isLast { finish(window, base: base, into: &found) }
    }

    private mutating func search(_ window: Span<UInt8>, base: Int, isLast: Bool, into found: inout [FoundRecord]) {
        // "F" is rare and memchr fast: three times as fast as a search for "From " on real mail.
        while let hit = window.firstIndex(of: UInt8(ascii: "F"), from: position - base) {
            switch judge(window, base: base, hit: hit, isLast: isLast) {
            case .incomplete:
                position = base + hit
                return
            case .text:
                position = base + hit + 1
            case .quoted:
                isFromQuoted = true
                position = base + hit + 5
            case .separator(let lineEnd):
                close(at: base + (emptyLineStart(window, base: base, before: hit) ?? hit), into: &found)
                open(at: base + lineEnd)
            }
        }
        position = base + window.count
    }

    private func judge(_ window: Span<UInt8>, base: Int, hit: Int, isLast: Bool) -> Judgement {
        guard window.count - hit >= 5 else { return isLast ? .text : .incomplete }
        guard window.hasBytes("From ", at: hit) else { return .text }
        if isQuoted(window, base: base, hit: hit) { return .quoted }
        guard splits, emptyLineStart(window, base: base, before: hit) != nil else { return .text }
        guard let lineEnd = lineEnd(window, from: hit, isLast: isLast) else {
            return window.count - hit > FromLine.limit ? .text : .incomplete
        }
        let isSeparator =
            asksForDate
            ? FromLine.isDated(window, in: hit..<lineEnd) : FromLine.isPossible(window, in: hit..<lineEnd)
        return isSeparator ? .separator(lineEnd: lineEnd) : .text
    }

    /// Passes over a byte order mark and blank lines; false where more is needed to tell what the file begins with.
    private mutating func begin(_ window: Span<UInt8>, base: Int, isLast: Bool) -> Bool {
        guard isLast || window.count >= 3 else { return false }
        if position == 0 { position = window.byteOrderMarkLength }
        if splits {
            while position - base < window.count, Self.isBlank(window[position - base]) { position += 1 }
        }
        let start = position - base
        guard start < window.count else { return isLast }
        guard isLast || window.count - start >= 5 else { return false }
        guard window.hasBytes("From ", at: start) else {
            hasBegun = true
            searches = splits
            openStart = position
            return true
        }
        return beginAfterFromLine(window, base: base, start: start, isLast: isLast)
    }

    private mutating func beginAfterFromLine(_ window: Span<UInt8>, base: Int, start: Int, isLast: Bool) -> Bool {
        let lineEnd = lineEnd(window, from: start, isLast: isLast)
        guard lineEnd != nil || window.count - start > FromLine.limit else { return false }
        hasBegun = true
        guard let lineEnd, FromLine.isPossible(window, in: start..<lineEnd) else {
            searches = splits
            openStart = position
            return true
        }
        asksForDate = FromLine.isDated(window, in: start..<lineEnd)
        open(at: base + lineEnd)
        return true
    }

    private mutating func open(at offset: Int) {
        openStart = offset
        position = offset
        isFromQuoted = false
    }

    private mutating func close(at end: Int, into found: inout [FoundRecord]) {
        guard let start = openStart else { return }
        found.append(FoundRecord(start: start, end: max(start, end), isFromQuoted: isFromQuoted))
        openStart = nil
    }

    private mutating func finish(_ window: Span<UInt8>, base: Int, into found: inout [FoundRecord]) {
        let end = window.count
        close(at: base + (splits ? emptyLineStart(window, base: base, before: end) ?? end : end), into: &found)
    }

    /// Where the empty line that ends right before `index` begins; nil where there is none.
    private func emptyLineStart(_ window: Span<UInt8>, base: Int, before index: Int) -> Int? {
        guard index > 0, window[index - 1] == 0x0A, let openStart else { return nil }
        let hasReturn = index > 1 && window[index - 2] == 0x0D && base + index - 2 >= openStart
        let start = hasReturn ? index - 2 : index - 1
        let isAtLineStart =
            base + start == openStart || start > 0 && base + start > openStart && window[start - 1] == 0x0A
        return isAtLineStart ? start : nil
    }

    /// Whether only `>` stand between the beginning of the line and `hit`, one at least.
    private func isQuoted(_ window: Span<UInt8>, base: Int, hit: Int) -> Bool {
        var index = hit - 1
        while index >= 0, window[index] == UInt8(ascii: ">") { index -= 1 }
        guard index < hit - 1 else { return false }
        return base + index + 1 == openStart || index >= 0 && window[index] == 0x0A
    }

    /// The position after the line's end; nil where it is not in the window, or the line is too long.
    private func lineEnd(_ window: Span<UInt8>, from start: Int, isLast: Bool) -> Int? {
        let part = window.extracting(start..<min(window.count, start + FromLine.limit))
        if let end = part.firstIndex(of: 0x0A, from: 0) { return start + end + 1 }
        return isLast && start + part.count == window.count ? window.count : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
