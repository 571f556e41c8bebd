/// Uuencoded content (IEEE Std 1003.1, uuencode): lines of a length character and groups of four.
enum Uuencode {
    /// Decodes what stands between `begin` and `end`; without a `begin` line, every line.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count / 4 * 3)
        var lineStart = 0
        while lineStart < input.count {
            let feed = ByteScan.find(0x0A, in: input, lineStart..<input.count)
            var lineEnd = feed
            while lineEnd > lineStart, input[lineEnd - 1] == 0x0D { lineEnd -= 1 }
            let line = lineStart..<lineEnd
            lineStart = min(feed + 1, input.count)
            if line.isEmpty || ByteScan.startsWith("begin ", in: input, line) { continue }
            if ByteScan.isWord("end", in: input, line) { return }
            decode(line, of: input, into: &sink)
        }
    }

    private static func decode<S: DecodingSink>(_ line: Range<Int>, of input: Span<UInt8>, into sink: inout S) {
        var left = Int((input[line.lowerBound] &- 0x20) & 0x3F)
        var bits: UInt32 = 0
        var pending = 0
        for position in line.dropFirst() {
            guard left > 0 else { return }
            bits = bits << 6 | UInt32((input[position] &- 0x20) & 0x3F)
            pending += 6
            guard pending >= 8 else { continue }
            pending -= 8
            sink.emit(UInt8(truncatingIfNeeded: bits >> UInt32(pending)), from: position - 1..<position + 1)
            left -= 1
        }
    }
}
