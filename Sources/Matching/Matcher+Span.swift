extension Matcher {
    /// Finds matches in a span, for callers that hold no pointers.
    public func find(in text: RawSpan, scratch: MatcherScratch, into matches: inout [Match]) {
        // Safe: the pointer is read inside the closure only, and the span keeps its bytes alive for it.
        text.withUnsafeBytes { find(in: $0, scratch: scratch, into: &matches) }
    }

    /// Finds matches inside a range of a span; the bytes around it are seen for word boundaries.
    public func find(in text: RawSpan, range: Range<Int>, scratch: MatcherScratch, into matches: inout [Match]) {
        // Safe: as above.
        text.withUnsafeBytes { find(in: $0, range: range, scratch: scratch, into: &matches) }
    }
}
