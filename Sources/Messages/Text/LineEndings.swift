/// CRLF and CR to LF.
enum LineEndings {
    /// Whether there is anything to do in `range`.
    static func isNeeded(in input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        ByteScan.find(0x0D, in: input, range) < range.upperBound
    }

    /// One LF for CR, for CRLF, and for several CR before one LF.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        var position = 0
        while true {
            let carriage = ByteScan.find(0x0D, in: input, position..<input.count)
            if position < carriage { sink.emit(run: position..<carriage, of: input) }
            guard carriage < input.count else { return }
            var end = carriage + 1
            while end < input.count, input[end] == 0x0D { end += 1 }
            if end < input.count, input[end] == 0x0A {
                sink.emit(0x0A, from: carriage..<end + 1)
                position = end + 1
            } else {
                for place in carriage..<end { sink.emit(0x0A, from: place..<place + 1) }
                position = end
            }
        }
    }
}
