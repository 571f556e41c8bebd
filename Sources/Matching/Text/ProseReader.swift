import CByteScan

/// A word of running text, or a number.
public struct ProseWord: BitwiseCopyable, Sendable {
    /// Says which word it is, case and apostrophes aside; of every number the same.
    public let hash: UInt64
    private let start: Int32
    private let end: Int32

    fileprivate init(_ hash: UInt64, _ range: Range<Int>) {
        self.hash = hash
        start = Int32(truncatingIfNeeded: range.lowerBound)
        end = Int32(truncatingIfNeeded: range.upperBound)
    }

    /// Where it stands.
    @inline(__always)
    public var range: Range<Int> { Int(start)..<Int(end) }
}

/// Splits running text into words, 64 bytes at a time.
///
/// A word is a run of letters of ASCII and bytes beyond it, a number a run of digits; apostrophes belong to both and count for nothing ("don't" is "dont").
/// Letters of ASCII count without case.
public struct ProseReader: Sendable {
    /// Where hashes begin.
    private let basis: UInt64
    private let number: UInt64

    /// A reader whose hashes begin at `basis`: of two readers with the same they are the same.
    public init(basis: UInt64) {
        self.basis = basis
        number = Self.mixed(basis, 0x30)
    }

    /// The hash of a word in lower case without apostrophes; `0` stands for every number.
    public func hash(_ word: ArraySlice<UInt8>) -> UInt64 { hash(of: word) }

    private func hash(of word: some Sequence<UInt8>) -> UInt64 {
        var hash = basis
        var (chunk, filled): (UInt64, UInt64) = (0, 0)
        for byte in word {
            chunk |= UInt64(byte) &<< (filled &* 8)
            filled &+= 1
            guard filled == 8 else { continue }
            hash = Self.mixed(hash, chunk)
            (chunk, filled) = (0, 0)
        }
        return filled > 0 ? Self.mixed(hash, chunk) : hash
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ chunk: UInt64) -> UInt64 {
        let product = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product &>> 32
    }

    /// Appends the words of a range of a text of at most 2 GB; what lies outside of the range is not looked at.
    public func read(_ text: RawSpan, in range: Range<Int>, into words: inout [ProseWord]) {
        // Safe: the pointer is read inside the closure only, below the span's count, and the span keeps its bytes alive for it.
        text.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            let range = range.clamped(to: 0..<min(buffer.count, Int(Int32.max)))
            let text = TextView(base: base.assumingMemoryBound(to: UInt8.self), count: buffer.count)
            var position = range.lowerBound
            while position < range.upperBound { readBlock(text, &position, range.upperBound, &words) }
        }
    }

    /// Reads the words of the block at `position` and moves it to the end of the block, or to the last word where that may go on behind the block.
    @inline(__always)
    private func readBlock(_ text: TextView, _ position: inout Int, _ end: Int, _ words: inout [ProseWord]) {
        let size = min(64, end &- position)
        let found = bytescan_prose_masks(text.base + position, text.count &- position)
        let within: UInt64 = size == 64 ? .max : (1 &<< UInt64(size)) &- 1
        let (letters, digits) = (found.letters & within, found.digits & within)
        let marks = found.apostrophes & within
        var rest = letters | digits
        while rest != 0 {
            let start = rest.trailingZeroBitCount
            let isWord = letters &>> UInt64(start) & 1 != 0
            let run = (isWord ? letters : digits) | marks
            let length = (~(run &>> UInt64(start))).trailingZeroBitCount
            let stop = start &+ length
            if stop == 64 {
                // It may go on: the next block begins with it.
                guard start == 0 else {
                    position &+= start
                    return
                }
                return readLong(text, &position, end, isWord, &words)
            }
            let place = position &+ start..<position &+ stop
            let hasMarks = marks &>> UInt64(start) & ((1 &<< UInt64(length)) &- 1) != 0
            words.append(ProseWord(isWord ? hash(text, place, hasMarks) : number, place))
            rest &= ~0 &<< UInt64(stop)
        }
        position &+= size
    }

    /// A word as long as a block or longer.
    @inline(never)
    private func readLong(
        _ text: TextView, _ position: inout Int, _ end: Int, _ isWord: Bool, _ words: inout [ProseWord]
    ) {
        let start = position
        while position < end {
            let byte = text.base[position]
            let isDigit = byte &- 0x30 <= 9
            let isLetter = !isDigit && (byte >= 0x80 || TextView.isASCIIWord(byte))
            guard byte == 0x27 || (isWord ? isLetter : isDigit) else { break }
            position &+= 1
        }
        words.append(ProseWord(isWord ? slowHash(text, start..<position) : number, start..<position))
    }

    @inline(__always)
    private func hash(_ text: TextView, _ range: Range<Int>, _ hasMarks: Bool) -> UInt64 {
        // Whole chunks are read, the last one past the end of the word.
        guard !hasMarks, range.upperBound &+ 8 <= text.count else { return slowHash(text, range) }
        var hash = basis
        var position = range.lowerBound
        while true {
            let left = range.upperBound &- position
            let chunk = bytescan_load8(text.base + position)
            // Bytes beyond ASCII stay as they are.
            let folded = chunk | (~chunk & 0x8080_8080_8080_8080) &>> 2
            guard left > 8 else { return Self.mixed(hash, folded & TermKey.mask(left)) }
            hash = Self.mixed(hash, folded)
            position &+= 8
        }
    }

    @inline(never)
    private func slowHash(_ text: TextView, _ range: Range<Int>) -> UInt64 {
        let letters = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: text.base, count: text.count)[range])
        return hash(of: letters.lazy.filter { $0 != 0x27 }.map { $0 < 0x80 ? $0 | 0x20 : $0 })
    }
}

/// Marks that may end a sentence: a line feed, a full stop, an exclamation or question mark.
public enum SentenceMarks {
    /// The first in a range of a text, or the end of the range.
    public static func first(in text: RawSpan, _ range: Range<Int>) -> Int {
        // Safe: the pointer is read inside the closure only, and the span keeps its bytes alive for it.
        text.withUnsafeBytes { buffer in
            let range = range.clamped(to: 0..<buffer.count)
            guard let base = buffer.baseAddress, !range.isEmpty else { return range.upperBound }
            let first = base.assumingMemoryBound(to: UInt8.self) + range.lowerBound
            return range.lowerBound &+ bytescan_sentence_mark(first, range.count)
        }
    }
}
