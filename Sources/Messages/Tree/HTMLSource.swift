/// HTML as its source has it, with character references read: what stands in attributes, comments and scripts, which
/// no reader shows, is found there.
package enum HTMLSource {
    /// Everything in `html`, which is UTF-8, tags included.
    package static func decoded(_ html: Bytes) -> [UInt8] {
        var sink = ByteSink()
        html.withBytes { decode($0, into: &sink) }
        return sink.bytes
    }

    /// The same, with the way back.
    package static func traced(_ html: Bytes) -> TracedBytes {
        var sink = TrackingSink()
        html.withBytes { decode($0, into: &sink) }
        return TracedBytes(sink)
    }

    private static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        var position = 0
        while position < input.count {
            let ampersand = ByteScan.find(0x26, in: input, position..<input.count)
            if position < ampersand { sink.emit(run: position..<ampersand, of: input) }
            guard ampersand < input.count else { return }
            if let (characters, end) = HTMLEntities.reference(at: ampersand, in: input) {
                sink.emit(scalar: characters.first, from: ampersand..<end)
                if let second = characters.second { sink.emit(scalar: second, from: ampersand..<end) }
                position = end
            } else {
                sink.emit(run: ampersand..<ampersand + 1, of: input)
                position = ampersand + 1
            }
        }
    }
}
