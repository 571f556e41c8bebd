import CByteScan

/// Searching in bytes by the vector routines of CByteScan.
///
/// Every function cuts its range to the span first and hands the C side a pointer with exactly that many bytes, which
/// it does not keep: nothing outside the span can be read.
enum ByteScan {
    /// Runs `search` on the bytes in `range`, cut to the span; what it returns counts from the start of `range`.
    @inline(__always) private static func scan(
        _ input: Span<UInt8>, _ range: Range<Int>, by search: (UnsafePointer<UInt8>, Int) -> Int
    ) -> Int {
        let start = max(range.lowerBound, 0)
        let end = min(range.upperBound, input.count)
        guard start < end else { return max(range.lowerBound, end) }
        return input.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return end }
            // Safe: `start` and `end` lie in the buffer, which lives as long as this closure.
            return start + search(base + start, end - start)
        }
    }

    /// The first `byte` in `range`, else the range's end.
    @inline(never) static func find(_ byte: UInt8, in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        scan(input, range) { cbs_find($0, $1, byte) }
    }

    /// The first byte from 0x80 up in `range`, else the range's end.
    @inline(never) static func findHigh(in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        scan(input, range) { cbs_find_high($0, $1) }
    }

    /// Where in `range` the three bytes first follow one another, else the range's end.
    @inline(never) static func find(
        _ first: UInt8, _ second: UInt8, _ third: UInt8, in input: Span<UInt8>, _ range: Range<Int>
    ) -> Int {
        scan(input, range) { cbs_find3($0, $1, first, second, third) }
    }

    /// The end of the plain HTML text that starts `range`: before `<`, `&`, a control character or two spaces.
    @inline(never) static func findMarkup(in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        scan(input, range) { cbs_find_markup($0, $1) }
    }

    /// The end of the field name that starts `range`: before a colon, a blank, a control character or an 8-bit one.
    @inline(never) static func findNameEnd(in input: Span<UInt8>, _ range: Range<Int>) -> Int {
        scan(input, range) { cbs_find_name_end($0, $1, 0x3A) }
    }

    /// The name of an HTML tag or attribute at `start`: where it ends, and its first seven letters in lower case and its
    /// length in one number.
    @inline(__always) static func htmlName(in input: Span<UInt8>, from start: Int) -> (key: UInt64, end: Int) {
        guard start >= 0, start < input.count else { return (0, start) }
        return input.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return (0, start) }
            var length = 0
            // Safe: `start` lies in the buffer, and what is passed is the count behind it.
            let key = cbs_html_name(base + start, buffer.count - start, &length)
            return (key, start + length)
        }
    }

    /// Whether the bytes in `range` are `word`, ASCII letters compared without case; `word` is in lower case.
    @inline(__always) static func isWord(_ word: StaticString, in input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count == word.utf8CodeUnitCount && begins(word, in: input, at: range.lowerBound)
            && matches(word, in: input, at: range.lowerBound)
    }

    /// Whether the first letter of `word` stands at `position`: most words differ in it.
    @inline(__always) private static func begins(_ word: StaticString, in input: Span<UInt8>, at position: Int) -> Bool
    {
        // Safe: a static string ends in a NUL that is not counted, so that even an empty one has this byte.
        position < input.count && input[position].asciiLowercased == word.utf8Start.pointee
    }

    /// Whether `word` stands at `position`.
    @inline(never) private static func matches(_ word: StaticString, in input: Span<UInt8>, at position: Int) -> Bool {
        guard position >= 0, input.count - position >= word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            // Safe: `offset` stays below the count of both.
            for offset in 0..<letters.count where input[position + offset].asciiLowercased != letters[offset] {
                return false
            }
            return true
        }
    }

    /// Whether `range` begins with `word`, ASCII letters compared without case; `word` is in lower case.
    @inline(__always) static func startsWith(_ word: StaticString, in input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count >= word.utf8CodeUnitCount && begins(word, in: input, at: range.lowerBound)
            && matches(word, in: input, at: range.lowerBound)
    }
}

extension String {
    /// The bytes of `input` in `range`, read as UTF-8; what is none becomes U+FFFD.
    init(decoding input: Span<UInt8>, _ range: Range<Int>) {
        // Safe: the pointer stays inside the closure and covers `range`, which is checked, only.
        self = input.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
