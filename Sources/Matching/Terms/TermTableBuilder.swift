/// Lays out the tables of a matcher.
struct TermTableBuilder {
    /// A term as it was added.
    struct Addition {
        var term: Term
        /// The pattern's number; for an anchor the index of its regex.
        var pattern: Int32
        var isRegexAnchor = false
        var exclusions: [Term] = []
    }

    /// How many bits of the bitmap there are for each key: about one word of the text in thirty is looked up in vain.
    private static let bitsForKey = 32
    /// The binary logarithm of the largest bitmap, which is 64 KiB.
    private static let maximumBitmapBits = 19

    private var programs: [UInt8] = []
    private var offsets: [[UInt8]: Int] = [:]
    private var exclusions: [TermRecord] = []
    private var keyed: [(key: UInt64, record: TermRecord, neighbour: Neighbour)] = []

    /// The tables for `additions`.
    /// - Throws: `PatternError` where they are more than the tables can hold.
    static func build(_ additions: [Addition]) throws -> TermTable {
        var builder = TermTableBuilder()
        let anchors = AnchorWord(additions.lazy.map(\.term))
        let choices = additions.map { anchors.choice(for: $0.term) }
        let prefixLength = choices.lazy.compactMap { $0?.kind == .prefix ? $0?.length : nil }.min() ?? 0
        for (addition, choice) in zip(additions, choices) {
            guard let choice else { throw PatternError("a term needs a letter or a digit") }
            try builder.add(addition, choice, prefixLength)
        }
        let spaced = choices.lazy.compactMap { $0 }.filter { $0.kind == .word || $0.kind == .prefix }
        return builder.table(
            minimumLength: min(4, spaced.map(\.length).min() ?? 4), prefixLength: prefixLength,
            hasUnspaced: choices.contains { $0?.kind == .unspacedShort || $0?.kind == .unspacedLong })
    }

    private mutating func add(_ addition: Addition, _ choice: AnchorWord.Choice, _ prefixLength: Int) throws {
        let length = choice.kind == .prefix ? prefixLength : choice.length
        let key = TermKey.make(addition.term.program, from: choice.offset, length: length, kind: choice.kind)
        var record = TermRecord(
            addition.term, programOffset: place(addition.term.program), anchor: choice.offset,
            pattern: addition.pattern,
            flags: addition.isRegexAnchor ? .regexAnchor : [])
        guard addition.exclusions.count <= Int(UInt16.max), exclusions.count < Int(Int32.max),
            keyed.count < Int(Int32.max) / 4, programs.count < Int(Int32.max)
        else { throw PatternError("there are more terms or exclusions than a matcher can hold") }
        record.exclusions = UInt32(exclusions.count)
        record.exclusionCount = UInt16(addition.exclusions.count)
        for exclusion in addition.exclusions {
            let containsTerm = exclusion.program.contains(addition.term.program)
            exclusions.append(
                TermRecord(
                    exclusion, programOffset: place(exclusion.program), anchor: 0, pattern: addition.pattern,
                    flags: containsTerm ? [] : .adjacent))
        }
        keyed.append((key, record, Neighbour(addition.term, anchor: choice.offset)))
    }

    private mutating func place(_ program: [UInt8]) -> Int {
        if let offset = offsets[program] { return offset }
        let offset = programs.count
        offsets[program] = offset
        programs += program
        return offset
    }

    private mutating func table(minimumLength: Int, prefixLength: Int, hasUnspaced: Bool) -> TermTable {
        keyed.sort { ($0.key, $0.record.program) < ($1.key, $1.record.program) }
        let keys = Set(keyed.lazy.map(\.key))
        let entryBits = max(4, bits(holding: keys.count * 2))
        let bitmapBits = min(max(8, bits(holding: keys.count * Self.bitsForKey)), Self.maximumBitmapBits) - 6
        return TermTable(
            programs: FrozenBuffer(programs), records: FrozenBuffer(keyed.map(\.record)),
            neighbours: FrozenBuffer(keyed.map(\.neighbour)), exclusions: FrozenBuffer(exclusions),
            entries: FrozenBuffer(entries(1 << entryBits, shift: UInt64(64 - entryBits))),
            bitmap: FrozenBuffer(bitmap(keys, wordBits: bitmapBits)),
            lengthMasks: FrozenBuffer((0...64).map(TermKey.mask)), entryShift: UInt64(64 - entryBits),
            bitmapShift: UInt64(64 - bitmapBits), minimumLength: minimumLength, prefixLength: prefixLength,
            hasUnspaced: hasUnspaced)
    }

    private func entries(_ size: Int, shift: UInt64) -> [TermTable.Entry] {
        var entries = [TermTable.Entry](repeating: .init(), count: size)
        var first = 0
        while first < keyed.count {
            let key = keyed[first].key
            let end = keyed[first...].firstIndex { $0.key != key } ?? keyed.count
            var index = Int(truncatingIfNeeded: TermKey.hash(key) &>> shift)
            while entries[index].count != 0 { index = (index + 1) & (size - 1) }
            entries[index] = TermTable.Entry(key: key, first: Int32(first), count: Int32(end - first))
            first = end
        }
        return entries
    }

    private func bitmap(_ keys: Set<UInt64>, wordBits: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: 1 << wordBits)
        for key in keys {
            let hash = TermKey.hash(key)
            words[Int(truncatingIfNeeded: hash &>> UInt64(64 - wordBits))] |= 1 &<< TermTable.bit(hash)
        }
        return words
    }

    private func bits(holding count: Int) -> Int {
        count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
    }
}

extension [UInt8] {
    /// Whether `other` stands somewhere in it.
    fileprivate func contains(_ other: [UInt8]) -> Bool {
        guard other.count <= count else { return false }
        return (0...count - other.count).contains { self[$0..<$0 + other.count].elementsEqual(other) }
    }
}
