/// Inline styles (CSS), as far as they hide text.
enum HTMLStyle {
    /// Whether the declarations in `range` keep an element from being shown.
    static func hides(_ input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = ByteScan.find(0x3B, in: input, start..<range.upperBound)
            let colon = ByteScan.find(0x3A, in: input, start..<end)
            if colon < end, hides(input, input.trimmed(start..<colon), input.trimmed(colon + 1..<end)) { return true }
            start = end + 1
        }
        return false
    }

    private static func hides(_ input: Span<UInt8>, _ property: Range<Int>, _ value: Range<Int>) -> Bool {
        func isProperty(_ word: StaticString) -> Bool { ByteScan.isWord(word, in: input, property) }
        func begins(_ word: StaticString) -> Bool { ByteScan.startsWith(word, in: input, value) }
        switch property.count {
        case 7: return isProperty("display") && begins("none") || isProperty("opacity") && isZero(input, value)
        case 8: return isProperty("mso-hide") && begins("all")
        case 9: return isProperty("font-size") && isZero(input, value)
        case 10: return isProperty("visibility") && (begins("hidden") || begins("collapse"))
        default: return false
        }
    }

    /// `0`, `0px`, `0.0em` and the like.
    private static func isZero(_ input: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var digits = 0
        for position in value {
            if input[position] == 0x30 {
                digits += 1
            } else if input[position] != 0x2E {
                return digits > 0 && !input[position].isDigit
            }
        }
        return digits > 0
    }
}
