import Messages

/// From byte ranges to ranges of Unicode scalars, as records state them.
public enum ScalarCount {
    /// The same range counted in scalars of valid UTF-8.
    public static func range(_ bytes: Range<Int>, in text: Bytes) -> Range<Int> {
        let start = count(text, 0..<bytes.lowerBound)
        return start..<start + count(text, bytes)
    }

    private static func count(_ text: Bytes, _ range: Range<Int>) -> Int {
        text.slice(range).withBytes { span in
            var scalars = 0
            for index in span.indices where span[index] & 0xC0 != 0x80 { scalars &+= 1 }
            return scalars
        }
    }
}
