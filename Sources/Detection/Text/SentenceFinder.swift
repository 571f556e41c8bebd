import Messages

/// Finds the sentence around a place in mail text, where line breaks, lists and headings end sentences as often as full
/// stops do. Looks no further than ``reach`` bytes either way, so that a text without sentences costs no more.
struct SentenceFinder: Sendable {
    /// How far a sentence is followed from a place, in bytes.
    static let reach = 320

    /// Lower-case abbreviations whose full stop ends no sentence.
    let abbreviations: Set<String>

    /// The sentence that holds `range`, without the white space around it.
    func sentence(around range: Range<Int>, in text: Bytes) -> Range<Int> {
        text.withBytes { sentence(around: range, in: $0) }
    }

    private func sentence(around range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        let floor = max(0, range.lowerBound - Self.reach)
        let ceiling = min(text.count, range.upperBound + Self.reach)
        var start = range.lowerBound
        while start > floor, !isBoundary(start, text) { start -= 1 }
        var end = range.upperBound
        while end < ceiling, !isBoundary(end, text) { end += 1 }
        while start < range.lowerBound, ASCII.isSpace(text[start]) { start += 1 }
        while end > range.upperBound, ASCII.isSpace(text[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The sentence before the one that starts at `start`, or nil at the beginning of a paragraph.
    func sentence(before start: Int, in text: Bytes) -> Range<Int>? {
        text.withBytes { sentence(before: start, in: $0) }
    }

    private func sentence(before start: Int, in text: Span<UInt8>) -> Range<Int>? {
        var end = start
        var breaks = 0
        while end > 0, ASCII.isSpace(text[end - 1]) {
            if text[end - 1] == 0x0A { breaks += 1 }
            end -= 1
        }
        guard end > 0, breaks < 2 else { return nil }
        return sentence(around: end - 1..<end, in: text)
    }

    /// Whether a sentence ends right before byte `position`.
    private func isBoundary(_ position: Int, _ text: Span<UInt8>) -> Bool {
        guard position > 0, position < text.count else { return true }
        let before = text[position - 1]
        if before == 0x0A { return isLineBoundary(position, text) }
        guard ASCII.isSpace(text[position]) else { return false }
        guard before == 0x2E || before == 0x21 || before == 0x3F else {
            // A closing quote or bracket after the full stop.
            guard before == 0x22 || before == 0x29, position > 1 else { return false }
            return text[position - 2] == 0x2E || text[position - 2] == 0x21 || text[position - 2] == 0x3F
        }
        return before != 0x2E || !endsAbbreviation(position - 1, text)
    }

    /// Whether a line break right before `position` ends a sentence: before an empty line, a list item, a quote mark or
    /// after a short line.
    private func isLineBoundary(_ position: Int, _ text: Span<UInt8>) -> Bool {
        var next = position
        while next < text.count, text[next] == 0x20 || text[next] == 0x09 || text[next] == 0x3E { next += 1 }
        guard next < text.count else { return true }
        let first = text[next]
        if first == 0x0A || first == 0x2D || first == 0x2A || first == 0x7C || first == 0x3D || first == 0x5F {
            return true
        }
        if isItemNumber(at: next, text) { return true }
        var lineStart = position - 1
        while lineStart > 0, text[lineStart - 1] != 0x0A, position - lineStart < 100 { lineStart -= 1 }
        let length = position - 1 - lineStart
        guard length > 0 else { return true }
        let last = text[position - 2]
        if last == 0x2C { return false }
        // Wrapped text breaks near column 72 and goes on in lower case; a short line stands alone.
        return length < 50 && !(first >= 0x61 && first <= 0x7A)
    }

    /// Whether a numbered item begins here: up to three digits and a full stop or bracket.
    private func isItemNumber(at start: Int, _ text: Span<UInt8>) -> Bool {
        var end = start
        while end < text.count, end - start < 3, text[end] >= 0x30, text[end] <= 0x39 { end += 1 }
        guard end > start, end < text.count else { return false }
        return text[end] == 0x2E || text[end] == 0x29
    }

    private func endsAbbreviation(_ stop: Int, _ text: Span<UInt8>) -> Bool {
        var start = stop
        while start > 0, stop - start < 8, ASCII.isWord(text[start - 1]) || text[start - 1] == 0x2E { start -= 1 }
        guard start < stop else { return false }
        // An initial, but not the pronoun.
        if stop - start == 1, ASCII.isUpper(text[start]), text[start] != 0x49 { return true }
        let word = String(decoding: (start..<stop).map { text[$0] | 0x20 }, as: UTF8.self)
        return abbreviations.contains(word)
    }
}
