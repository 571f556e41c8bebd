extension Segment {
    /// The way from this segment's text back to the raw bytes of `message`, which it must be a segment of.
    ///
    /// Decodes the segment anew, this time keeping the range that each byte was made from; 8 bytes a byte of text.
    public func rawMap(in message: Message) -> RawMap {
        message.raw.withBytes { raw in
            let source = decoding.source.clamped(to: 0..<raw.count)
            var made = TrackingSink()
            made.reserve(source.count)
            made.emit(run: source, of: raw)
            for step in decoding.steps {
                var next = TrackingSink()
                step.decode(made.bytes.span, into: &next)
                made = TrackingSink.composed(next, through: made)
            }
            return RawMap(starts: made.starts, ends: made.ends)
        }
    }
}
