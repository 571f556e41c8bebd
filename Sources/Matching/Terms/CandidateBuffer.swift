/// Places of the text at which a term may be found, kept until there are enough to look them up.
///
/// Invariant that makes the unsafe memory safe: it is allocated once and freed with this object, and a search empties it before a block of text
/// could fill more than `reserve` places beyond `threshold`.
final class CandidateBuffer {
    /// The most candidates that one block of 64 bytes can have: 32 words with four keys each, or 21 unspaced characters with two and a word
    /// between each.
    static let reserve = 192
    /// Beyond this many candidates they are looked up.
    static let threshold = 384

    /// The candidates' keys.
    let keys: UnsafeMutablePointer<UInt64>
    /// Where they stand.
    let positions: UnsafeMutablePointer<UInt32>
    /// The indexes of the records that their keys lead to.
    let records: UnsafeMutablePointer<Range<Int>>
    /// A block of text with zeros behind its end.
    let padded: UnsafeMutablePointer<UInt8>

    init() {
        keys = .allocate(capacity: Self.threshold + Self.reserve)
        positions = .allocate(capacity: Self.threshold + Self.reserve)
        records = .allocate(capacity: Self.threshold + Self.reserve)
        padded = .allocate(capacity: 64)
        padded.initialize(repeating: 0, count: 64)
    }

    deinit {
        keys.deallocate()
        positions.deallocate()
        records.deallocate()
        padded.deallocate()
    }
}
