/// UTF-8 (RFC 3629): checking it, and making it valid.
enum UTF8Text {
    /// The first byte in `range` that is not part of valid UTF-8, else the range's end.
    static func firstInvalid(in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        var position = range.lowerBound
        while position < range.upperBound {
            if input[position] < 0x80 {
                position = ByteScan.findHigh(in: input, position..<range.upperBound)
                guard position < range.upperBound else { break }
            }
            let length = sequence(at: position, in: input, end: range.upperBound)
            guard length > 0 else { return position }
            position += length
        }
        return range.upperBound
    }

    /// Copies what is valid; each maximal part of an invalid sequence becomes one U+FFFD (Unicode section 3.9).
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        var position = 0
        while position < input.count {
            let invalid = firstInvalid(in: input, position..<input.count)
            if position < invalid { sink.emit(run: position..<invalid, of: input) }
            guard invalid < input.count else { return }
            position = invalid - sequence(at: invalid, in: input, end: input.count)
            sink.emit(replacementFrom: invalid..<position)
        }
    }

    /// The length of the valid sequence at `position`, or minus the length of its longest valid beginning, at least 1.
    @inline(__always) static func sequence(at position: Int, in input: Span<UInt8>, end: Int) -> Int {
        let first = input[position]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { low = 0xA0 }
            if first == 0xED { high = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { low = 0x90 }
            if first == 0xF4 { high = 0x8F }
        default: return -1
        }
        for offset in 1..<length {
            guard position + offset < end, input[position + offset] >= low, input[position + offset] <= high else {
                return -offset
            }
            low = 0x80
            high = 0xBF
        }
        return length
    }
}
