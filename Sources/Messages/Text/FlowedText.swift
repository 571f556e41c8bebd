/// Text with format=flowed (RFC 3676): lines that end in a space run on.
enum FlowedText {
    /// Joins the lines of each paragraph of one quote depth. The quote marks of joined lines go, the first line's stay.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, delSp: Bool, into sink: inout S) {
        sink.reserve(input.count)
        var flowingDepth: Int?
        var pendingBreak = 0..<0
        var lineStart = 0
        while lineStart < input.count {
            let feed = ByteScan.find(0x0A, in: input, lineStart..<input.count)
            var textStart = lineStart
            while textStart < feed, input[textStart] == 0x3E { textStart += 1 }
            let depth = textStart - lineStart
            if textStart < feed, input[textStart] == 0x20 { textStart += 1 }
            let isSignature =
                feed - textStart == 3 && input[textStart] == 0x2D && input[textStart + 1] == 0x2D
                && input[textStart + 2] == 0x20
            if flowingDepth != depth || isSignature {
                if flowingDepth != nil { sink.emit(0x0A, from: pendingBreak) }
                if depth > 0 { sink.emit(run: lineStart..<textStart, of: input) }
            }
            let isFlowed = feed > textStart && input[feed - 1] == 0x20 && !isSignature
            let textEnd = isFlowed && delSp ? feed - 1 : feed
            if textStart < textEnd { sink.emit(run: textStart..<textEnd, of: input) }
            let next = min(feed + 1, input.count)
            if !isFlowed, feed < input.count { sink.emit(0x0A, from: feed..<next) }
            flowingDepth = isFlowed ? depth : nil
            pendingBreak = feed..<next
            lineStart = next
        }
    }
}
