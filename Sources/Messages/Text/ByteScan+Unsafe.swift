import CByteScan

/// Searching in bytes by the vector routines of CByteScan.
///
/// Every function cuts its range to the span first and hands the C side a pointer with exactly that many bytes, which
/// it does not keep: nothing outside the span can be read.
enum ByteScan {
    /// The first `byte` in `range`, else the range's end.
    @inline(__always) static func find(_ byte: UInt8, in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        let range = range.clamped(to: 0..<input.count)
        return range.lowerBound
            + input.extracting(range).withUnsafeBufferPointer { buffer in
                // Safe: `buffer` covers `range` only and lives as long as the closure.
                guard let base = buffer.baseAddress else { return 0 }
                return cbs_find(base, buffer.count, byte)
            }
    }

    /// The first byte from 0x80 up in `range`, else the range's end.
    @inline(__always) static func findHigh(in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        let range = range.clamped(to: 0..<input.count)
        return range.lowerBound
            + input.extracting(range).withUnsafeBufferPointer { buffer in
                // Safe: as in `find`.
                guard let base = buffer.baseAddress else { return 0 }
                return cbs_find_high(base, buffer.count)
            }
    }

    /// Where in `range` the three bytes first follow one another, else the range's end.
    @inline(__always) static func find(
        _ first: UInt8, _ second: UInt8, _ third: UInt8, in input: Span<UInt8>, _ range: Range<Int>
    ) -> Int {
        let range = range.clamped(to: 0..<input.count)
        return range.lowerBound
            + input.extracting(range).withUnsafeBufferPointer { buffer in
                // Safe: as in `find`.
                guard let base = buffer.baseAddress else { return 0 }
                return cbs_find3(base, buffer.count, first, second, third)
            }
    }

    /// The end of the plain HTML text that starts `range`: before `<`, `&`, a control character or two spaces.
    @inline(__always) static func findMarkup(in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        let range = range.clamped(to: 0..<input.count)
        return range.lowerBound
            + input.extracting(range).withUnsafeBufferPointer { buffer in
                // Safe: as in `find`.
                guard let base = buffer.baseAddress else { return 0 }
                return cbs_find_markup(base, buffer.count)
            }
    }

    /// Whether the bytes in `range` are `word`, ASCII letters compared without case; `word` is in lower case.
    @inline(__always) static func isWord(_ word: StaticString, in input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == word.utf8CodeUnitCount, range.upperBound <= input.count else { return false }
        return word.withUTF8Buffer { letters in
            // Safe: `offset` stays below the count of both.
            for offset in 0..<letters.count
            where input[range.lowerBound + offset].asciiLowercased != letters[offset] {
                return false
            }
            return true
        }
    }

    /// Whether `word` (in lower case) stands at `position`, ASCII letters compared without case.
    @inline(__always) static func startsWith(_ word: StaticString, in input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let count = word.utf8CodeUnitCount
        guard range.count >= count else { return false }
        return isWord(word, in: input, range.lowerBound..<range.lowerBound + count)
    }
}
