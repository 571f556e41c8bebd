/// Reads the header fields of a message or a part one after another (RFC 5322 section 2.2), leniently: any line ending,
/// lines that are no field, a missing blank line. Only ranges are made, nothing is copied.
struct HeaderScanner {
    /// What was met beside proper fields.
    struct Oddities: OptionSet {
        let rawValue: UInt8
        /// A line between the fields that is no field; it was passed over.
        static let strayLine = Oddities(rawValue: 1)
        /// The body begins without a blank line.
        static let noBlankLine = Oddities(rawValue: 2)
        /// A field longer than the limit; the rest of it was passed over.
        static let longField = Oddities(rawValue: 4)
        /// More fields than the limit; the others were passed over.
        static let manyFields = Oddities(rawValue: 8)
    }

    private(set) var oddities: Oddities = []
    /// Where the next field is read; after the last one, where the body begins.
    private(set) var position: Int
    private let end: Int
    private let limits: MessageLimits
    private var fields = 0
    private let lineEnd: UInt8

    /// A scanner over the entity in `range`: its header fields and then its body.
    init(_ input: Span<UInt8>, in range: Range<Int>, limits: MessageLimits) {
        position = range.lowerBound
        end = min(range.upperBound, input.count)
        self.limits = limits
        lineEnd = Self.lineEnd(of: input, in: position..<max(position, end))
    }

    /// The next field, or nil where the header ends; ``position`` is then the first byte of the body.
    mutating func next(in input: Span<UInt8>) -> HeaderField? {
        while position < end {
            let lineStart = position
            let first = input[lineStart]
            if first.isLineEnd, let after = emptyLine(at: lineStart, in: input) {
                position = after
                return nil
            }
            guard let colon = Self.colon(of: lineStart..<end, in: input) else {
                guard passOver(lineAt: lineStart, in: input) else { return nil }
                continue
            }
            let field = field(from: lineStart, colon: colon, in: input)
            fields += 1
            guard fields <= limits.headers else {
                oddities.insert(.manyFields)
                continue
            }
            return field
        }
        return nil
    }

    /// LF unless the first line ends with CR and no LF: very old files know only CR.
    private static func lineEnd(of input: Span<UInt8>, in range: Range<Int>) -> UInt8 {
        let feed = ByteScan.find(0x0A, in: input, range)
        var carriage = ByteScan.find(0x0D, in: input, range.lowerBound..<feed)
        while carriage < feed, input[carriage] == 0x0D { carriage += 1 }
        return carriage < feed || (feed == range.upperBound && feed > range.lowerBound && input[feed - 1] == 0x0D)
            ? 0x0D : 0x0A
    }

    /// The position after an empty line that starts at `start`.
    private func emptyLine(at start: Int, in input: Span<UInt8>) -> Int? {
        if input[start] == lineEnd { return start + 1 }
        var place = start
        while place < end, input[place] == 0x0D { place += 1 }
        guard place < end else { return end }
        return input[place] == 0x0A ? place + 1 : nil
    }

    /// The colon after a field name that starts `range`, blanks before it allowed.
    @inline(__always) private static func colon(of range: Range<Int>, in input: Span<UInt8>) -> Int? {
        var place = ByteScan.findNameEnd(in: input, range)
        guard place > range.lowerBound else { return nil }
        while place < range.upperBound, input[place].isBlank { place += 1 }
        return place < range.upperBound && input[place] == 0x3A ? place : nil
    }

    /// The field whose name starts at `start`; ``position`` moves behind its last line.
    @inline(__always) private mutating func field(from start: Int, colon: Int, in input: Span<UInt8>) -> HeaderField {
        var next = nextLine(after: colon + 1, in: input)
        while next < end, input[next].isBlank { next = nextLine(after: next, in: input) }
        position = next
        var valueEnd = next
        if valueEnd > colon + 1, input[valueEnd - 1] == lineEnd { valueEnd -= 1 }
        while valueEnd > colon + 1, input[valueEnd - 1] == 0x0D { valueEnd -= 1 }
        if valueEnd - start > limits.headerBytes {
            oddities.insert(.longField)
            valueEnd = max(colon + 1, start + limits.headerBytes)
        }
        var nameEnd = colon
        while nameEnd > start, input[nameEnd - 1].isBlank { nameEnd -= 1 }
        return HeaderField(name: start..<nameEnd, value: colon + 1..<valueEnd)
    }

    /// The start of the line after the one that `place` is in.
    @inline(__always) private func nextLine(after place: Int, in input: Span<UInt8>) -> Int {
        min(end, ByteScan.find(lineEnd, in: input, place..<end) + 1)
    }

    /// Passes over a line that is no field. False where the body must be taken to begin with it.
    private mutating func passOver(lineAt start: Int, in input: Span<UInt8>) -> Bool {
        let next = nextLine(after: start, in: input)
        let line = start..<next
        let isSeparator =
            ByteScan.startsWith("from ", in: input, line) || ByteScan.startsWith(">from ", in: input, line)
        if !isSeparator {
            // Without any field before it, such a line is the text of a message that has no header.
            guard fields > 0, Self.colon(of: next..<end, in: input) != nil || input[start].isBlank else {
                if fields > 0 { oddities.insert(.noBlankLine) }
                return false
            }
            oddities.insert(.strayLine)
        }
        position = next
        return true
    }
}
