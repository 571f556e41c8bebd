/// The line that begins a message in an mbox (RFC 4155; older and newer writers differ in the date).
enum FromLine {
    /// A longer line is no `From ` line.
    static let limit = 1_024

    /// Whether the line at `range`, which begins with `From `, ends in a date as mail software writes it:
    /// `Thu Aug 22 12:36:23 2002`, with or without seconds or a time zone before or after the year, or
    /// `22 Aug 2002 12:36:23`, or `2002-08-22 12:36:23`. "From Monday at 10:30" in running text has none of these.
    static func isDated(_ window: Span<UInt8>, in range: Range<Int>) -> Bool {
        var words = Words(range)
        var last3 = 0..<0
        var last2 = 0..<0
        var last1 = 0..<0
        while let word = words.next(window) {
            if let time = timeStart(window, word) {
                if time > word.lowerBound || isISODate(window, last1) { return true }
                let isDayMonthYear =
                    isNumber(window, last1, digits: 4...4) && isName(window, last2, of: months)
                    && isNumber(window, last3, digits: 1...2)
                if isDayMonthYear { return true }
                let isAsctime =
                    isNumber(window, last1, digits: 1...2) && isName(window, last2, of: months)
                    && isName(window, last3, of: weekdays)
                if isAsctime, hasYear(window, in: words) { return true }
            }
            (last3, last2, last1) = (last2, last1, word)
        }
        return false
    }

    /// Whether the line at `range` can begin a message at all: `From :` is a header field in the obsolete syntax.
    static func isPossible(_ window: Span<UInt8>, in range: Range<Int>) -> Bool {
        var words = Words(range)
        guard words.next(window) != nil, let second = words.next(window) else { return false }
        return window[second.lowerBound] != UInt8(ascii: ":")
    }

    /// Runs of bytes that are not blank.
    private struct Words {
        var position: Int
        let end: Int

        init(_ range: Range<Int>) {
            position = range.lowerBound
            end = min(range.upperBound, range.lowerBound + limit)
        }

        mutating func next(_ window: Span<UInt8>) -> Range<Int>? {
            while position < end, window[position] <= 0x20 { position += 1 }
            let start = position
            while position < end, window[position] > 0x20 { position += 1 }
            return start < position ? start..<position : nil
        }
    }

    /// Whether one of the three words after the time is a year: a zone or two may stand between.
    private static func hasYear(_ window: Span<UInt8>, in words: Words) -> Bool {
        var words = words
        for _ in 0..<3 {
            guard let word = words.next(window) else { return false }
            if isNumber(window, word, digits: 4...4) { return true }
        }
        return false
    }

    /// Where a time (`9:05`, `12:36:23`) begins in the word: at its beginning, or behind `2002-08-22T`.
    private static func timeStart(_ window: Span<UInt8>, _ word: Range<Int>) -> Int? {
        guard word.count >= 4 else { return nil }
        let isISO = word.count > 11 && isISODate(window, word.lowerBound..<word.lowerBound + 10)
        let start = isISO ? word.lowerBound + 11 : word.lowerBound
        let colon = start + 1 < word.upperBound && window[start + 1] == UInt8(ascii: ":") ? start + 1 : start + 2
        guard colon + 3 <= word.upperBound, window[colon] == UInt8(ascii: ":"),
            isNumber(window, start..<colon, digits: 1...2), isNumber(window, colon + 1..<colon + 3, digits: 2...2)
        else { return nil }
        let isWhole = word.upperBound == colon + 3 || window[colon + 3] == UInt8(ascii: ":")
        return isWhole || isISO ? start : nil
    }

    private static func isISODate(_ window: Span<UInt8>, _ word: Range<Int>) -> Bool {
        guard word.count == 10 else { return false }
        let start = word.lowerBound
        return isNumber(window, start..<start + 4, digits: 4...4) && window[start + 4] == UInt8(ascii: "-")
            && isNumber(window, start + 5..<start + 7, digits: 2...2) && window[start + 7] == UInt8(ascii: "-")
            && isNumber(window, start + 8..<start + 10, digits: 2...2)
    }

    private static func isNumber(_ window: Span<UInt8>, _ word: Range<Int>, digits: ClosedRange<Int>) -> Bool {
        digits.contains(word.count) && word.allSatisfy { (0x30...0x39).contains(window[$0]) }
    }

    private static let weekdays: StaticString = "sunmontuewedthufrisat"
    private static let months: StaticString = "janfebmaraprmayjunjulaugsepoctnovdec"

    /// Whether the word is one of the names of three letters in `names`, with or without a comma behind it.
    private static func isName(_ window: Span<UInt8>, _ word: Range<Int>, of names: StaticString) -> Bool {
        guard word.count == 3 || word.count == 4 && window[word.upperBound - 1] == UInt8(ascii: ",") else {
            return false
        }
        let start = word.lowerBound
        return names.withUTF8Buffer { names in
            // Indices stay below the count, which is a multiple of three.
            stride(from: 0, to: names.count - 2, by: 3).contains { name in
                (0..<3).allSatisfy { window[start + $0] | 0x20 == names[name + $0] }
            }
        }
    }
}
