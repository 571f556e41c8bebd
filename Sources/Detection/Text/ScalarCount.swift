import Messages

/// From byte ranges to ranges of Unicode scalars, as records state them. Ranges in the order of the text cost one pass.
struct ScalarCount {
    private var segment = -1
    private var bytes = 0
    private var scalars = 0

    /// The same range counted in scalars of valid UTF-8.
    mutating func range(_ range: Range<Int>, of text: Bytes, segment: Int) -> Range<Int> {
        if segment != self.segment || range.lowerBound < bytes { (self.segment, bytes, scalars) = (segment, 0, 0) }
        scalars += Self.count(text, bytes..<range.lowerBound)
        bytes = range.lowerBound
        return scalars..<scalars + Self.count(text, range)
    }

    private static func count(_ text: Bytes, _ range: Range<Int>) -> Int {
        text.slice(range).withBytes { span in
            var scalars = 0
            for index in span.indices where span[index] & 0xC0 != 0x80 { scalars &+= 1 }
            return scalars
        }
    }
}
