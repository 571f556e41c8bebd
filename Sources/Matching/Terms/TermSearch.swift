import CByteScan

/// One pass over a text: the words, the look-up of each in the bitmap, and the comparison of the few that may begin a term.
///
/// Invariants that make the unsafe reads and writes safe: a block is read either from the text, where 64 bytes are left, or from a copy of 64
/// bytes; words that begin in the first 56 bytes of a block are looked at, so that the eight bytes of a key lie within it; candidates are
/// looked up before there is no room for those of another block.
struct TermSearch {
    /// The part of a block whose words are looked at; the next block begins behind it.
    static let stride = 56

    let text: TextView
    /// Where matches have to lie.
    let range: Range<Int>
    let table: TermTable
    let scratch: MatcherScratch
    let anchors: AnchorTracker.View
    private let candidates: CandidateBuffer
    private var count = 0

    init(
        _ text: TextView, _ range: Range<Int>, _ table: TermTable, _ scratch: MatcherScratch,
        _ anchors: AnchorTracker.View
    ) {
        self.text = text
        self.range = range
        self.table = table
        self.scratch = scratch
        self.anchors = anchors
        candidates = scratch.candidates
    }

    /// Finds all terms and anchors in the range and leaves them in the scratch.
    mutating func run() {
        if table.lengths.prefix > 0 || table.lengths.shortPrefix > 0 {
            runWithAll()
        } else if table.lengths.hasPairs {
            runWithPairs()
        } else {
            runWithWords()
        }
        lookUp()
    }

    @inline(never)
    private mutating func runWithWords() { scan(pairs: false, prefixes: false) }

    @inline(never)
    private mutating func runWithPairs() { scan(pairs: true, prefixes: false) }

    @inline(never)
    private mutating func runWithAll() { scan(pairs: true, prefixes: true) }

    /// Passes over all words. Inlined into one function for each way, so that what is not needed costs nothing.
    @inline(__always)
    private mutating func scan(pairs: Bool, prefixes: Bool) {
        let keys = candidates.keys
        let positions = candidates.positions
        let masks = table.lengthMasks.base
        let (wordFilter, pairFilter) = (table.filters.words.view, table.filters.pairs.view)
        let (prefixFilter, shortFilter) = (table.filters.prefixes.view, table.filters.shortPrefixes.view)
        let prefixMask = TermKey.mask(table.lengths.prefix)
        let shortPrefixMask = TermKey.mask(table.lengths.shortPrefix)
        let shortest = UInt64(max(1, table.lengths.minimum) &- 1)
        let shifts = (min(1, shortest), min(2, shortest), min(3, shortest))
        var position = range.lowerBound
        // The word before and where it begins; there is no word with the key 0.
        var previous: (key: UInt64, place: UInt32) = (0, UInt32(truncatingIfNeeded: range.lowerBound))
        var carry: UInt64 = text.isWord(at: position &- 1) ? 1 : 0
        while position < range.upperBound {
            let block = block(at: position)
            let found = bytescan_words(block)
            var words = found.words
            let first = count
            if found.high != 0 { words = withoutOthers(words, block, position) }
            let hasUnspaced = count > first
            var starts =
                words & ~((words &<< 1) | carry) & (words &>> shifts.0) & (words &>> shifts.1) & (words &>> shifts.2)
            carry = (words &>> UInt64(Self.stride &- 1)) & 1
            starts &= (1 &<< UInt64(min(Self.stride, range.upperBound &- position))) &- 1
            var count = count
            while starts != 0 {
                let offset = starts.trailingZeroBitCount
                starts &= starts &- 1
                let length = (~(words &>> UInt64(truncatingIfNeeded: offset))).trailingZeroBitCount
                let folded = bytescan_load8(block + offset) | TermKey.fold
                let key = folded & masks[length]
                let place = UInt32(truncatingIfNeeded: position &+ offset)
                if pairs {
                    // Before the word's own keys, so that candidates stay in the order of the text.
                    let key = TermKey.pair(previous.key, key)
                    positions[count] = previous.place
                    keys[count] = key
                    count &+= pairFilter.mayContain(TermKey.hash(key))
                }
                previous = (key, place)
                positions[count] = place
                keys[count] = key
                count &+= wordFilter.mayContain(TermKey.hash(key))
                if prefixes {
                    let key = key & prefixMask ^ TermKey.Kind.prefix.rawValue
                    positions[count] = place
                    keys[count] = key
                    count &+= prefixFilter.mayContain(TermKey.hash(key))
                    let shortKey = folded & masks[length] & shortPrefixMask ^ TermKey.Kind.shortPrefix.rawValue
                    positions[count] = place
                    keys[count] = shortKey
                    count &+= shortFilter.mayContain(TermKey.hash(shortKey))
                }
            }
            self.count = count
            if hasUnspaced { sortCandidates(from: first) }
            if count > CandidateBuffer.threshold { lookUp() }
            position &+= Self.stride
        }
    }

    /// Puts the candidates of a block in the order of the text.
    private func sortCandidates(from first: Int) {
        for index in first..<count {
            var place = index
            while place > first, candidates.positions[place &- 1] > candidates.positions[place] {
                swap(&candidates.positions[place &- 1], &candidates.positions[place])
                swap(&candidates.keys[place &- 1], &candidates.keys[place])
                place &-= 1
            }
        }
    }

    /// The 64 bytes at `position`, or what is left of the text with zeros behind it.
    @inline(__always)
    private func block(at position: Int) -> UnsafePointer<UInt8> {
        if position &+ 64 <= text.count { return text.base + position }
        let left = text.count &- position
        candidates.padded.update(from: text.base + position, count: left)
        (candidates.padded + left).update(repeating: 0, count: 64 &- left)
        return UnsafePointer(candidates.padded)
    }

    /// `words` without the bytes of scalars that are no word characters; those of unspaced scripts are looked up on the way.
    @inline(never)
    private mutating func withoutOthers(_ words: UInt64, _ block: UnsafePointer<UInt8>, _ position: Int) -> UInt64 {
        var words = words
        let first = text.scalar(around: position)
        if first.start < position, first.kind != .word {
            words &= ~((1 &<< UInt64(first.start &+ first.length &- position)) &- 1)
        }
        var leads = bytescan_special_leads(block)
        while leads != 0 {
            let offset = leads.trailingZeroBitCount
            leads &= leads &- 1
            let scalar = text.scalar(at: position &+ offset)
            guard scalar.kind != .word else { continue }
            words &= ~(((1 &<< UInt64(scalar.length)) &- 1) &<< UInt64(offset))
            if scalar.kind == .unspaced, table.lengths.hasUnspaced, offset < Self.stride,
                position &+ offset < range.upperBound
            {
                lookUpUnspaced(position &+ offset)
            }
        }
        return words
    }

    private mutating func lookUpUnspaced(_ position: Int) {
        var bytes: UInt64 = 0
        for offset in 0..<TermKey.unspacedLengths.long {
            guard let byte = text.byte(at: position &+ offset) else { break }
            bytes |= UInt64(byte | 0x20) &<< UInt64(offset &* 8)
        }
        let short = bytes & TermKey.mask(TermKey.unspacedLengths.short) ^ TermKey.Kind.unspacedShort.rawValue
        let long = bytes ^ TermKey.Kind.unspacedLong.rawValue
        let filter = table.filters.unspaced.view
        for key in [short, long] where filter.mayContain(TermKey.hash(key)) != 0 {
            candidates.keys[count] = key
            candidates.positions[count] = UInt32(truncatingIfNeeded: position)
            count &+= 1
        }
    }

    /// Compares the terms of all candidates and empties the buffer.
    @inline(never)
    private mutating func lookUp() {
        sift()
        fetch()
        let check = TermCheck(text: text, range: range, table: table, scratch: scratch, anchors: anchors)
        for index in 0..<count {
            check.compare(candidates.records[index], anchor: Int(candidates.positions[index]))
        }
        count = 0
    }

    /// Drops the candidates that the second filter knows nothing of.
    @inline(never)
    private mutating func sift() {
        let keys = candidates.keys
        let positions = candidates.positions
        let filter = table.all.view
        var kept = 0
        for index in 0..<count {
            let key = keys[index]
            let position = positions[index]
            // `kept` is at most `index`.
            keys[kept] = key
            positions[kept] = position
            kept &+= filter.mayContain(TermKey.secondHash(key))
        }
        count = kept
    }

    /// Looks up the records of the candidates. What each needs is far away in memory, so all are asked for before any is used.
    @inline(never)
    private mutating func fetch() {
        let (keys, records) = (candidates.keys, candidates.records)
        for index in 0..<count {
            // The table's index of a hash lies within it.
            let hash = TermKey.hash(keys[index])
            bytescan_prefetch(table.entries.base + Int(truncatingIfNeeded: hash &>> table.entryShift))
        }
        for index in 0..<count {
            let found = table.entry(for: keys[index]).records
            records[index] = found
            bytescan_prefetch(table.records.base + found.lowerBound)
            bytescan_prefetch(table.neighbours.base + found.lowerBound)
        }
        for index in 0..<count where !records[index].isEmpty {
            let record = table.records.base[records[index].lowerBound]
            bytescan_prefetch(table.programs.base + Int(record.program))
            if record.flags.contains(.regexAnchor) {
                bytescan_prefetch(table.links.base + Int(record.firstAttached))
            }
        }
    }
}
