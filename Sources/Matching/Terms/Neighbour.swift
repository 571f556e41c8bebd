/// The word next to a term's anchor, as far as four of its bytes: enough to pass over most phrases that share an anchor without comparing them.
struct Neighbour: BitwiseCopyable, Sendable {
    /// The bytes, lower-cased by setting bit 5; of the word before, its last bytes, the very last in the highest place.
    var bytes: UInt32 = 0
    /// Which bits of `bytes` count; none where nothing is known.
    var mask: UInt32 = 0
    /// Whether it is the word before the anchor.
    var isBefore = false

    /// Bit 5 of every byte.
    static let fold: UInt32 = 0x2020_2020

    /// The neighbour of the word by which `term` is found: the one behind it, otherwise the one before. Of two words it would say nothing
    /// that their key does not say.
    init(_ term: Term, _ parts: TermWords, _ choice: AnchorWord.Choice) {
        guard choice.second == nil else { return }
        let anchor = choice.offset
        let program = term.program
        // A byte that may also be part of a separator leaves open where the next word begins.
        guard !program.contains(where: { $0 != Separator.marker && Separator.isPart($0) }) else { return }
        let words = parts.words
        guard let index = words.firstIndex(where: { $0.lowerBound == anchor }) else { return }
        let end = words[index].upperBound
        if end < program.count, program[end] == Separator.marker {
            take(program[(end + 1)...].prefix { $0 != Separator.marker }.prefix(4), from: 0)
        } else if anchor > 0, program[anchor - 1] == Separator.marker {
            let before = program[..<(anchor - 1)]
            let last = before[(before.lastIndex(of: Separator.marker).map { $0 + 1 } ?? 0)...].suffix(4)
            isBefore = true
            take(last, from: 4 - last.count)
        }
    }

    /// As numbers, to be kept.
    var numbers: [UInt32] { [bytes, mask, isBefore ? 1 : 0] }

    /// A neighbour that was kept.
    init(kept bytes: UInt32, _ mask: UInt32, _ isBefore: UInt32) {
        (self.bytes, self.mask, self.isBefore) = (bytes, mask, isBefore != 0)
    }

    private mutating func take(_ taken: ArraySlice<UInt8>, from place: Int) {
        for (index, byte) in taken.enumerated() {
            bytes |= UInt32(byte | 0x20) << UInt32((place + index) * 8)
            mask |= 0xFF << UInt32((place + index) * 8)
        }
    }

    /// Whether the words of a text next to the anchor may be those of the term.
    @inline(__always)
    func mayStand(_ words: inout AdjacentWords) -> Bool {
        if mask == 0 { return true }
        return ((isBefore ? words.before : words.after) ^ bytes) & mask == 0
    }
}

/// The bytes before and behind a word of the text and the separators around it, read when they are first asked for.
struct AdjacentWords {
    private let text: TextView
    private let position: Int
    private var knownBefore: UInt32?
    private var knownAfter: UInt32?

    /// The surroundings of the word at `position`.
    init(_ text: TextView, _ position: Int) {
        self.text = text
        self.position = position
    }

    /// The four bytes before the separator before the word, folded.
    var before: UInt32 {
        mutating get {
            if let knownBefore { return knownBefore }
            var end = position
            while end > 0, position &- end < Separator.maximumLength, Separator.isPart(text.base[end &- 1]) {
                end &-= 1
            }
            let bytes = load(end &- 4)
            knownBefore = bytes
            return bytes
        }
    }

    /// The four bytes behind the separator behind the word, folded.
    var after: UInt32 {
        mutating get {
            if let knownAfter { return knownAfter }
            let end = text.wordEnd(from: position)
            var start = end
            while start < text.count, start &- end < Separator.maximumLength, Separator.isPart(text.base[start]) {
                start &+= 1
            }
            let bytes = load(start)
            knownAfter = bytes
            return bytes
        }
    }

    private func load(_ start: Int) -> UInt32 {
        var value: UInt32 = 0
        for offset in 0..<4 { value |= UInt32(text.byte(at: start &+ offset) ?? 0) &<< UInt32(offset &* 8) }
        return value | Neighbour.fold
    }
}
