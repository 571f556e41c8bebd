/// Classes of ASCII bytes, without locale.
extension UInt8 {
    /// The byte with `A` to `Z` in lower case.
    @inline(__always) var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    /// Space or tab.
    @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// Space, tab, LF, CR or form feed.
    @inline(__always) var isWhitespace: Bool {
        self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 || self == 0x0C
    }
    /// LF or CR.
    @inline(__always) var isLineEnd: Bool { self == 0x0A || self == 0x0D }
    /// `0` to `9`.
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
    /// `A` to `Z` or `a` to `z`.
    @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// The value of a hexadecimal digit.
    @inline(__always) var hexValue: UInt8? {
        if isDigit { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }
}

/// Cutting whitespace off ranges of bytes.
extension Span where Element == UInt8 {
    /// `range` without whitespace at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, self[low].isWhitespace { low += 1 }
        while high > low, self[high - 1].isWhitespace { high -= 1 }
        return low..<high
    }
}

extension Span where Element == UInt8 {
    /// Whether the bytes in `range` are `word`, which is in lower case; ASCII letters are compared without case.
    func isWord(_ word: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count == word.count else { return false }
        for (offset, letter) in word.enumerated() where self[range.lowerBound + offset].asciiLowercased != letter {
            return false
        }
        return true
    }
}
