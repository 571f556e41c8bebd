/// Collects decoded bytes and nothing else.
struct ByteSink: DecodingSink {
    private(set) var bytes: [UInt8] = []

    static var keepsRanges: Bool { false }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    @inline(__always) mutating func emit(_ byte: UInt8, from source: Range<Int>) { bytes.append(byte) }

    @inline(__always) mutating func emit(run: Range<Int>, of input: Span<UInt8>) {
        // The pointer stays inside the closure, and `extracting` checks the range against the span.
        input.extracting(run).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    mutating func emit(_ later: ByteSink, through earlier: ByteSink) { bytes += later.bytes }

    static func composed(_ later: ByteSink, through earlier: ByteSink) -> ByteSink { later }
}
