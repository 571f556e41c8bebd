import CByteScan

/// A place in the table of keys: the records that a key leads to, and which words may stand next to it in them.
struct KeyEntry: BitwiseCopyable, Sendable {
    var key: UInt64 = 0
    /// A bit for each pair of letters with which the word behind may begin.
    private var after: UInt32 = 0
    /// A bit for each pair of letters with which the word before may end.
    private var before: UInt32 = 0
    private var first: Int32 = 0
    /// How many records there are; none where the place is empty.
    private(set) var count: Int32 = 0

    /// An empty place.
    init() {}

    /// The place of `key`, whose records are `count` from `first` on.
    init(key: UInt64, first: Int32, count: Int32) {
        self.key = key
        self.first = first
        self.count = count
    }

    /// The indexes of the records.
    var records: Range<Int> { Int(first)..<Int(first &+ count) }

    /// Lets a term with this neighbour be found.
    mutating func admit(_ neighbour: Neighbour) {
        guard let letters = neighbour.nearestLetters else {
            after = .max
            before = .max
            return
        }
        if neighbour.isBefore { before |= 1 &<< Self.bit(letters) } else { after |= 1 &<< Self.bit(letters) }
    }

    /// The shortest text of which `mayStand` can read.
    static let minimumText = 16

    /// 1 where one of the terms may stand around a word at `position` whose key hashes to this place, otherwise 0: by the letters next to the
    /// word. Where more than one byte lies between the words, or another key has this place, or the end of the word is unclear, the
    /// answer is 1. Computed without branches, as nobody can guess their outcome.
    @inline(__always)
    func mayStand(_ wanted: UInt64, at position: Int, in text: TextView) -> Int {
        // All loads lie within the text, which has at least `minimumText` bytes: 16 at `start`, four at `behind` and at `ahead`.
        let start = min(position, text.count &- 16)
        let word = bytescan_word_start(text.base + start)
        let length = Int(word.length)
        let last = text.count &- 4
        let behind = bytescan_load4(text.base + min(position &+ length, last)) | Neighbour.fold
        let ahead = bytescan_load4(text.base + max(position &- 4, 0)) | Neighbour.fold
        let isBehind =
            (after &>> Self.bit(behind &>> 8) | Self.isPart(behind &>> 8)) & Self.isPart(behind) & (after == 0 ? 0 : 1)
        let isBefore =
            (before &>> Self.bit(ahead &>> 8) | Self.isPart(ahead &>> 16)) & Self.isPart(ahead &>> 24)
            & (before == 0 ? 0 : 1)
        let isUnclear = position != start || position < 4 || position &+ length > last || length == 16 || word.high != 0
        let isAny = after & before == .max || key != wanted || isUnclear
        return count == 0 ? 0 : Int(truncatingIfNeeded: isBehind | isBefore) | (isAny ? 1 : 0)
    }

    /// 1 where the lowest byte of `bytes`, which is folded, can be part of a separator (among a few others), otherwise 0.
    @inline(__always)
    private static func isPart(_ bytes: UInt32) -> UInt32 {
        // Blank, tab, line feed, hyphen and carriage return, quote mark, with bit 5 set.
        let parts: UInt64 = 1 << 0x20 | 1 << 0x29 | 1 << 0x2A | 1 << 0x2D | 1 << 0x3E
        return UInt32(truncatingIfNeeded: parts &>> UInt64(bytes)) & ~(bytes &>> 6) & 1
    }

    /// The bit for two letters, the lower 16 bits of `letters`.
    @inline(__always)
    private static func bit(_ letters: UInt32) -> UInt32 {
        ((letters & 0xFFFF) &* 0x9E37_79B1) &>> 27
    }
}
