/// Lets a space in a regex match what a space in a term does.
enum RegexSpaces {
    /// What a space becomes in a lookbehind, whose length must be fixed.
    private static let single = Array("[ \\t\\r\\n]".utf8)

    private static let separator = Array(Separator.regex.utf8)

    /// `source` with every literal space outside of classes, quotations and comments replaced by `Separator.regex`. A regex that switches to
    /// extended mode, where spaces mean nothing, stays as it is.
    static func widened(_ source: String) -> String {
        let bytes = Array(source.utf8)
        guard bytes.contains(0x20) else { return source }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 4)
        // For every open group whether it is a lookbehind or lies in one.
        var lookbehinds: [Bool] = []
        var index = 0
        while index < bytes.count {
            if isPlain(bytes[index]) {
                result.append(bytes[index])
                index += 1
                continue
            }
            let end = tokenEnd(bytes, index)
            let token = bytes[index..<end]
            if isExtendedMode(token) { return source }
            if bytes[index] == 0x28, !token.starts(with: "(?#".utf8) {
                lookbehinds.append(lookbehinds.last == true || isLookbehind(bytes[index...]))
            } else if bytes[index] == 0x29 {
                _ = lookbehinds.popLast()
            }
            if token.elementsEqual([0x20]) {
                let isRepeated = index > 0 && bytes[index - 1] == 0x20 && lookbehinds.last != true
                // Two spaces are one separator.
                if !isRepeated { result += lookbehinds.last == true ? single : separator }
            } else {
                result += bytes[index] == 0x5B ? widenedClass(token) : Array(token)
            }
            index = end
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a byte stands for itself and begins nothing.
    private static func isPlain(_ byte: UInt8) -> Bool {
        TextView.isASCIIWord(byte) || byte == 0x7C || byte == 0x3F || byte == 0x27 || byte >= 0x80
    }

    /// A class that lists a space also lists tabs and line breaks.
    private static func widenedClass(_ token: ArraySlice<UInt8>) -> [UInt8] {
        let members = token.dropFirst()
        guard members.contains(0x20), members.first != 0x5E, members.first != 0x5D else { return Array(token) }
        // A hyphen at the start stands for itself and has to stay there.
        let hyphen = members.prefix { $0 == 0x2D }.prefix(1)
        return [0x5B] + hyphen + Array("\\t\\r\\n".utf8) + members.dropFirst(hyphen.count)
    }

    private static func isLookbehind(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: "(?<=".utf8) || bytes.starts(with: "(?<!".utf8)
    }

    /// Where the escape, quotation, class, comment, head of a group or single byte that begins at `start` ends.
    private static func tokenEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        switch bytes[start] {
        case 0x5C:
            guard start + 1 < bytes.count else { return bytes.count }
            return bytes[start + 1] == 0x51 ? quotationEnd(bytes, start + 2) : start + 2
        case 0x5B: return classEnd(bytes, start)
        case 0x28 where bytes[start...].starts(with: "(?#".utf8): return end(bytes, after: 0x29, from: start)
        case 0x28 where bytes[start...].starts(with: "(?".utf8): return groupHeadEnd(bytes, start)
        default: return start + 1
        }
    }

    private static func end(_ bytes: [UInt8], after byte: UInt8, from start: Int) -> Int {
        bytes[start...].firstIndex(of: byte).map { $0 + 1 } ?? bytes.count
    }

    /// The end of what `\Q` began.
    private static func quotationEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index...].starts(with: "\\E".utf8) { return index + 2 }
            index += 1
        }
        return bytes.count
    }

    private static func classEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        if index < bytes.count, bytes[index] == 0x5E { index += 1 }
        // A bracket that comes first is a member.
        if index < bytes.count, bytes[index] == 0x5D { index += 1 }
        while index < bytes.count, bytes[index] != 0x5D {
            if bytes[index] == 0x5C {
                index = index + 1 < bytes.count && bytes[index + 1] == 0x51 ? quotationEnd(bytes, index + 2) : index + 2
            } else if bytes[index...].starts(with: "[:".utf8) {
                index = end(bytes, after: 0x5D, from: index)
            } else {
                index += 1
            }
        }
        return min(bytes.count, index + 1)
    }

    /// The end of `(?` and the option letters after it.
    private static func groupHeadEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 2
        while index < bytes.count, TextView.isASCIIWord(bytes[index]) || bytes[index] == 0x2D || bytes[index] == 0x5E {
            index += 1
        }
        return index
    }

    private static func isExtendedMode(_ token: ArraySlice<UInt8>) -> Bool {
        // Only option letters: a name or a number comes after another mark.
        token.starts(with: "(?".utf8) && !token.starts(with: "(?#".utf8) && token.contains(0x78)
    }
}
