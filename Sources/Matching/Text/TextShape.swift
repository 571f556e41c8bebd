import CByteScan

/// Cheap questions about a whole text, answered 64 bytes at a time.
public struct TextShape: OptionSet, Sendable {
    /// The answers as bits.
    public let rawValue: UInt8
    /// There are bytes from 0x80 on.
    public static let beyondASCII = TextShape(rawValue: 1)
    /// There may be four single letters with one and the same mark between each ("d.i.a.b.e.t.e.s").
    public static let spacedLetters = TextShape(rawValue: 2)

    /// An answer by its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// From one block to the next: a run of four takes seven bytes, and one more tells that the last is single, so each lies whole in a block.
    private static let stride = 56

    /// What is true of `text`.
    public init(of text: RawSpan) {
        // Safe: the pointer is read inside the closure only, and the span keeps its bytes alive for it.
        self = text.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return [] }
            return Self.scan(base.assumingMemoryBound(to: UInt8.self), buffer.count)
        }
    }

    private static func scan(_ base: UnsafePointer<UInt8>, _ count: Int) -> TextShape {
        var shape: TextShape = []
        var position = 0
        // A block is read whole from the text; the rest of it is copied to where 64 bytes can be read.
        while position &+ 64 <= count {
            shape.formUnion(block(base + position))
            position &+= stride
        }
        var rest = InlineArray<64, UInt8>(repeating: 0)
        let left = count &- position
        for index in 0..<left { rest[index] = base[position &+ index] }
        rest.span.withUnsafeBufferPointer { buffer in
            // Safe: the buffer has 64 bytes.
            if let rest = buffer.baseAddress { shape.formUnion(block(rest)) }
        }
        return shape
    }

    /// What is true of the 64 bytes at `bytes`.
    @inline(__always)
    private static func block(_ bytes: UnsafePointer<UInt8>) -> TextShape {
        let found = bytescan_words(bytes)
        // The byte before the block is not known here: a word that begins the block may be the end of a longer one, which
        // only makes the answer "there may be".
        let singles = found.words & ~(found.words &<< 1) & ~(found.words &>> 1)
        let runs = singles & (singles &>> 2) & (singles &>> 4) & (singles &>> 6)
        let high: TextShape = found.high == 0 ? [] : .beyondASCII
        return runs != 0 && hasSpacedLetters(bytes, runs) ? high.union(.spacedLetters) : high
    }

    /// Whether at one of the places of `runs`, which lie seven bytes or more before the end of the block, four letters stand with the same mark
    /// between each: rows of single digits are more common than spaced words.
    @inline(never)
    private static func hasSpacedLetters(_ bytes: UnsafePointer<UInt8>, _ runs: UInt64) -> Bool {
        var runs = runs
        while runs != 0 {
            let place = runs.trailingZeroBitCount
            runs &= runs &- 1
            let mark = bytes[place &+ 1]
            guard mark == bytes[place &+ 3], mark == bytes[place &+ 5], !TextView.isASCIIWord(mark) else { continue }
            if (0..<4).allSatisfy({ (bytes[place &+ 2 &* $0] | 0x20) &- 0x61 < 26 }) { return true }
        }
        return false
    }
}
