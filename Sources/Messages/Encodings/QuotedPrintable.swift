/// Quoted-printable (RFC 2045 section 6.7), read leniently: escapes that are none stay as they are.
enum QuotedPrintable {
    /// Decodes line by line: blanks at a line's end go, a soft break joins two lines.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        var lineStart = 0
        while lineStart < input.count {
            let feed = ByteScan.find(0x0A, in: input, lineStart..<input.count)
            var breakStart = feed
            while breakStart > lineStart, input[breakStart - 1] == 0x0D { breakStart -= 1 }
            var textEnd = breakStart
            while textEnd > lineStart, input[textEnd - 1].isBlank { textEnd -= 1 }
            let isSoft = textEnd > lineStart && input[textEnd - 1] == 0x3D
            if isSoft { textEnd -= 1 }
            let next = min(feed + 1, input.count)
            if isSoft || textEnd != breakStart {
                decode(lineStart..<textEnd, of: input, into: &sink)
                if !isSoft { sink.emit(run: breakStart..<next, of: input) }
            } else {
                decode(lineStart..<next, of: input, into: &sink)
            }
            lineStart = next
        }
    }

    /// Decodes the escapes in `range`, which holds no soft break.
    @inline(__always) private static func decode<S: DecodingSink>(
        _ range: Range<Int>, of input: Span<UInt8>, into sink: inout S
    ) {
        var runStart = range.lowerBound
        var search = runStart
        while true {
            let escape = ByteScan.find(0x3D, in: input, search..<range.upperBound)
            guard escape < range.upperBound else { break }
            search = escape + 1
            guard escape + 2 < range.upperBound, let high = input[escape + 1].hexValue,
                let low = input[escape + 2].hexValue
            else { continue }
            if runStart < escape { sink.emit(run: runStart..<escape, of: input) }
            sink.emit(high << 4 | low, from: escape..<escape + 3)
            runStart = escape + 3
            search = runStart
        }
        if runStart < range.upperBound { sink.emit(run: runStart..<range.upperBound, of: input) }
    }
}
