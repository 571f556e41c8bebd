/// Escapes and character classes.
extension RegexParser {
    /// What stands behind a backslash, outside of a class.
    mutating func escape() throws -> RegexNode? {
        let scalar = try next()
        switch scalar {
        case "b": return RegexNode(.border)
        case "B": return RegexNode(.condition)
        case "Q": return try quotation()
        case "E": return nil
        default: break
        }
        if let set = try namedSet(scalar) { return RegexNode(.anyOf(set)) }
        return RegexNode(.literal(try escapedCharacter(scalar)))
    }

    private mutating func quotation() throws -> RegexNode? {
        var items: [RegexNode] = []
        while !isAtEnd, !take("\\E") { items.append(RegexNode(.literal(Self.lowercased(try next())))) }
        // A quantifier behind it would hold for the last character only.
        if let first, "*+?{".unicodeScalars.contains(first) { throw Unknown() }
        return RegexNode(.sequence(items))
    }

    /// The class that a letter behind a backslash names.
    private mutating func namedSet(_ scalar: Unicode.Scalar) throws -> RegexSet? {
        switch scalar {
        case "s", "h", "v", "R": return .space
        case "W": return .betweenWords
        case "w", "d", "S": return .noSpace
        case "D", "H", "V", "N", "X": return .unknown
        case "p", "P":
            if take("{") { while try next() != "}" {} } else { _ = try next() }
            return .unknown
        default: return nil
        }
    }

    private mutating func escapedCharacter(_ scalar: Unicode.Scalar) throws -> [UInt8] {
        switch scalar {
        case "t": return [0x09]
        case "n": return [0x0A]
        case "r": return [0x0D]
        case "x": return try hexadecimal()
        default:
            guard scalar.isASCII, !TextView.isASCIIWord(UInt8(scalar.value)) else { throw Unknown() }
            return [UInt8(scalar.value)]
        }
    }

    private mutating func hexadecimal() throws -> [UInt8] {
        var digits = ""
        if take("{") {
            while true {
                let digit = try next()
                if digit == "}" { break }
                digits.unicodeScalars.append(digit)
            }
        } else {
            while digits.unicodeScalars.count < 2, let digit = first, digit.properties.isASCIIHexDigit {
                digits.unicodeScalars.append(try next())
            }
        }
        guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { throw Unknown() }
        return Array(String(scalar).lowercased().utf8)
    }

    /// A class in brackets, behind the opening one.
    mutating func set() throws -> RegexSet {
        let isNegated = take("^")
        var parts: [RegexSet] = []
        var listsSpaces = false
        var isFirst = true
        while isFirst || self.first != "]" {
            isFirst = false
            listsSpaces = listsSpaces || isNext("\\s")
            parts.append(try member())
        }
        _ = try next()
        if isNegated { return listsSpaces ? .noSpace : .unknown }
        guard parts.allSatisfy({ $0.members != nil }) else {
            return RegexSet(
                members: nil, isBetweenWords: parts.allSatisfy(\.isBetweenWords),
                mayBeSpace: parts.contains(where: \.mayBeSpace))
        }
        return RegexSet(listing: parts.flatMap { $0.members ?? [] })
    }

    private mutating func member() throws -> RegexSet {
        if take("[:") {
            while try next() != "]" {}
            return .unknown
        }
        let scalar = try next()
        var first = Array(String(scalar).lowercased().utf8)
        if scalar == "\\" {
            let escaped = try next()
            guard escaped != "Q", escaped != "E", escaped != "b" else { throw Unknown() }
            if let set = try namedSet(escaped) { return set }
            first = try escapedCharacter(escaped)
        }
        guard self.first == "-", !isNext("-]") else { return RegexSet(listing: [first]) }
        // A range: its members are not counted out.
        _ = try next()
        let last = try next()
        if last == "\\" { _ = try next() }
        // No white space lies between letters or digits of ASCII.
        let isPlain =
            first.count == 1 && TextView.isASCIIWord(first[0]) && last.isASCII
            && last.properties.isAlphabetic != (last.value < 0x3A)
        return isPlain ? .noSpace : .unknown
    }
}
