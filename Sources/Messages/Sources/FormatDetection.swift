/// What a source is, by its name and its beginning.
enum FormatDetection: Equatable {
    case format(InputFormat)
    /// Nothing in it but blanks.
    case empty
    case binary
    case unrecognised

    /// What `beginning` is the beginning of. A name that ends in `.eml` and a place in a maildir say mail, `.csv` says
    /// CSV (each also with `.gz`), whatever the content looks like; `asked` other than auto says it all.
    static func detect(_ beginning: Span<UInt8>, file: InputFile, asked: InputFormat) -> FormatDetection {
        if beginning.isEmpty { return .empty }
        if asked != .auto {
            return file.named || looksLikeText(beginning) || isMail(beginning, at: 0) ? .format(asked) : .binary
        }
        if file.hint == .maildirMessage || file.hasEnding(".eml") { return .format(.eml) }
        guard let start = contentStart(beginning) else { return .empty }
        if file.hasEnding(".csv") && looksLikeText(beginning) { return .format(.csv) }
        return byContent(beginning, at: start)
    }

    private static func byContent(_ beginning: Span<UInt8>, at start: Int) -> FormatDetection {
        if beginning.hasBytes("From ", at: start), isMbox(beginning, at: start) { return .format(.mbox) }
        if isObject(beginning, at: start) { return .format(.jsonl) }
        if isMail(beginning, at: start) { return .format(.eml) }
        return looksLikeText(beginning) ? .unrecognised : .binary
    }

    /// The first byte that is neither a byte order mark nor blank.
    private static func contentStart(_ beginning: Span<UInt8>) -> Int? {
        (beginning.byteOrderMarkLength..<beginning.count).first { beginning[$0] > 0x20 || beginning[$0] == 0 }
    }

    /// A `From ` line has a date, or a header line below it: letters begin like that too.
    private static func isMbox(_ beginning: Span<UInt8>, at start: Int) -> Bool {
        let end = lineEnd(beginning, from: start)
        return FromLine.isDated(beginning, in: start..<end)
            || FromLine.isPossible(beginning, in: start..<end) && isHeaderLine(beginning, at: end)
    }

    /// `{` and a member or the end; `{\rtf1` is none.
    private static func isObject(_ beginning: Span<UInt8>, at start: Int) -> Bool {
        guard beginning[start] == UInt8(ascii: "{") else { return false }
        guard let next = (start + 1..<beginning.count).first(where: { beginning[$0] > 0x20 }) else { return true }
        return beginning[next] == UInt8(ascii: "\"") || beginning[next] == UInt8(ascii: "}")
    }

    private static func isMail(_ beginning: Span<UInt8>, at start: Int) -> Bool {
        // Some delivery agents quote the `From ` line of a message they keep in a file of its own.
        let isQuoted = beginning.hasBytes(">From ", at: start)
        return isHeaderLine(beginning, at: isQuoted ? lineEnd(beginning, from: start) : start)
    }

    /// A field name of the letters that registered ones use, then a colon; blanks before the colon are the obsolete
    /// syntax of RFC 5322 section 4.5.
    private static func isHeaderLine(_ beginning: Span<UInt8>, at start: Int) -> Bool {
        var index = start
        while index < beginning.count, isNameByte(beginning[index]) { index += 1 }
        guard index > start else { return false }
        while index < beginning.count, beginning[index] == 0x20 || beginning[index] == 0x09 { index += 1 }
        return index < beginning.count && beginning[index] == UInt8(ascii: ":")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Few control characters in the first KiB, and no NUL.
    private static func looksLikeText(_ beginning: Span<UInt8>) -> Bool {
        let first = 0..<min(beginning.count, 1_024)
        if first.contains(where: { beginning[$0] == 0 }) { return false }
        let controls = first.count { beginning[$0] < 0x20 && !(0x09...0x0D).contains(beginning[$0]) }
        return controls * 20 <= first.count
    }

    private static func lineEnd(_ beginning: Span<UInt8>, from start: Int) -> Int {
        beginning.firstIndex(of: 0x0A, from: start).map { $0 + 1 } ?? beginning.count
    }
}
