/// Content on its way to text: the steps so far, and the bytes they made. As long as no step was needed, nothing is
/// copied.
struct TextPipeline {
    /// Where the encoded content stands in the message.
    let source: Range<Int>
    private(set) var steps: [Decoding.Step] = []
    private var decoded: [UInt8]?

    init(source: Range<Int>) { self.source = source }

    /// The bytes now, out of `input`, the message.
    func withCurrent<R>(_ input: Span<UInt8>, _ body: (Span<UInt8>) -> R) -> R {
        if let decoded { body(decoded.span) } else { body(input.extracting(source)) }
    }

    /// Whether `test` says so of the bytes as they are now.
    func current(_ input: Span<UInt8>, _ test: (Span<UInt8>, Range<Int>) -> Bool) -> Bool {
        withCurrent(input) { test($0, 0..<$0.count) }
    }

    /// Does one step, by `decode`.
    mutating func run(
        _ step: Decoding.Step, _ input: Span<UInt8>, by decode: (Span<UInt8>, inout ByteSink) -> Void
    ) {
        var sink = ByteSink()
        withCurrent(input) { decode($0, &sink) }
        decoded = sink.bytes
        steps.append(step)
    }

    /// The text: a slice of the message where nothing had to be decoded.
    func text(of raw: Bytes) -> Bytes { decoded.map { Bytes($0) } ?? raw.slice(source) }
}
