/// All terms of a matcher and the way from a word of the text to the few terms that it may begin.
///
/// A bitmap small enough for the first or second cache says for most words that no term is found by them. The others are looked up in an
/// open-addressed table, which leads to the records of the terms to compare.
struct TermTable: Sendable {
    /// How many bits of the bitmap there are for each key: about one look-up in sixty is in vain.
    static let bitsForKey = 64
    /// The binary logarithm of the largest bitmap, which is 256 KiB.
    static let maximumBitmapBits = 21

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
    /// The table of keys; its size is a power of two, and at most half of it is taken.
    let entries: FrozenBuffer<KeyEntry>
    /// One bit for every key.
    let bitmap: FrozenBuffer<UInt64>
    /// For each length of a word, up to 64, the bits of its key.
    let lengthMasks: FrozenBuffer<UInt64>
    /// The shift that makes a hash an index of `entries`.
    let entryShift: UInt64
    /// The shift that makes a hash an index of `bitmap`.
    let bitmapShift: UInt64
    /// How many bytes of a text's words are looked up.
    let lengths: KeyLengths

    /// The place of a key's bit in its word of the bitmap.
    @inline(__always)
    static func bit(_ hash: UInt64) -> UInt64 { hash &>> 32 }

    /// Whether a term may be found by the key that has this hash.
    @inline(__always)
    func mayContain(_ hash: UInt64) -> Bool {
        // A hash shifted by `bitmapShift` is below the bitmap's count, which is 1 << (64 - bitmapShift).
        bitmap.base[Int(truncatingIfNeeded: hash &>> bitmapShift)] &>> Self.bit(hash) & 1 != 0
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
