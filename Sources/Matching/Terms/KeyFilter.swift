/// A set of keys that is asked before any table: one bit for every hash, several hashes to a bit, so that "no" is certain and "yes" is not.
///
/// A filter of eight bits a key stays in the first cache with the text and answers one question in eight with a wrong "yes".
struct KeyFilter: Sendable {
    private let bits: FrozenBuffer<UInt64>
    private let shift: UInt64

    /// The filter of `hashes`, with at least `bitsForKey` bits for each and at most 2 to the power of `maximum`.
    init(_ hashes: some Collection<UInt64>, bitsForKey: Int, maximum: Int) {
        var power = 9
        while power < maximum, 1 << power < hashes.count * bitsForKey { power += 1 }
        let shift = UInt64(64 - (power - 6))
        var words = [UInt64](repeating: 0, count: 1 << (power - 6))
        for hash in hashes { words[Int(truncatingIfNeeded: hash &>> shift)] |= 1 &<< (hash &>> 32) }
        bits = FrozenBuffer(words)
        self.shift = shift
    }

    /// The words of bits, to be kept.
    var words: FrozenBuffer<UInt64> { bits }

    /// A filter of words that were kept; nil where their number is no power of two.
    init?(words: FrozenBuffer<UInt64>) {
        guard words.count >= 8, words.count <= 1 << 15, words.count.nonzeroBitCount == 1 else { return nil }
        bits = words
        shift = UInt64(64 - words.count.trailingZeroBitCount)
    }

    /// The filter while a text is searched: nothing is counted or checked.
    struct View {
        fileprivate let bits: UnsafePointer<UInt64>
        fileprivate let shift: UInt64

        /// 1 where a key with this hash may be in the set, otherwise 0.
        @inline(__always)
        func mayContain(_ hash: UInt64) -> Int {
            // A hash shifted by `shift` is an index of the bits: there are 1 << (64 - shift) words.
            Int(truncatingIfNeeded: bits[Int(truncatingIfNeeded: hash &>> shift)] &>> (hash &>> 32) & 1)
        }
    }

    /// A view that is valid as long as the filter is.
    var view: View { View(bits: bits.base, shift: shift) }
}
