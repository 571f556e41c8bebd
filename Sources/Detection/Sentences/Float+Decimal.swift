extension Float {
    /// A number as people write it, `-12.34`, from ASCII; nil for anything else. Without exponent, infinity or more than nine digits: a model's file has
    /// hundreds of thousands of numbers, and reading them as text of any kind takes ten times as long.
    init?(decimal text: [UInt8], _ range: Range<Int>) {
        var position = range.lowerBound
        let isNegative = !range.isEmpty && text[position] == 0x2D
        if isNegative { position += 1 }
        var (value, digits, fraction) = (0, 0, 0)
        var isFraction = false
        while position < range.upperBound {
            let byte = text[position]
            position += 1
            switch byte {
            case 0x30...0x39:
                value = value &* 10 &+ Int(byte &- 0x30)
                digits += 1
                if isFraction { fraction += 1 }
            case 0x2E where !isFraction: isFraction = true
            default: return nil
            }
        }
        guard (1...9).contains(digits) else { return nil }
        self = (isNegative ? -1 : 1) * Float(value) / Self.powers[fraction]
    }

    private static let powers: [Float] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
}
