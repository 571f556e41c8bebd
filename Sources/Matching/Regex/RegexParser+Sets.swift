/// Escapes and character classes.
extension RegexParser {
    /// What stands behind a backslash, outside of a class.
    mutating func escape() throws -> RegexNode? {
        let scalar = try next()
        switch scalar {
        case "b": return .border
        case "B": return .condition
        case "Q": return try quotation()
        case "E": return nil
        default: break
        }
        if let set = try namedSet(scalar) { return .anyOf(set) }
        return .literal(try escapedCharacter(scalar))
    }

    private mutating func quotation() throws -> RegexNode? {
        var items: [RegexNode] = []
        while !scalars.isEmpty, !take("\\E") { items.append(.literal(Array(String(try next()).lowercased().utf8))) }
        // A quantifier behind it would hold for the last character only.
        if let first = scalars.first, "*+?{".unicodeScalars.contains(first) { throw Unknown() }
        return .sequence(items)
    }

    /// The class that a letter behind a backslash names.
    private mutating func namedSet(_ scalar: Unicode.Scalar) throws -> RegexSet? {
        switch scalar {
        case "s", "W", "h", "v", "R": return .betweenWords
        case "w", "d", "D", "S", "H", "V", "N", "X": return .unknown
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
            while digits.unicodeScalars.count < 2, let digit = scalars.first, digit.properties.isASCIIHexDigit {
                digits.unicodeScalars.append(try next())
            }
        }
        guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { throw Unknown() }
        return Array(String(scalar).lowercased().utf8)
    }

    /// A class in brackets, behind the opening one.
    mutating func set() throws -> RegexSet {
        let isNegated = take("^")
        var members: [[UInt8]] = []
        var isKnown = true
        var isBetweenWords = true
        var isFirst = true
        while isFirst || scalars.first != "]" {
            isFirst = false
            let part = try member()
            members += part.members ?? []
            isKnown = isKnown && part.members != nil
            isBetweenWords = isBetweenWords && part.isBetweenWords
        }
        _ = try next()
        if isNegated { return .unknown }
        guard isKnown else { return isBetweenWords ? .betweenWords : .unknown }
        return RegexSet(listing: members)
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
        guard scalars.first == "-", scalars.dropFirst().first != "]" else { return RegexSet(listing: [first]) }
        // A range: its members are not counted out.
        _ = try next()
        if try next() == "\\" { _ = try next() }
        return .unknown
    }
}
