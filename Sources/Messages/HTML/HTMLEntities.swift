/// Character references (HTML standard, section 13.2.5.72 and following).
enum HTMLEntities {
    /// One or two scalars.
    struct Characters {
        var first: UInt32
        var second: UInt32?
    }

    /// What the reference at `position`, a `&`, stands for and where it ends; nil where it is none.
    static func reference(at position: Int, in input: Span<UInt8>) -> (characters: Characters, end: Int)? {
        let start = position + 1
        guard start < input.count else { return nil }
        if input[start] == 0x23 { return numeric(from: start + 1, in: input) }
        return named(from: start, in: input)
    }

    private static func numeric(from start: Int, in input: Span<UInt8>) -> (characters: Characters, end: Int)? {
        var place = start
        let isHex = place < input.count && input[place] | 0x20 == 0x78
        if isHex { place += 1 }
        let digits = place
        var value: UInt32 = 0
        while place < input.count, let digit = input[place].hexValue, isHex || digit < 10 {
            // Stays above every scalar once it is there.
            value = min(value * (isHex ? 16 : 10) + UInt32(digit), 0x11_0000)
            place += 1
        }
        guard place > digits else { return nil }
        if place < input.count, input[place] == 0x3B { place += 1 }
        return (Characters(first: fixed(value)), place)
    }

    /// Numbers that mean Windows-1252, and those that mean nothing.
    private static func fixed(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x80..<0xA0: UInt32(WindowsTables.windows1252[Int(value - 0x80)])
        case 0, 0xD800..<0xE000, 0x11_0000...: 0xFFFD
        default: value
        }
    }

    private static func named(from start: Int, in input: Span<UInt8>) -> (characters: Characters, end: Int)? {
        var place = start
        var hash = HTMLEntityTable.Hash()
        var prefixes = InlineArray<6, UInt64>(repeating: 0)
        let limit = min(input.count, start + HTMLEntityTable.longestName)
        while place < limit, input[place].isLetter || input[place].isDigit {
            hash.add(input[place])
            if place - start < prefixes.count { prefixes[place - start] = hash.value }
            place += 1
        }
        guard place > start else { return nil }
        let table = HTMLEntityTable.shared
        if place < input.count, input[place] == 0x3B, let known = table.characters(hash.value) {
            return (known, place + 1)
        }
        // Without a semicolon only the old names count, and of several the longest.
        for length in stride(from: min(prefixes.count, place - start), to: 0, by: -1) {
            if let known = table.legacyCharacters(prefixes[length - 1]) { return (known, start + length) }
        }
        return nil
    }
}
