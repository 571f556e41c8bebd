/// Quoting of lines that begin with `From ` by whoever wrote the mbox: mboxrd puts one `>` before `>*From `.
enum MboxQuoting {
    /// Whether a quoted line stands in `range`.
    static func isNeeded(in input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        quotedLine(in: input, from: range.lowerBound, range) != nil
    }

    /// Takes one `>` off each quoted line.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        let all = 0..<input.count
        var position = 0
        while let quote = quotedLine(in: input, from: position, all) {
            sink.emit(run: position..<quote, of: input)
            position = quote + 1
        }
        sink.emit(run: position..<input.count, of: input)
    }

    /// The first `>` of the next quoted line whose last `>` stands at `start` or behind.
    private static func quotedLine(in input: Span<UInt8>, from start: Int, _ range: Range<Int>) -> Int? {
        var search = start
        while true {
            // `>Fr`
            let hit = ByteScan.find(0x3E, 0x46, 0x72, in: input, search..<range.upperBound)
            guard hit < range.upperBound else { return nil }
            search = hit + 1
            guard hit + 5 < range.upperBound, input[hit + 3] == 0x6F, input[hit + 4] == 0x6D, input[hit + 5] == 0x20
            else { continue }
            var first = hit
            while first > start, input[first - 1] == 0x3E { first -= 1 }
            if first == range.lowerBound || input[first - 1].isLineEnd { return first }
        }
    }
}
