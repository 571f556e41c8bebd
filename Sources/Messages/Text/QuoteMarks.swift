/// Marks of quoted text that need no words of any language, and those that do.
struct QuoteMarks {
    let words: MarkerWords

    /// How many `>` begin the line, blanks between them allowed; 0 for none.
    @inline(__always) static func depth(of line: Range<Int>, in text: Span<UInt8>) -> Int {
        var depth = 0
        for position in line {
            let byte = text[position]
            if byte == 0x3E { depth += 1 } else if byte != 0x20 { break }
        }
        return depth
    }

    /// Whether the line is a rule of dashes around some words, as above a forwarded message, and either the words are
    /// known or header fields follow.
    func isSeparator(_ line: Range<Int>, in text: Span<UInt8>, before rest: TextLines) -> Bool {
        let line = text.trimmed(line)
        let inner = withoutDashes(line, in: text)
        guard inner.lowerBound - line.lowerBound >= 3, line.upperBound - inner.upperBound >= 3 else { return false }
        guard !inner.isEmpty, inner.count <= 60, text[inner.lowerBound] >= 0x41 else { return false }
        if words.originalMessage.contains(where: { text.isWord($0, inner) }) { return true }
        return startsHeaderBlock(rest, in: text)
    }

    /// Whether the line is Outlook's rule of underscores above a quoted message's header fields.
    func isRule(_ line: Range<Int>, in text: Span<UInt8>, before rest: TextLines) -> Bool {
        let line = text.trimmed(line)
        guard line.count >= 10, line.allSatisfy({ text[$0] == 0x5F }) else { return false }
        return startsHeaderBlock(rest, in: text)
    }

    /// Whether `line` and the next one are named like the header fields of a quoted message.
    func startsReply(_ line: Range<Int>, in text: Span<UInt8>, before rest: TextLines) -> Bool {
        guard hasReplyHeader(line, in: text), let next = rest.nextFilled(in: text, limit: 2) else { return false }
        return hasReplyHeader(next, in: text)
    }

    /// Whether the line has a known header name and a colon at its start.
    func hasReplyHeader(_ line: Range<Int>, in text: Span<UInt8>) -> Bool {
        guard !words.replyHeaders.isEmpty else { return false }
        var start = line.lowerBound
        while start < line.upperBound, text[start].isBlank || text[start] == 0x2A { start += 1 }
        let colon = ByteScan.find(0x3A, in: text, start..<min(line.upperBound, start + 40))
        guard colon < line.upperBound, text[min(colon, text.count - 1)] == 0x3A else { return false }
        var end = colon
        while end > start, text[end - 1].isBlank || text[end - 1] == 0x2A { end -= 1 }
        return words.replyHeaders.contains { text.isWord($0, start..<end) }
    }

    /// Whether at least two lines with `Name: value` follow, as a header would look in any language.
    private func startsHeaderBlock(_ rest: TextLines, in text: Span<UInt8>) -> Bool {
        var lines = rest
        var found = 0
        for _ in 0..<4 {
            guard let line = lines.next(in: text) else { break }
            if text.trimmed(line).isEmpty, found == 0 { continue }
            guard Self.looksLikeField(line, in: text) else { break }
            found += 1
            if found == 2 { return true }
        }
        return false
    }

    /// `Name: value`, the name being one word of at most 20 bytes.
    static func looksLikeField(_ line: Range<Int>, in text: Span<UInt8>) -> Bool {
        var start = line.lowerBound
        while start < line.upperBound, text[start].isBlank || text[start] == 0x2A { start += 1 }
        let limit = min(line.upperBound, start + 21)
        let colon = ByteScan.find(0x3A, in: text, start..<limit)
        guard colon < limit, colon > start, colon + 1 < line.upperBound else { return false }
        for position in start..<colon {
            let byte = text[position]
            guard byte.isLetter || byte >= 0x80 || byte == 0x2D || byte == 0x2A else { return false }
        }
        return text[colon + 1].isBlank || text[colon + 1] == 0x2A
    }

    /// Whether the line introduces a quotation: it ends with a colon, and quoted lines follow or its last word is known
    /// to introduce one.
    func isAttribution(
        _ line: Range<Int>, in text: Span<UInt8>, before rest: TextLines
    ) -> (isOne: Bool, quotesAllBelow: Bool) {
        let line = text.trimmed(line)
        guard !line.isEmpty, text[line.upperBound - 1] == 0x3A, line.count <= 400 else { return (false, false) }
        if let next = rest.nextFilled(in: text, limit: 3), text[next.lowerBound] == 0x3E { return (true, false) }
        var end = line.upperBound - 1
        while end > line.lowerBound, text[end - 1].isBlank { end -= 1 }
        let hasVerb = words.attributionVerbs.contains { verb in
            let start = end - verb.count
            return start > line.lowerBound && text.isWord(verb, start..<end) && !text[start - 1].isLetter
        }
        return (hasVerb, hasVerb)
    }

    private func withoutDashes(_ line: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        var low = line.lowerBound
        var high = line.upperBound
        while low < high, text[low] == 0x2D { low += 1 }
        while high > low, text[high - 1] == 0x2D { high -= 1 }
        return text.trimmed(low..<high)
    }
}
