/// Runs of white space. A run also takes in quote marks (`>`) beside it, as a separator does, so that never more runs are counted than a regex can see.
extension TextView {
    /// Whether there are at most `limit` runs of white space in `range` of the text.
    func hasSpaces(atMost limit: UInt8, in range: Range<Int>) -> Bool {
        if Int(limit) >= AnchorReach.unbounded { return true }
        var left = Int(limit)
        var index = range.lowerBound
        while index < range.upperBound {
            guard Self.isSpaceOrMark(base[index]) else {
                index &+= 1
                continue
            }
            var hasSpace = false
            while index < range.upperBound, Self.isSpaceOrMark(base[index]) {
                hasSpace = hasSpace || base[index] != 0x3E
                index &+= 1
            }
            if hasSpace { left &-= 1 }
            if left < 0 { return false }
        }
        return true
    }

    /// The first place from which a match may begin that reaches no further than `reach` before `anchor`.
    func start(reaching reach: AnchorReach, before anchor: Int) -> Int {
        let first = max(0, anchor &- reach.bytes)
        if reach.bytes == 0 || reach.spaces >= AnchorReach.unbounded { return first }
        var left = reach.spaces
        var index = anchor
        while index > first {
            guard Self.isSpaceOrMark(base[index &- 1]) else {
                index &-= 1
                continue
            }
            var start = index
            var hasSpace = false
            while start > first, Self.isSpaceOrMark(base[start &- 1]) {
                start &-= 1
                hasSpace = hasSpace || base[start] != 0x3E
            }
            if hasSpace { left &-= 1 }
            if left < 0 { return index }
            index = start
        }
        return first
    }

    /// Whether `byte` is white space of ASCII or a quote mark.
    @inline(__always)
    private static func isSpaceOrMark(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte &- 0x09 <= 4 || byte == 0x3E
    }
}
