/// Long runs without whitespace that are no words: addresses of links, encoded data, keys.
enum MachineRuns {
    /// Runs of at most this many bytes are left alone.
    static let longest = 60

    /// Appends the regions of such runs in `line`.
    static func append(to regions: inout [Region], in text: Span<UInt8>, line: Range<Int>) {
        // Every run longer than `longest` covers the place `longest` behind the last known whitespace, so only runs
        // that do are looked at whole.
        var start = line.lowerBound
        while line.upperBound - start > longest {
            var place = start + longest
            while place >= start, !text[place].isWhitespace { place -= 1 }
            guard place < start else {
                start = place + 1
                continue
            }
            var end = start + longest + 1
            while end < line.upperBound, !text[end].isWhitespace { end += 1 }
            if isMachine(text, start..<end) { regions.append(Region(kind: .machine, range: start..<end)) }
            start = end
            while start < line.upperBound, text[start].isWhitespace { start += 1 }
        }
    }

    /// Whether a long run is no language: ASCII, and an address or digits and letters mixed as encodings do.
    private static func isMachine(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
        guard ByteScan.findHigh(in: text, run) == run.upperBound else { return false }
        if ByteScan.find(0x3A, 0x2F, 0x2F, in: text, run) < run.upperBound { return true }
        if ByteScan.find(0x77, 0x77, 0x77, in: text, run) < run.upperBound { return true }
        var digits = 0
        var capitals = 0
        var others = 0
        for position in run {
            let byte = text[position]
            if byte.isDigit || byte == 0x2B || byte == 0x2F || byte == 0x3D || byte == 0x25 {
                digits += 1
            } else if byte.isLetter {
                if byte < 0x60 { capitals += 1 }
            } else {
                others += 1
            }
        }
        return others * 4 < run.count && (digits * 20 > run.count || capitals * 5 > run.count && digits > 0)
    }
}
