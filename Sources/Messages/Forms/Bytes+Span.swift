extension Bytes {
    /// Runs `body` with the bytes as a span: bounds are checked, nothing can escape.
    func withFormSpan<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
        try body(storage.span.extracting(lower..<upper))
    }
}
