/// What is known of one key, in 256ths. It fills half a line of the processor's cache, so that a key costs one look into memory.
struct SentenceSlot {
    /// Weights of the first eight categories.
    fileprivate var first = SIMD8<Int16>()
    fileprivate var key: UInt64 = 0
    /// The weight of the ninth, and the square of the key's rarity.
    fileprivate var rest = SIMD2<Int16>()

    /// The weight of one, as it is kept.
    static let unit: Float = 256

    /// Nothing is known.
    init() {}

    /// A key of this rarity and the weights of the nine categories.
    init(rarity: Float, weights: some RandomAccessCollection<Float>) {
        for (index, weight) in weights.prefix(8).enumerated() { first[index] = Self.kept(weight) }
        rest = SIMD2(Self.kept(weights.last ?? 0), Self.kept(rarity * rarity))
    }

    /// Whether nothing is known.
    var isEmpty: Bool { rest[1] == 0 }

    private static func kept(_ value: Float) -> Int16 {
        Int16(max(-32_000, min(32_000, (value * unit).rounded())))
    }

    /// What both say together.
    func adding(_ other: SentenceSlot) -> SentenceSlot {
        var sum = self
        for index in 0..<8 { sum.first[index] = Self.sum(first[index], other.first[index]) }
        for index in 0..<2 { sum.rest[index] = Self.sum(rest[index], other.rest[index]) }
        return sum
    }

    private static func sum(_ left: Int16, _ right: Int16) -> Int16 {
        Int16(max(-32_000, min(32_000, Int32(left) + Int32(right))))
    }
}

/// What keys of a sentence add up to, laid out as a slot is.
struct SentenceSum: Equatable {
    fileprivate var first = SIMD8<Int32>()
    fileprivate var rest = SIMD2<Int32>()

    /// Of no keys.
    static let zero = SentenceSum()

    @inline(__always)
    static func += (left: inout SentenceSum, right: SentenceSum) {
        left.first &+= right.first
        left.rest &+= right.rest
    }

    @inline(__always)
    static func += (left: inout SentenceSum, right: SentenceWord) {
        left.first &+= SIMD8(truncatingIfNeeded: right.first)
        left.rest &+= SIMD2(Int32(right.last), right.rarity)
    }

    /// The weights of the nine categories by the length of the sentence as a vector.
    var scaled: SIMD16<Float> {
        let length = max(Float(rest[1]) / SentenceSlot.unit, 1).squareRoot() * SentenceSlot.unit
        let last = SIMD8<Float>(Float(rest[0]), 0, 0, 0, 0, 0, 0, 0)
        return SIMD16(lowHalf: SIMD8<Float>(first), highHalf: last) / length
    }
}

/// What a word and its letters add up to; half a line of the processor's cache.
struct SentenceWord {
    fileprivate var first = SIMD8<Int16>()
    /// The word's hash; 0 where none is kept.
    private(set) var key: UInt64 = 0
    /// The square of the rarity: those of a long word's letters add up to more than a weight can.
    fileprivate var rarity: Int32 = 0
    fileprivate var last: Int16 = 0

    /// No word.
    init() {}

    /// The sum of a word; nil where it is too great to be kept, as those of a few long words are.
    init?(_ sum: SentenceSum, key: UInt64) {
        first = SIMD8(truncatingIfNeeded: sum.first)
        last = Int16(truncatingIfNeeded: sum.rest[0])
        rarity = sum.rest[1]
        self.key = key
        guard SIMD8<Int32>(truncatingIfNeeded: first) == sum.first, Int32(last) == sum.rest[0] else { return nil }
    }
}

/// What is known of keys of one sort. Nearly all questions are answered by a filter that stays in the second cache at most.
struct SentenceTable {
    /// Open-addressed, its size a power of two, at most two thirds of it taken; the key 0 stands for an empty place.
    private var slots: [SentenceSlot]
    /// A bit for some bits of each key; its size is a power of two.
    private var filter: [UInt64]

    /// A table with room for so many keys.
    init(capacity: Int) {
        var size = 16
        while size * 2 < capacity * 3 { size *= 2 }
        slots = [SentenceSlot](repeating: SentenceSlot(), count: size)
        // Sixteen bits and more for each key.
        filter = [UInt64](repeating: 0, count: max(1, size * 16 / 64))
    }

    /// Keeps what is known of a key beside what is known of it already.
    mutating func keep(_ slot: SentenceSlot, _ key: UInt64) {
        var place = Int(truncatingIfNeeded: key >> 32) & (slots.count - 1)
        while slots[place].key != 0, slots[place].key != key { place = (place + 1) & (slots.count - 1) }
        slots[place] = slots[place].key == 0 ? slot : slots[place].adding(slot)
        slots[place].key = key
        let bit = Int(truncatingIfNeeded: key &>> 38)
        filter[bit &>> 6 & (filter.count &- 1)] |= 1 &<< UInt64(bit & 63)
    }

    /// Adds what is known of a key.
    @inline(__always)
    func add(_ key: UInt64, to sum: inout SentenceSum) {
        let bit = Int(truncatingIfNeeded: key &>> 38)
        guard filter[bit &>> 6 & (filter.count &- 1)] &>> UInt64(bit & 63) & 1 != 0 else { return }
        let mask = slots.count &- 1
        var place = Int(truncatingIfNeeded: key &>> 32) & mask
        while slots[place].key != 0 {
            guard slots[place].key != key else {
                sum.first &+= SIMD8(truncatingIfNeeded: slots[place].first)
                sum.rest &+= SIMD2(truncatingIfNeeded: slots[place].rest)
                return
            }
            place = (place &+ 1) & mask
        }
    }
}
