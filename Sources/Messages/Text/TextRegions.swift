/// Finds what in a text is not the writer's own running text: quotations, signatures, headings, machine text.
struct TextRegions {
    /// Quotations, attributions, signatures, headings and key blocks, line by line.
    private var lines: [Region] = []
    private var runs: [Region] = []
    /// Whether there is an encrypted message in the text.
    private(set) var isEncrypted = false
    private let quotes: QuoteMarks
    private let signatures: SignatureMarks
    /// The depth of the quotation that everything from here on belongs to.
    private var depthBelow = 0
    private var isInSignature = false
    private var isInReplyHeader = false
    /// The line before, if it was filled and nothing special.
    private var previous: Range<Int>?

    /// The regions of `text`, whose line endings are LF.
    init(in text: Span<UInt8>, words: MarkerWords) {
        quotes = QuoteMarks(words: words)
        signatures = SignatureMarks(words: words)
        var rest = TextLines(from: 0, to: text.count)
        while let line = rest.next(in: text) {
            guard !line.isEmpty else {
                isInReplyHeader = false
                previous = nil
                continue
            }
            // Most lines are the writer's own words, and these bytes tell.
            let first = text[line.lowerBound]
            let last = text[line.upperBound - 1]
            if !isInSomething, Self.isOrdinary(first), last != 0x3A, last != 0x20, !quotes.words.mayBegin(with: first) {
                previous = line
            } else {
                read(line, in: text, rest: &rest)
            }
            if line.count > MachineRuns.longest { MachineRuns.append(to: &runs, in: text, line: line) }
        }
    }

    /// Whether lines now belong to something that began above them.
    private var isInSomething: Bool { isInSignature || isInReplyHeader || depthBelow > 0 }

    /// Whether a line that begins with this byte is no quoted line and no rule.
    @inline(__always) private static func isOrdinary(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x2A, 0x2D, 0x3D, 0x3E, 0x5F, 0x7E: false
        default: true
        }
    }

    /// What was found, under `markup`, the regions that the text's HTML gave.
    func regions(under markup: [Region]) -> [Region] {
        RegionLayers.overlay(RegionLayers.overlay(lines, with: markup), with: runs)
    }

    @inline(__always) private mutating func read(_ line: Range<Int>, in text: Span<UInt8>, rest: inout TextLines) {
        let first = text[line.lowerBound]
        if first == 0x3E || first == 0x20 {
            let depth = QuoteMarks.depth(of: line, in: text)
            if depth > 0 {
                isInSignature = false
                previous = nil
                return add(.quote(depth: depth + depthBelow), line)
            }
        }
        if first == 0x2D || first == 0x5F || first == 0x3D || first == 0x7E || first == 0x2A {
            if readRule(line, in: text, rest: &rest) { return }
        }
        if text[line.upperBound - 1] == 0x3A || text[line.upperBound - 1] == 0x20 {
            if readAttribution(line, in: text, rest: rest) { return }
        }
        if readWords(line, in: text, rest: rest) { return }
        previous = line
        addPlain(line)
    }

    /// A line inside what already began above it.
    private mutating func addPlain(_ line: Range<Int>) {
        if isInSignature {
            add(.signature, line)
        } else if depthBelow > 0 {
            add(.quote(depth: depthBelow), line)
        }
    }

    /// Lines of dashes, underscores and the like. False where the line is none that matters.
    private mutating func readRule(_ line: Range<Int>, in text: Span<UInt8>, rest: inout TextLines) -> Bool {
        if let block = ArmorBlock.end(from: line, in: text, before: rest) {
            add(.machine, line.lowerBound..<block.end)
            isEncrypted = isEncrypted || block.isEncrypted
            rest = TextLines(from: min(text.count, block.end + 1), to: text.count)
            return true
        }
        if SignatureMarks.isDelimiter(line, in: text) {
            isInSignature = true
            add(.signature, line)
            return true
        }
        if quotes.isSeparator(line, in: text, before: rest) || quotes.isRule(line, in: text, before: rest) {
            beginQuotation(line)
            isInReplyHeader = true
            return true
        }
        if let previous, isUnderline(line, of: previous, in: text) {
            if lines.last?.range.upperBound != previous.upperBound { add(.heading, previous) }
            self.previous = nil
            return true
        }
        return false
    }

    private func isUnderline(_ line: Range<Int>, of previous: Range<Int>, in text: Span<UInt8>) -> Bool {
        let rule = text.trimmed(line)
        let first = text[line.lowerBound]
        guard rule.count >= 4, previous.count <= 80, first != 0x5F, first != 0x2A else { return false }
        guard abs(rule.count - text.trimmed(previous).count) <= 2 else { return false }
        return rule.allSatisfy { text[$0] == first }
    }

    private mutating func readAttribution(_ line: Range<Int>, in text: Span<UInt8>, rest: TextLines) -> Bool {
        let (isOne, quotesAllBelow) = quotes.isAttribution(line, in: text, before: rest)
        guard isOne else { return false }
        // Mailers wrap it: a filled line just before belongs to it where this one does not begin a sentence of its own.
        if let previous, previous.upperBound + 1 == line.lowerBound, previous.count + line.count <= 300,
            hasAddressOrTime(previous, in: text)
        {
            cutBack(to: previous.lowerBound)
            add(.attribution, previous)
        }
        if quotesAllBelow { beginQuotation(line) } else { add(.attribution, line) }
        isInSignature = false
        previous = nil
        return true
    }

    private func hasAddressOrTime(_ line: Range<Int>, in text: Span<UInt8>) -> Bool {
        line.contains { text[$0] == 0x40 || text[$0].isDigit }
    }

    /// Lines known by words: the header of a quoted message, closing formulas.
    @inline(__always) private mutating func readWords(_ line: Range<Int>, in text: Span<UInt8>, rest: TextLines) -> Bool
    {
        if isInReplyHeader {
            if QuoteMarks.looksLikeField(line, in: text) || quotes.hasReplyHeader(line, in: text) {
                add(.attribution, line)
                return true
            }
            isInReplyHeader = false
        }
        guard quotes.words.mayBegin(with: text[line.lowerBound]) else { return false }
        if quotes.startsReply(line, in: text, before: rest) {
            beginQuotation(line)
            isInReplyHeader = true
            return true
        }
        if !isInSignature, signatures.isClosing(line, in: text, before: rest) {
            isInSignature = true
            add(.signature, line)
            return true
        }
        return false
    }

    /// Everything below `line` is quoted, once more than before.
    private mutating func beginQuotation(_ line: Range<Int>) {
        isInSignature = false
        previous = nil
        add(.attribution, line)
        depthBelow += 1
    }

    /// Takes back what the last region has from `start` on.
    private mutating func cutBack(to start: Int) {
        guard let last = lines.last, last.range.upperBound > start else { return }
        lines.removeLast()
        if last.range.lowerBound + 1 < start {
            lines.append(Region(kind: last.kind, range: last.range.lowerBound..<start - 1))
        }
    }

    /// Adds a region, or lengthens the last one where it is of the same kind and only a line ending lies between.
    private mutating func add(_ kind: Region.Kind, _ range: Range<Int>) {
        if let last = lines.last, last.kind == kind, last.range.upperBound + 1 >= range.lowerBound {
            lines[lines.count - 1].range = last.range.lowerBound..<range.upperBound
        } else {
            lines.append(Region(kind: kind, range: range))
        }
    }
}
