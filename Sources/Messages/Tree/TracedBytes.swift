/// What a decoding step made of its input, and for every byte the input it was made from.
package struct TracedBytes: Sendable {
    /// What came out.
    package let bytes: [UInt8]
    private let starts: [Int32]
    private let ends: [Int32]

    init(_ sink: TrackingSink) {
        bytes = sink.bytes
        starts = sink.starts
        ends = sink.ends
    }

    /// Bytes that are their own input.
    package init(same bytes: [UInt8]) {
        self.bytes = bytes
        starts = bytes.indices.map { Int32(clamping: $0) }
        ends = bytes.indices.map { Int32(clamping: $0 + 1) }
    }

    /// The input that the bytes in `range` were made from; an empty range gives an empty one.
    package func source(of range: Range<Int>) -> Range<Int> {
        let range = range.clamped(to: 0..<bytes.count)
        guard !range.isEmpty else { return 0..<0 }
        let low = Int(starts[range.lowerBound])
        let high = Int(ends[range.upperBound - 1])
        return min(low, high)..<max(low, high)
    }
}

extension Decoding.Step {
    /// What this step makes of `input`.
    package func decoded(_ input: Bytes) -> [UInt8] {
        var sink = ByteSink()
        input.withBytes { decode($0, into: &sink) }
        return sink.bytes
    }

    /// The same, with the way back; sixteen times the memory.
    package func traced(_ input: Bytes) -> TracedBytes {
        var sink = TrackingSink()
        input.withBytes { decode($0, into: &sink) }
        return TracedBytes(sink)
    }
}
