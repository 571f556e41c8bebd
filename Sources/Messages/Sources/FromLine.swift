/// The line that begins a message in an mbox (RFC 4155; older and newer writers differ in the date).
enum FromLine {
    /// A longer line is no `From ` line.
    static let limit = 1_024

    /// Whether the line at `range`, which begins with `From `, ends in a date as mail software writes it:
    /// `Thu Aug 22 12:36:23 2002`, with or without seconds or a time zone before or after the year, or
    /// `22 Aug 2002 12:36:23`, or `2002-08-22 12:36:23`. "From Monday at 10:30" in running text has none of these.
    static func isDated(_ window: Span<UInt8>, in range: Range<Int>) -> Bool {
        let words = words(window, in: range)
        return words.indices.contains { index in
            guard let time = timeStart(window, words[index]) else { return false }
            if time > words[index].lowerBound { return true }
            return isAsctime(window, words, at: index) || isDayMonthYear(window, words, before: index)
                || index > 0 && isISODate(window, words[index - 1])
        }
    }

    /// Whether the line at `range` can begin a message at all: `From :` is a header field in the obsolete syntax.
    static func isPossible(_ window: Span<UInt8>, in range: Range<Int>) -> Bool {
        let words = words(window, in: range)
        return words.count > 1 && window[words[1].lowerBound] != UInt8(ascii: ":")
    }

    /// The first words of the line, `From` included.
    private static func words(_ window: Span<UInt8>, in range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for index in range.prefix(limit) {
            let isBlank = window[index] <= 0x20
            if isBlank, let from = start {
                words.append(from..<index)
                start = nil
            } else if !isBlank && start == nil {
                start = index
            }
        }
        if let start { words.append(start..<min(range.upperBound, range.lowerBound + limit)) }
        return words
    }

    /// `Thu Aug 22` before the time and the year after it, a zone or two between them.
    private static func isAsctime(_ window: Span<UInt8>, _ words: [Range<Int>], at time: Int) -> Bool {
        time >= 3 && isNumber(window, words[time - 1], digits: 1...2) && isName(window, words[time - 2], of: months)
            && isName(window, words[time - 3], of: weekdays)
            && words[time...].dropFirst().prefix(3).contains { isNumber(window, $0, digits: 4...4) }
    }

    private static func isDayMonthYear(_ window: Span<UInt8>, _ words: [Range<Int>], before time: Int) -> Bool {
        time >= 3 && isNumber(window, words[time - 1], digits: 4...4) && isName(window, words[time - 2], of: months)
            && isNumber(window, words[time - 3], digits: 1...2)
    }

    /// Where a time (`9:05`, `12:36:23`) begins in the word: at its beginning, or behind `2002-08-22T`.
    private static func timeStart(_ window: Span<UInt8>, _ word: Range<Int>) -> Int? {
        let isISO = word.count > 11 && isISODate(window, word.lowerBound..<word.lowerBound + 10)
        let start = isISO ? word.lowerBound + 11 : word.lowerBound
        let rest = start..<word.upperBound
        guard let colon = rest.first(where: { window[$0] == UInt8(ascii: ":") }),
            (start + 1...start + 2).contains(colon),
            isNumber(window, start..<colon, digits: 1...2), word.upperBound >= colon + 3,
            isNumber(window, colon + 1..<colon + 3, digits: 2...2)
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

    /// Three letters, with or without a comma behind them.
    private static func isName(_ window: Span<UInt8>, _ word: Range<Int>, of names: Set<[UInt8]>) -> Bool {
        guard word.count == 3 || word.count == 4 && window[word.upperBound - 1] == UInt8(ascii: ",") else {
            return false
        }
        return names.contains((word.lowerBound..<word.lowerBound + 3).map { window[$0] | 0x20 })
    }

    private static let weekdays = set("sun mon tue wed thu fri sat")
    private static let months = set("jan feb mar apr may jun jul aug sep oct nov dec")

    private static func set(_ names: String) -> Set<[UInt8]> {
        Set(names.split(separator: " ").map { Array($0.utf8) })
    }
}
