import Messages

/// The spans that are to go, ready to be looked for in any text.
struct SpanSearch {
    /// A span as it is compared.
    private struct Needle: Hashable {
        var values: [UInt32]
        var gaps: [Bool]
    }

    /// Spans of at least this many letters are found whatever stands beside them and however they are spaced; shorter ones
    /// only as words of their own.
    private static let longFrom = 12

    /// By their first two scalars; those of one by that alone.
    private var byStart: [UInt64: [Needle]] = [:]
    private var all: Set<Needle> = []

    /// Whether there is nothing to look for.
    var isEmpty: Bool { all.isEmpty }
    /// How many different spans there are.
    var count: Int { all.count }

    /// Adds a span; false where it is there already or nothing in it can be compared.
    @discardableResult mutating func insert(_ text: [UInt8]) -> Bool {
        let units = FoldedText(text).units
        guard !units.isEmpty else { return false }
        let needle = Needle(values: units.map(\.value), gaps: [false] + units.dropFirst().map(\.follows))
        guard all.insert(needle).inserted else { return false }
        // The longest first, so that one cut covers the others.
        let key = Self.key(needle.values[0], needle.values.count > 1 ? needle.values[1] : nil)
        byStart[key, default: []].append(needle)
        byStart[key]?.sort { $0.values.count > $1.values.count }
        return true
    }

    /// Whether a span stands in `text`.
    func isFound(in text: [UInt8]) -> Bool {
        let folded = FoldedText(text)
        return folded.units.indices.contains { match(at: $0, in: folded.units) != nil }
    }

    /// Whether a span and this text have a stretch in common that would make one of the other.
    func touches(_ text: [UInt8]) -> Bool {
        let values = FoldedText(text).units.map(\.value)
        return all.contains { Self.contains($0.values, values) || Self.contains(values, $0.values) }
    }

    private static func contains(_ whole: [UInt32], _ part: [UInt32]) -> Bool {
        guard part.count <= whole.count else { return false }
        return (0...whole.count - part.count).contains { whole[$0..<$0 + part.count].elementsEqual(part) }
    }

    /// Where spans stand, as ranges of `units`; those that overlap are one.
    func matches(in units: [FoldedText.Unit]) -> [Range<Int>] {
        guard !isEmpty else { return [] }
        var found: [Range<Int>] = []
        for start in units.indices {
            guard let length = match(at: start, in: units) else { continue }
            let range = start..<start + length
            if let last = found.last, last.upperBound > range.lowerBound {
                found[found.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                found.append(range)
            }
        }
        return found
    }

    /// The length of the longest span that starts at `start`.
    private func match(at start: Int, in units: [FoldedText.Unit]) -> Int? {
        let first = units[start].value
        if start + 1 < units.count, let needles = byStart[Self.key(first, units[start + 1].value)],
            let needle = needles.first(where: { Self.stands($0, at: start, in: units) })
        {
            return needle.values.count
        }
        return byStart[Self.key(first, nil)]?.first { Self.stands($0, at: start, in: units) }?.values.count
    }

    private static func key(_ first: UInt32, _ second: UInt32?) -> UInt64 {
        UInt64(first) << 32 | UInt64(second ?? .max)
    }

    private static func stands(_ needle: Needle, at start: Int, in units: [FoldedText.Unit]) -> Bool {
        let count = needle.values.count
        guard start + count <= units.count else { return false }
        for offset in 0..<count where units[start + offset].value != needle.values[offset] { return false }
        guard count < longFrom else { return true }
        for offset in 1..<max(1, count) where units[start + offset].follows != needle.gaps[offset] { return false }
        let end = start + count
        return (start == 0 || isBorder(units[start - 1].value, units[start]))
            && (end == units.count || isBorder(units[end - 1].value, units[end]))
    }

    /// Whether a word may end between two scalars that follow one another.
    private static func isBorder(_ before: UInt32, _ after: FoldedText.Unit) -> Bool {
        if after.follows { return true }
        guard let left = kind(before), let right = kind(after.value) else { return true }
        return left != right
    }

    /// Letters and digits of scripts that set spaces between words.
    private static func kind(_ value: UInt32) -> Int? {
        if (0x30...0x39).contains(value) { return 0 }
        if (0x0E00...0x0EFF).contains(value) || (0x2E80...0xD7FF).contains(value) || value >= 0x20000 { return nil }
        guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { return nil }
        return 1
    }
}
