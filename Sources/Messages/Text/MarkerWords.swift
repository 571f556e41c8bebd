/// ``QuoteMarkers`` made ready for comparing with lines: their UTF-8 in lower case.
struct MarkerWords: Sendable {
    let attributionVerbs: [[UInt8]]
    let originalMessage: [[UInt8]]
    let replyHeaders: [[UInt8]]
    let closings: [[UInt8]]
    /// The first bytes of reply headers and closings, in either case: what most lines are told apart by.
    private var firsts = [Bool](repeating: false, count: 256)
    /// A bit for the length of each closing, up to 63 bytes.
    private var closingLengths: UInt64 = 0
    /// Whether there are any reply headers or closings.
    let hasLineWords: Bool

    init(_ markers: QuoteMarkers) {
        func ready(_ words: [String]) -> [[UInt8]] { words.map { Array($0.lowercased().utf8) }.filter { !$0.isEmpty } }
        attributionVerbs = ready(markers.attributionVerbs)
        originalMessage = ready(markers.originalMessage)
        replyHeaders = ready(markers.replyHeaders)
        closings = ready(markers.closings)
        hasLineWords = !replyHeaders.isEmpty || !closings.isEmpty
        for word in replyHeaders + closings {
            guard let first = word.first else { continue }
            firsts[Int(first)] = true
            if first.isLetter { firsts[Int(first & 0xDF)] = true }
        }
        for closing in closings { closingLengths |= 1 << UInt64(min(closing.count, 63)) }
        // Blanks and `*` may stand before a header's name.
        if hasLineWords { for mark in [0x20, 0x09, 0x2A] { firsts[mark] = true } }
    }

    /// Whether a line that begins with `byte` may begin with a reply header or be a closing.
    @inline(__always) func mayBegin(with byte: UInt8) -> Bool { hasLineWords && firsts[Int(byte)] }

    /// Whether the bytes in `range` are a closing.
    func isClosing(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        guard closingLengths >> UInt64(min(range.count, 63)) & 1 != 0 else { return false }
        let first = text[range.lowerBound].asciiLowercased
        return closings.contains { $0[0] == first && text.isWord($0, range) }
    }
}
