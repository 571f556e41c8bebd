/// The body of a multipart, cut at its boundary lines (RFC 2046 section 5.1).
struct Boundaries {
    /// The parts' ranges, without the line ending before the next boundary.
    private(set) var parts: [Range<Int>] = []
    /// Whether the closing boundary is there.
    private(set) var isClosed = false
    /// Whether there were more parts than were asked for.
    private(set) var isCut = false

    /// Cuts `range` at lines of `--` and `boundary`; at most `limit` parts are made.
    init(_ input: Span<UInt8>, in range: Range<Int>, boundary: Span<UInt8>, limit: Int) {
        var open: Int?
        var search = range.lowerBound
        while let line = Self.delimiter(in: input, search..<range.upperBound, body: range, boundary: boundary) {
            if let start = open {
                guard parts.count < limit else {
                    isCut = true
                    return
                }
                parts.append(start..<max(start, line.contentEnd))
            }
            open = line.next
            search = line.next
            if line.isClosing {
                isClosed = true
                return
            }
        }
        guard let start = open else { return }
        if parts.count < limit { parts.append(start..<range.upperBound) } else { isCut = true }
    }

    private struct Line {
        /// The end of what stands before the line, its line ending taken off.
        var contentEnd: Int
        /// The start of the line after it.
        var next: Int
        var isClosing: Bool
    }

    /// The next boundary line in `range`.
    private static func delimiter(
        in input: Span<UInt8>, _ range: Range<Int>, body: Range<Int>, boundary: Span<UInt8>
    ) -> Line? {
        var search = range.lowerBound
        while search < range.upperBound {
            var dashes = search
            if search == body.lowerBound, search + 1 < range.upperBound, input[search] == 0x2D,
                input[search + 1] == 0x2D
            {
                search += 1
            } else {
                dashes = Self.dashes(in: input, max(search - 1, body.lowerBound)..<range.upperBound)
                guard dashes < range.upperBound else { return nil }
                search = dashes + 1
            }
            if let line = line(at: dashes, in: input, end: range.upperBound, body: body, boundary: boundary) {
                return line
            }
        }
        return nil
    }

    /// The first `--` at a line's start behind the first byte of `range`, else its end.
    private static func dashes(in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        let feed = ByteScan.find(0x0A, 0x2D, 0x2D, in: input, range)
        return feed < range.upperBound ? feed + 1 : feed
    }

    private static func line(
        at dashes: Int, in input: Span<UInt8>, end: Int, body: Range<Int>, boundary: Span<UInt8>
    ) -> Line? {
        var place = dashes + 2
        guard place + boundary.count <= end else { return nil }
        for index in 0..<boundary.count {
            guard input[place] == boundary[index] else { return nil }
            place += 1
        }
        let isClosing = place + 1 < end && input[place] == 0x2D && input[place + 1] == 0x2D
        if !isClosing {
            // Another multipart's boundary may begin with this one.
            while place < end, input[place].isBlank || input[place] == 0x0D { place += 1 }
            guard place == end || input[place] == 0x0A else { return nil }
        }
        let next = min(end, ByteScan.find(0x0A, in: input, place..<end) + 1)
        var contentEnd = dashes
        if contentEnd > body.lowerBound, input[contentEnd - 1] == 0x0A { contentEnd -= 1 }
        if contentEnd > body.lowerBound, input[contentEnd - 1] == 0x0D { contentEnd -= 1 }
        return Line(contentEnd: contentEnd, next: next, isClosing: isClosing)
    }
}
