/// Collects decoded bytes, and for each the range of input it was made from.
struct TrackingSink: DecodingSink {
    private(set) var bytes: [UInt8] = []
    /// For every byte the first input byte it was made from.
    private(set) var starts: [Int32] = []
    /// For every byte the end of the input it was made from.
    private(set) var ends: [Int32] = []

    static var keepsRanges: Bool { true }

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
        starts.reserveCapacity(count)
        ends.reserveCapacity(count)
    }

    mutating func emit(_ byte: UInt8, from source: Range<Int>) {
        bytes.append(byte)
        starts.append(Int32(clamping: source.lowerBound))
        ends.append(Int32(clamping: source.upperBound))
    }

    mutating func emit(run: Range<Int>, of input: Span<UInt8>) {
        for position in run { emit(input[position], from: position..<position + 1) }
    }

    mutating func emit(_ later: TrackingSink, through earlier: TrackingSink) {
        for index in later.bytes.indices {
            emit(later.bytes[index], from: earlier.source(of: Int(later.starts[index])..<Int(later.ends[index])))
        }
    }

    static func composed(_ later: TrackingSink, through earlier: TrackingSink) -> TrackingSink {
        var result = TrackingSink()
        result.emit(later, through: earlier)
        return result
    }

    /// Where the emitted bytes in `range` came from. An empty range gives the empty range before what stands there.
    private func source(of range: Range<Int>) -> Range<Int> {
        guard range.lowerBound < starts.count else {
            let end = Int(ends.last ?? 0)
            return end..<end
        }
        let low = Int(starts[range.lowerBound])
        guard !range.isEmpty else { return low..<low }
        let high = Int(ends[min(range.upperBound, ends.count) - 1])
        return min(low, high)..<max(low, high)
    }
}
