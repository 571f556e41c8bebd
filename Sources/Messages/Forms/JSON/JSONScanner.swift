/// The tokens of JSON (RFC 8259) by their places in the input.
struct JSONScanner {
    /// The inside of a string.
    struct StringContent: Equatable {
        var range: Range<Int>
        /// Whether the closing quotation mark is there.
        var isClosed: Bool
        /// Whether all its escapes are some.
        var isValid: Bool
    }

    /// `true`, `false` and numbers have a text; `null` has none.
    enum Literal: Equatable { case text(Range<Int>), null }

    private(set) var position: Int

    init(at position: Int) { self.position = position }

    /// Whether nothing but blanks is left.
    mutating func isAtEnd(_ input: Span<UInt8>) -> Bool { peek(input) == nil }

    /// The next byte that is no blank.
    mutating func peek(_ input: Span<UInt8>) -> UInt8? {
        while position < input.count {
            switch input[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return input[position]
            }
        }
        return nil
    }

    /// Passes `byte`, and blanks before it, if it comes next.
    mutating func take(_ byte: UInt8, _ input: Span<UInt8>) -> Bool {
        guard peek(input) == byte else { return false }
        position += 1
        return true
    }

    /// Passes the rest of a string whose opening quotation mark has been passed.
    mutating func takeString(_ input: Span<UInt8>) -> StringContent {
        let start = position
        var isValid = true
        // Escapes are looked for up to the quotation mark only, which is looked for again only when one has passed it:
        // no input makes this look at a byte many times.
        var quote = input.firstIndex(of: UInt8(ascii: "\""), from: position)
        while let escape = input.firstIndex(of: UInt8(ascii: "\\"), from: position, before: quote ?? .max) {
            let (scalar, length) = JSONString.unescape(input, at: escape)
            isValid = isValid && (scalar != nil || length == 6)
            // At least the two bytes of the escape: `\"` with a fault in it does not end the string.
            position = min(escape + max(length, 2), input.count)
            if let known = quote, known < position {
                quote = input.firstIndex(of: UInt8(ascii: "\""), from: position)
            }
        }
        position = quote.map { $0 + 1 } ?? input.count
        return StringContent(range: start..<(quote ?? input.count), isClosed: quote != nil, isValid: isValid)
    }

    /// Passes `true`, `false`, `null` or a number; nil where there is none of them.
    mutating func takeLiteral(_ input: Span<UInt8>) -> Literal? {
        let start = position
        while position < input.count, Self.isLiteralByte(input[position]) { position += 1 }
        let range = start..<position
        if range.count == 4, input.hasBytes("null", at: start) { return .null }
        let isTruth =
            range.count == 4 && input.hasBytes("true", at: start)
            || range.count == 5 && input.hasBytes("false", at: start)
        return isTruth || Self.isNumber(input, in: range) ? .text(range) : nil
    }

    private static func isLiteralByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// RFC 8259 section 6.
    private static func isNumber(_ input: Span<UInt8>, in range: Range<Int>) -> Bool {
        var position = range.lowerBound
        func next() -> UInt8? { position < range.upperBound ? input[position] : nil }
        func digits() -> Int {
            let start = position
            while let byte = next(), (0x30...0x39).contains(byte) { position += 1 }
            return position - start
        }
        if next() == UInt8(ascii: "-") { position += 1 }
        let hasLeadingZero = next() == UInt8(ascii: "0")
        let count = digits()
        guard count > 0, !hasLeadingZero || count == 1 else { return false }
        if next() == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { return false }
        }
        if let byte = next(), byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if let sign = next(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { return false }
        }
        return position == range.upperBound
    }
}
