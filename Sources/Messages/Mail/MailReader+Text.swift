/// Text parts: from their raw bytes to a segment.
extension MailReader {
    /// Decodes a text part and adds its segment; none where it is empty.
    mutating func readText(
        _ place: Place, part: String, header: PartHeader, type: ContentType, body: Range<Int>, of input: Span<UInt8>
    ) {
        let isHTML = type.kind == .html
        var pipeline = TextPipeline(source: withinLimit(body))
        if mayBeQuoted, pipeline.current(input, MboxQuoting.isNeeded) {
            pipeline.run(.mboxQuoting, input) { MboxQuoting.decode($0, into: &$1) }
        }
        transfer(&pipeline, header: header, part: part, of: input)
        if pipeline.steps.last == .base64, pipeline.current(input, { $1.isEmpty }), !input.trimmed(body).isEmpty {
            noteBroken(place, part: part)
        }
        decodeCharset(&pipeline, type: type, place: place, part: part, of: input)
        var regions: [Region] = []
        if isHTML {
            pipeline.run(.html, input) { HTMLText.decode($0, into: &$1, regions: &regions) }
        } else {
            if pipeline.current(input, LineEndings.isNeeded) {
                pipeline.run(.lineEndings, input) { LineEndings.decode($0, into: &$1) }
            }
            unflow(&pipeline, type: type, of: input)
        }
        let text = pipeline.text(of: message.raw)
        guard !text.isEmpty, take(decoded: text.count) else { return }
        let found = pipeline.withCurrent(input) { TextRegions(in: $0, words: reading.words) }
        regions = found.regions(under: regions)
        if found.isEncrypted {
            note(Problem("encrypted text", part: part))
            mark(.encrypted)
        }
        message.segments.append(
            Segment(
                place: place, part: part, text: text, regions: regions,
                decoding: Decoding(source: pipeline.source, steps: pipeline.steps)))
    }

    /// `body`, or its beginning where more text than the limit would come of it.
    private mutating func withinLimit(_ body: Range<Int>) -> Range<Int> {
        guard body.count > decodedLeft else { return body }
        passLimit("the decoded text is longer than the limit")
        return body.lowerBound..<body.lowerBound + decodedLeft
    }

    private mutating func transfer(
        _ pipeline: inout TextPipeline, header: PartHeader, part: String, of input: Span<UInt8>
    ) {
        guard let field = header.transferEncoding else { return }
        let encoding = TransferEncoding(input, field)
        if encoding == .unknown { note(Problem("unknown transfer encoding", part: part)) }
        if let step = encoding.step { pipeline.run(step, input) { step.decode($0, into: &$1) } }
    }

    private mutating func decodeCharset(
        _ pipeline: inout TextPipeline, type: ContentType, place: Place, part: String, of input: Span<UInt8>
    ) {
        let named = type.parameters.charset(input)
        if named == nil { note(Problem("unknown charset", part: part)) }
        var charset = named ?? .undeclared
        if type.kind == .html, charset.kind == .undeclared {
            charset = pipeline.withCurrent(input) { HTMLCharset.declared(in: $0) }
        }
        guard !pipeline.current(input, charset.isIdentity) else { return }
        charset = pipeline.withCurrent(input) { charset.resolved(for: $0, 0..<$0.count) }
        var isKnown = true
        pipeline.run(.charset(charset.name), input) { isKnown = charset.decode($0, into: &$1) }
        if !isKnown { note(Problem("the C library lacks the charset", part: part)) }
        if pipeline.current(input, Self.isMostlyReplaced) { noteBroken(place, part: part) }
    }

    /// Notes that the text could not be decoded; for a body the whole message is then unscannable.
    private mutating func noteBroken(_ place: Place, part: String) {
        note(Problem("the text could not be decoded", part: part))
        if place == .body { mark(.broken) }
    }

    /// Whether more than a quarter of the bytes are U+FFFD, so that the charset cannot be the one named.
    private static func isMostlyReplaced(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var count = 0
        var position = range.lowerBound
        while true {
            position = ByteScan.find(0xEF, 0xBF, 0xBD, in: text, position..<range.upperBound)
            guard position < range.upperBound else { break }
            count += 1
            position += 3
        }
        return count * 3 * 4 > range.count
    }

    /// Joins the lines of format=flowed (RFC 3676).
    private func unflow(_ pipeline: inout TextPipeline, type: ContentType, of input: Span<UInt8>) {
        let (isFlowed, delSp) = type.parameters.flow(input)
        guard isFlowed else { return }
        pipeline.run(.flowed(delSp: delSp), input) { FlowedText.decode($0, delSp: delSp, into: &$1) }
    }
}
