/// Lays out the tables of a matcher.
struct TermTableBuilder {
    /// A term as it was added.
    struct Addition {
        var term: Term
        /// The pattern's number; nothing for an anchor.
        var pattern: Int32
        var exclusions: [Term] = []
        /// What the term means to regexes; for a term that is reported itself there are none.
        var links: [AnchorLink] = []
    }

    private(set) var programs: [UInt8] = []
    private(set) var exclusions: [TermRecord] = []
    private(set) var links: [AnchorLink] = []
    private(set) var keyed: [(key: UInt64, record: TermRecord, neighbour: Neighbour)] = []
    /// All keys by their kind.
    private(set) var keys: [TermKey.Kind: Set<UInt64>] = [:]

    /// The tables for `additions`.
    /// - Throws: `PatternError` where they are more than the tables can hold.
    static func build(_ additions: [Addition], _ costs: AnchorCost) throws -> TermTable {
        var builder = TermTableBuilder()
        let words = additions.map { TermWords($0.term.program) }
        let anchors = AnchorWord(zip(additions, words).lazy.map { ($0.term, $1) }, costs)
        let choices = try zip(additions, words).map { addition, words in
            guard let choice = anchors.choice(for: addition.term, words) else {
                throw PatternError("a term needs a letter or a digit")
            }
            return choice
        }
        let lengths = KeyLengths(choices)
        builder.programs.reserveCapacity(additions.reduce(0) { $0 + $1.term.program.count })
        builder.keyed.reserveCapacity(additions.count)
        for index in additions.indices { try builder.add(additions[index], words[index], choices[index], lengths) }
        return builder.table(lengths)
    }

    private mutating func add(
        _ addition: Addition, _ words: TermWords, _ choice: AnchorWord.Choice, _ lengths: KeyLengths
    ) throws {
        let key = Self.key(addition.term, choice, lengths)
        var record = TermRecord(
            addition.term, words, programOffset: place(addition.term.program), anchor: choice.offset,
            pattern: addition.pattern,
            flags: addition.links.isEmpty ? [] : .regexAnchor)
        let attached = max(addition.exclusions.count, addition.links.count)
        guard attached <= Int(UInt16.max), exclusions.count < Int(Int32.max), links.count < Int(Int32.max),
            keyed.count < Int(Int32.max) / 4, programs.count < Int(Int32.max)
        else { throw PatternError("there are more terms, exclusions or anchors than a matcher can hold") }
        record.attachedCount = UInt16(attached)
        record.firstAttached = UInt32(addition.links.isEmpty ? exclusions.count : links.count)
        links += addition.links
        exclusions += addition.exclusions.map { exclusion($0, of: addition) }
        keys[choice.kind, default: []].insert(key)
        keyed.append((key, record, Neighbour(addition.term, words, choice)))
    }

    private static func key(_ term: Term, _ choice: AnchorWord.Choice, _ lengths: KeyLengths) -> UInt64 {
        guard let second = choice.second else {
            return TermKey.make(
                term.program, from: choice.offset, length: lengths.length(for: choice), kind: choice.kind)
        }
        return TermKey.pair(
            TermKey.make(term.program, from: choice.offset, length: choice.length, kind: .word),
            TermKey.make(term.program, from: second.lowerBound, length: second.count, kind: .word))
    }

    private mutating func exclusion(_ exclusion: Term, of addition: Addition) -> TermRecord {
        TermRecord(
            exclusion, TermWords(exclusion.program), programOffset: place(exclusion.program), anchor: 0,
            pattern: addition.pattern,
            flags: exclusion.contains(addition.term) ? [] : .adjacent)
    }

    private mutating func place(_ program: [UInt8]) -> Int {
        let offset = programs.count
        programs += program
        return offset
    }

    private mutating func table(_ lengths: KeyLengths) -> TermTable {
        keyed.sort { ($0.key, $0.record.program) < ($1.key, $1.record.program) }
        let count = keys.values.reduce(0) { $0 + $1.count }
        let entryBits = max(4, bits(holding: count * 3 / 2 + 1))
        let shift = UInt64(64 - entryBits)
        return TermTable(self, entries: entries(1 << entryBits, shift: shift), entryShift: shift, lengths: lengths)
    }

    private func entries(_ size: Int, shift: UInt64) -> [KeyEntry] {
        var entries = [KeyEntry](repeating: .init(), count: size)
        var first = 0
        while first < keyed.count {
            let key = keyed[first].key
            let end = keyed[first...].firstIndex { $0.key != key } ?? keyed.count
            var index = Int(truncatingIfNeeded: TermKey.hash(key) &>> shift)
            while entries[index].count != 0 { index = (index + 1) & (size - 1) }
            entries[index] = KeyEntry(key: key, first: Int32(first), count: Int32(end - first))
            first = end
        }
        return entries
    }

    private func bits(holding count: Int) -> Int {
        count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
    }
}
