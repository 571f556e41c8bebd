/// HTML to the text that a reader sees (and what is hidden, marked as such): tolerant as browsers are, streaming, in
/// time linear in the input whatever it is.
public enum HTMLText {
    /// The text of `html`, which is UTF-8, and the regions in it: hidden text, quotations, headings. Comments, scripts,
    /// styles, titles and attributes are not text.
    public static func text(_ html: Bytes) -> (text: Bytes, regions: [Region]) {
        var sink = ByteSink()
        var regions: [Region] = []
        html.withBytes { decode($0, into: &sink, regions: &regions) }
        return (Bytes(sink.bytes), regions)
    }

    @inline(never) static func decode<S: DecodingSink>(
        _ input: Span<UInt8>, into sink: inout S, regions: inout [Region]
    ) {
        var reader = HTMLReader(sink: sink)
        // Gives up this reference, so that the reader appends in place.
        sink = S()
        reader.read(input)
        sink = reader.writer.sink
        regions = reader.writer.regions
    }
}
