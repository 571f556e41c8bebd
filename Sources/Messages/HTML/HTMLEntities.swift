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
        var hash = NameHash()
        var legacy: (characters: Characters, end: Int)?
        let limit = min(input.count, start + longestName)
        while place < limit, input[place].isLetter || input[place].isDigit {
            hash.add(input[place])
            place += 1
            if place - start <= longestLegacyName, legacyNames.contains(hash.value), let known = all[hash.value] {
                legacy = (known, place)
            }
        }
        guard place > start else { return nil }
        if place < input.count, input[place] == 0x3B, let known = all[hash.value] { return (known, place + 1) }
        return legacy
    }

    private static let longestName = 31
    private static let longestLegacyName = 6
    private static let all = parse(HTMLEntityNames.all)
    private static let legacyNames = Set(parse(HTMLEntityNames.legacy).keys)

    /// FNV-1a. Names of the table do not collide; a made-up name that did would only be read as a character.
    private struct NameHash {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
        mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    private static func parse(_ list: StaticString) -> [UInt64: Characters] {
        var names: [UInt64: Characters] = [:]
        for entry in list.description.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
            var hash = NameHash()
            let name = entry.prefix { $0 != 0x3D }
            for byte in name { hash.add(byte) }
            let scalars = entry.dropFirst(name.count + 1).split(separator: 0x2B).map { digits in
                digits.reduce(UInt32(0)) { $0 << 4 | UInt32($1.hexValue ?? 0) }
            }
            names[hash.value] = Characters(
                first: scalars.first ?? 0xFFFD, second: scalars.count > 1 ? scalars[1] : nil)
        }
        return names
    }
}
