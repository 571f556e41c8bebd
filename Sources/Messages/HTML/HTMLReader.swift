/// The markup side of HTML to text (HTML standard, section 13.2.5, as far as text needs it).
struct HTMLReader<S: DecodingSink> {
    private(set) var writer: HTMLWriter<S>
    private var elements = HTMLOpenElements()
    private let table = HTMLElementTable.shared
    /// False once a tag had an unpaired quote, and from then on the first `>` ends a tag.
    private var quotes = true
    /// True once a tag had no `>` at all: no other has one either.
    private var tagsAreText = false

    init(sink: S) { writer = HTMLWriter(sink: sink) }

    /// Reads the whole of `input`.
    mutating func read(_ input: Span<UInt8>) {
        var position = 0
        while position < input.count {
            let runEnd = ByteScan.findMarkup(in: input, position..<input.count)
            if position < runEnd { text(position..<runEnd, of: input) }
            guard runEnd < input.count else { break }
            switch input[runEnd] {
            case 0x3C: position = markup(at: runEnd, in: input)
            case 0x26: position = reference(at: runEnd, in: input)
            default: position = whitespace(at: runEnd, in: input)
            }
        }
        writer.finish()
    }

    /// Text with single spaces between words, perhaps one at each end.
    @inline(__always) private mutating func text(_ run: Range<Int>, of input: Span<UInt8>) {
        guard !elements.isPreformatted else { return writer.text(run, of: input) }
        var start = run.lowerBound
        var end = run.upperBound
        if input[start] == 0x20 {
            writer.space(start..<start + 1)
            start += 1
        }
        let hasSpaceBehind = start < end && input[end - 1] == 0x20
        if hasSpaceBehind { end -= 1 }
        if start < end { writer.text(start..<end, of: input) }
        if hasSpaceBehind { writer.space(end..<end + 1) }
    }

    /// A run of whitespace, or one other control character.
    private mutating func whitespace(at position: Int, in input: Span<UInt8>) -> Int {
        guard input[position].isWhitespace else {
            writer.character(UInt32(input[position]), from: position..<position + 1)
            return position + 1
        }
        var end = position + 1
        guard !elements.isPreformatted else {
            let isPair = input[position] == 0x0D && end < input.count && input[end] == 0x0A
            if isPair { end += 1 }
            writer.verbatim(input[position].isLineEnd ? 0x0A : input[position], from: position..<end)
            return end
        }
        while end < input.count, input[end].isWhitespace { end += 1 }
        writer.space(position..<end)
        return end
    }

    private mutating func reference(at position: Int, in input: Span<UInt8>) -> Int {
        guard let (characters, end) = HTMLEntities.reference(at: position, in: input) else {
            writer.text(position..<position + 1, of: input)
            return position + 1
        }
        if characters.first < 0x80, UInt8(truncatingIfNeeded: characters.first).isWhitespace {
            writer.space(position..<end)
        } else {
            writer.character(characters.first, from: position..<end)
            if let second = characters.second { writer.character(second, from: position..<end) }
        }
        return end
    }

    /// Reads what begins with `<`; returns where it ends.
    private mutating func markup(at position: Int, in input: Span<UInt8>) -> Int {
        guard position + 1 < input.count else { return literal(at: position, in: input) }
        let next = input[position + 1]
        if next.isLetter || next == 0x2F && position + 2 < input.count && input[position + 2].isLetter {
            return tag(at: position, in: input)
        }
        switch next {
        case 0x21, 0x3F, 0x2F: return declaration(at: position, in: input)
        default: return literal(at: position, in: input)
        }
    }

    private mutating func literal(at position: Int, in input: Span<UInt8>) -> Int {
        writer.text(position..<position + 1, of: input)
        return position + 1
    }

    /// A comment to its `-->`, anything else to its `>`; without an end, to the end of the input.
    private func declaration(at position: Int, in input: Span<UInt8>) -> Int {
        let isComment =
            position + 3 < input.count && input[position + 1] == 0x21 && input[position + 2] == 0x2D
            && input[position + 3] == 0x2D
        guard isComment else { return min(input.count, ByteScan.find(0x3E, in: input, position..<input.count) + 1) }
        // `<!-->` and `<!--->` are comments too.
        return min(input.count, ByteScan.find(0x2D, 0x2D, 0x3E, in: input, position + 2..<input.count) + 3)
    }

    private mutating func tag(at position: Int, in input: Span<UInt8>) -> Int {
        guard !tagsAreText else { return literal(at: position, in: input) }
        guard let tag = HTMLTag(at: position, in: input, quotes: quotes) else {
            if quotes { quotes = false } else { tagsAreText = true }
            return self.tag(at: position, in: input)
        }
        let element = table.element(tag.key)
        if element.contains(.raw), !tag.isClosing { return endOfRawText(tag, in: input) }
        if tag.isClosing { elements.close(tag.key, element) } else { elements.open(tag, element) }
        if element.contains(.lineBreak) {
            writer.addLine(source: tag.range)
        } else if element.contains(.block) {
            writer.breakLine(element.contains(.spaced) ? 2 : 1, source: tag.range)
        } else if element.contains(.cell) {
            writer.tab(tag.range)
        }
        if elements.hasChangedKind { writer.kind = elements.takeKind() }
        return tag.range.upperBound
    }

    /// Where the content of an element such as `style` ends: before its end tag.
    private func endOfRawText(_ tag: HTMLTag, in input: Span<UInt8>) -> Int {
        var search = tag.range.upperBound
        while true {
            let close = ByteScan.find(0x3C, in: input, search..<input.count)
            guard close + 1 + tag.name.count < input.count else { return input.count }
            let name = close + 2..<close + 2 + tag.name.count
            if input[close + 1] == 0x2F, name.upperBound <= input.count,
                ByteScan.htmlName(in: input, from: name.lowerBound) == (tag.key, name.upperBound)
            {
                return close
            }
            search = close + 1
        }
    }
}
