extension Float {
    /// A number as people write it, `-12.34`, from ASCII; nil for anything else. Without exponent, infinity or more than nine digits: a model's file has
    /// hundreds of thousands of numbers, and reading them as text of any kind takes ten times as long.
    init?(decimal bytes: some Collection<UInt8>) {
        var value = 0
        var digits = 0
        var scale: Float = 1
        var isFraction = false
        let isNegative = bytes.first == 0x2D
        for byte in isNegative ? bytes.dropFirst() : bytes[...] {
            switch byte {
            case 0x30...0x39:
                value = value &* 10 &+ Int(byte &- 0x30)
                digits += 1
                if isFraction { scale *= 10 }
            case 0x2E where !isFraction: isFraction = true
            default: return nil
            }
        }
        guard (1...9).contains(digits) else { return nil }
        self = (isNegative ? -1 : 1) * Float(value) / scale
    }
}
