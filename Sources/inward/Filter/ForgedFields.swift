import Messages

/// The fields in a message's own header that only Inward may write: those whose names begin with `X-Inward-`.
///
/// Looked for line by line and without the limits of reading, since whoever reads the message after us may know other
/// limits: up to the first empty line, whatever stands between, and also behind a carriage return without line feed.
struct ForgedFields {
    private static let prefix = Array("x-inward-".utf8)

    let raw: Bytes
    /// Where the header begins.
    let start: Int

    private struct Line {
        var text: Range<Int>
        /// Where the next one begins.
        var next: Int
        /// Whether it ends in a line feed, or in carriage returns alone, or in nothing.
        var isFed: Bool
    }

    /// The byte ranges of such fields with their folded lines and line endings, in order.
    var ranges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var before = Line(text: start..<start, next: start, isFed: true)
        var isForged = false
        while before.next < raw.count {
            let line = line(at: before.next)
            if line.text.isEmpty && line.isFed { break }
            let isFolded = !line.text.isEmpty && isBlank(raw[line.text.lowerBound])
            if !isFolded { isForged = isForgedField(line.text) }
            // Behind a lone carriage return the field goes with that, and leaves the line's own ending to the line.
            if isForged {
                ranges.append(
                    before.isFed ? line.text.lowerBound..<line.next : before.text.upperBound..<line.text.upperBound)
            }
            before = line
        }
        return ranges
    }

    private func line(at start: Int) -> Line {
        var end = start
        while end < raw.count, raw[end] != 0x0A, raw[end] != 0x0D { end += 1 }
        var next = end
        while next < raw.count, raw[next] == 0x0D { next += 1 }
        let isFed = next < raw.count && raw[next] == 0x0A
        return Line(text: start..<end, next: isFed ? next + 1 : next, isFed: isFed)
    }

    private func isForgedField(_ line: Range<Int>) -> Bool {
        guard line.count > Self.prefix.count else { return false }
        for (offset, letter) in Self.prefix.enumerated() where lower(raw[line.lowerBound + offset]) != letter {
            return false
        }
        var place = line.lowerBound + Self.prefix.count
        while place < line.upperBound, raw[place] > 0x20, raw[place] != 0x3A { place += 1 }
        while place < line.upperBound, isBlank(raw[place]) { place += 1 }
        return place < line.upperBound && raw[place] == 0x3A
    }

    private func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
