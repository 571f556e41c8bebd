/// All terms of a matcher and the way from a word of the text to the few terms that it may begin.
///
/// A small filter for each kind of key says of most words that no term is found by them. A larger one is asked about the rest, and what is left
/// is looked up in an open-addressed table, which leads to the records of the terms to compare.
final class TermTable: Sendable {
    /// The bytes of all terms and exclusions, one after the other.
    let programs: FrozenBuffer<UInt8>
    /// The terms, those with the same key side by side.
    let records: FrozenBuffer<TermRecord>
    /// What is known of the word next to the anchor, one for each record.
    let neighbours: FrozenBuffer<Neighbour>
    /// The exclusions of all terms.
    let exclusions: FrozenBuffer<TermRecord>
    /// The links of all anchors.
    let links: FrozenBuffer<AnchorLink>
    /// The table of keys; its size is a power of two, and at most two thirds of it are taken.
    let entries: FrozenBuffer<KeyEntry>
    /// The first filters.
    let filters: Filters
    /// The second, of all keys.
    let all: KeyFilter
    /// For each length of a word, up to 64, the bits of its key.
    let lengthMasks: FrozenBuffer<UInt64>
    /// The shift that makes a hash an index of `entries`.
    let entryShift: UInt64
    /// How many bytes of a text's words are looked up.
    let lengths: KeyLengths

    /// A filter for each kind of key.
    struct Filters: Sendable {
        let words: KeyFilter
        let pairs: KeyFilter
        let prefixes: KeyFilter
        let shortPrefixes: KeyFilter
        let unspaced: KeyFilter

        /// Filters in the order in which they are kept.
        var all: [KeyFilter] { [words, pairs, prefixes, shortPrefixes, unspaced] }

        /// Filters that were kept.
        init(kept: [KeyFilter]) {
            (words, pairs, prefixes) = (kept[0], kept[1], kept[2])
            (shortPrefixes, unspaced) = (kept[3], kept[4])
        }

        /// Filters of the keys, by their kinds.
        init(_ keys: [TermKey.Kind: Set<UInt64>]) {
            func filter(_ kinds: TermKey.Kind...) -> KeyFilter {
                let hashes = kinds.flatMap { keys[$0] ?? [] }.map(TermKey.hash)
                return KeyFilter(hashes, bitsForKey: 8, maximum: 18)
            }
            words = filter(.word)
            pairs = filter(.pair)
            prefixes = filter(.prefix)
            shortPrefixes = filter(.shortPrefix)
            unspaced = filter(.unspacedShort, .unspacedLong)
        }
    }

    init(_ builder: TermTableBuilder, entries: [KeyEntry], entryShift: UInt64, lengths: KeyLengths) {
        programs = FrozenBuffer(builder.programs)
        records = FrozenBuffer(builder.keyed.map(\.record))
        neighbours = FrozenBuffer(builder.keyed.map(\.neighbour))
        exclusions = FrozenBuffer(builder.exclusions)
        links = FrozenBuffer(builder.links)
        self.entries = FrozenBuffer(entries)
        self.entryShift = entryShift
        self.lengths = lengths
        filters = Filters(builder.keys)
        let keys = builder.keys.values.flatMap { $0 }
        all = KeyFilter(keys.map(TermKey.secondHash), bitsForKey: 32, maximum: 21)
        lengthMasks = FrozenBuffer((0...64).map(TermKey.mask))
    }

    /// Tables that were kept.
    init(
        programs: FrozenBuffer<UInt8>, records: FrozenBuffer<TermRecord>, neighbours: FrozenBuffer<Neighbour>,
        exclusions: FrozenBuffer<TermRecord>, links: FrozenBuffer<AnchorLink>, entries: FrozenBuffer<KeyEntry>,
        filters: Filters, all: KeyFilter, lengths: KeyLengths
    ) {
        self.programs = programs
        self.records = records
        self.neighbours = neighbours
        self.exclusions = exclusions
        self.links = links
        self.entries = entries
        self.filters = filters
        self.all = all
        self.lengths = lengths
        entryShift = UInt64(64 - entries.count.trailingZeroBitCount)
        lengthMasks = FrozenBuffer((0...64).map(TermKey.mask))
    }

    /// The entry of `key`, or an empty one.
    @inline(__always)
    func entry(for key: UInt64) -> KeyEntry {
        let mask = entries.count &- 1
        // A hash shifted by `entryShift` is at most `mask`, and the table has empty places, so that the loop ends.
        var index = Int(truncatingIfNeeded: TermKey.hash(key) &>> entryShift)
        while true {
            let entry = entries.base[index]
            if entry.key == key || entry.count == 0 { return entry }
            index = (index &+ 1) & mask
        }
    }
}
