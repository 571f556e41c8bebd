/// What a space or hyphen inside of a term matches: one to eight blanks or hyphens, or a line break with up to seven of them before and up to
/// fourteen blanks, hyphens, line breaks or quote marks (`>`) after it, so that a phrase is found where a mail program has wrapped or quoted it.
enum Separator {
    /// The byte that stands for a separator in a term.
    static let marker: UInt8 = 0x20
    /// The most blanks and hyphens where there is no line break.
    static let maximumBlanks = 8
    /// The most bytes after a line break.
    static let maximumAfterBreak = 14
    /// The most bytes of a separator.
    static let maximumLength = maximumBlanks + maximumAfterBreak
    /// What a space in a regex matches, in PCRE2's notation: the same without hyphens, which a regex names where it means them. Atomic, so
    /// that it divides no run of blanks with what stands beside it.
    static let regex = "(?>[ \\t]{0,7}[\\r\\n][ \\t\\r\\n>]{0,14}|[ \\t]{1,8})"

    /// Whether `byte` is a blank or a hyphen.
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2D || byte == 0x09 }

    /// Whether `byte` is a line feed or carriage return.
    @inline(__always)
    static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// Whether `byte` can stand in a separator.
    @inline(__always)
    static func isPart(_ byte: UInt8) -> Bool { isBlank(byte) || isBreak(byte) || byte == 0x3E }
}

extension TextView {
    /// The byte after the separator that begins at `start`, or nil where none does.
    @inline(__always)
    func separatorEnd(from start: Int) -> Int? {
        guard let first = byte(at: start) else { return nil }
        if first == 0x20, let second = byte(at: start &+ 1), !Separator.isPart(second) { return start &+ 1 }
        return longSeparatorEnd(from: start)
    }

    private func longSeparatorEnd(from start: Int) -> Int? {
        var end = start
        while end < count, end &- start < Separator.maximumBlanks, Separator.isBlank(base[end]) { end &+= 1 }
        // The eighth blank leaves no room for a line break.
        guard end < count, end &- start < Separator.maximumBlanks, Separator.isBreak(base[end]) else {
            return end > start ? end : nil
        }
        let limit = min(count, end &+ 1 &+ Separator.maximumAfterBreak)
        end &+= 1
        while end < limit, Separator.isPart(base[end]) { end &+= 1 }
        return end
    }
}
