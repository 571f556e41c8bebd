/// The text side of HTML to text: collapses whitespace, sets line breaks, keeps the regions.
struct HTMLWriter<S: DecodingSink> {
    private(set) var sink: S
    private(set) var regions: [Region] = []
    /// What is written now; nil for the writer's own running text.
    var kind: Region.Kind?
    private var openKind: Region.Kind?
    private var openStart = 0
    /// The tags that the next line breaks come from, at most two.
    private var breaks: (count: Int, first: Range<Int>, second: Range<Int>) = (0, 0..<0, 0..<0)
    private var gap: (byte: UInt8, source: Range<Int>)?
    private var isAtLineStart = true

    init(sink: S) { self.sink = sink }

    /// At least `count` line breaks before what comes next, because of the tag at `source`.
    mutating func breakLine(_ count: Int, source: Range<Int>) {
        gap = nil
        guard !isAtStart else { return }
        while breaks.count < count { addBreak(source) }
    }

    /// One more line break, up to an empty line.
    mutating func addLine(source: Range<Int>) {
        gap = nil
        guard !isAtStart, breaks.count < 2 else { return }
        addBreak(source)
    }

    private var isAtStart: Bool { sink.bytes.isEmpty }

    private mutating func addBreak(_ source: Range<Int>) {
        if breaks.count == 0 { breaks.first = source } else { breaks.second = source }
        breaks.count += 1
    }

    /// Whitespace, of which all that stands together becomes one space.
    @inline(__always) mutating func space(_ source: Range<Int>) {
        guard breaks.count == 0, !isAtLineStart else { return }
        if let gap, gap.byte == 0x20 {
            self.gap = (0x20, gap.source.lowerBound..<source.upperBound)
        } else if gap == nil {
            gap = (0x20, source)
        }
    }

    /// The border of a table cell.
    mutating func tab(_ source: Range<Int>) {
        guard breaks.count == 0, !isAtLineStart else { return }
        gap = (0x09, source)
    }

    /// Text without whitespace at its ends, as it stands.
    @inline(__always) mutating func text(_ run: Range<Int>, of input: Span<UInt8>) {
        prepare()
        sink.emit(run: run, of: input)
    }

    /// A character made from `source`.
    mutating func character(_ scalar: UInt32, from source: Range<Int>) {
        prepare()
        sink.emit(scalar: scalar, from: source)
    }

    /// A line break or blank of preformatted text.
    mutating func verbatim(_ byte: UInt8, from source: Range<Int>) {
        prepare()
        sink.emit(byte, from: source)
        if byte == 0x0A { isAtLineStart = true }
    }

    /// Ends the text: the last region is closed.
    mutating func finish() { closeRegion() }

    /// Writes the breaks or the gap that wait, and opens or closes regions.
    @inline(__always) private mutating func prepare() {
        if breaks.count > 0 || gap != nil { writeGap() }
        if kind != openKind {
            closeRegion()
            openKind = kind
            openStart = sink.bytes.count
        }
        isAtLineStart = false
    }

    private mutating func writeGap() {
        // A region does not reach over the break or space behind it.
        if kind != openKind { closeRegion() }
        if breaks.count > 0 {
            sink.emit(0x0A, from: breaks.first)
            if breaks.count > 1 { sink.emit(0x0A, from: breaks.second) }
            breaks.count = 0
        } else if let gap {
            sink.emit(gap.byte, from: gap.source)
        }
        gap = nil
    }

    private mutating func closeRegion() {
        if let openKind, openStart < sink.bytes.count {
            regions.append(Region(kind: openKind, range: openStart..<sink.bytes.count))
        }
        openKind = nil
        openStart = sink.bytes.count
    }
}
