/// Multiparts and messages that are themselves encoded, which no standard allows and mailers write.
extension MailReader {
    /// Decodes `body` as its header says and has `read` read what came out, as parts of this message. False where the
    /// header names no encoding or `read` found nothing.
    mutating func readDecoded(
        _ header: PartHeader, body: Range<Int>, of input: Span<UInt8>,
        by read: (inout MailReader, Span<UInt8>) -> Bool
    ) -> Bool {
        guard let field = header.transferEncoding, let step = TransferEncoding(input, field).step else { return false }
        var sink = ByteSink()
        step.decode(input.extracting(body), into: &sink)
        guard !sink.bytes.isEmpty, take(decoded: sink.bytes.count) else { return false }
        let decoded = Bytes(sink.bytes)
        var inner = self
        inner.message.raw = decoded
        inner.message.segments = []
        inner.mayBeQuoted = false
        guard decoded.withBytes({ read(&inner, $0) }) else { return false }
        adopt(inner, source: body, step: step)
        return true
    }

    /// Whether the message in `body` is encoded as its header says: it does not begin like a header in the clear.
    func isEncoded(_ header: PartHeader, message body: Range<Int>, in input: Span<UInt8>) -> Bool {
        guard let field = header.transferEncoding, let step = TransferEncoding(input, field).step else { return false }
        let line = body.lowerBound..<ByteScan.find(0x0A, in: input, body)
        if step != .quotedPrintable { return ByteScan.find(0x3A, in: input, line) == line.upperBound }
        // A header of any use has an equals sign in it, and quoted-printable writes it as `=3D`.
        let scanned = PartHeader(input, in: body, limits: limits)
        let range = body.lowerBound..<scanned.bodyStart
        return ByteScan.find(0x3D, 0x33, 0x44, in: input, range) < range.upperBound
    }

    /// Takes over what `inner` read out of the bytes that `step` made from `source`.
    private mutating func adopt(_ inner: MailReader, source: Range<Int>, step: Decoding.Step) {
        let raw = message.raw
        let segments = message.segments
        let known = message.attachments.count
        message = inner.message
        message.raw = raw
        message.segments = segments
        for var segment in inner.message.segments {
            segment.decoding.steps.insert(contentsOf: [step, .slice(segment.decoding.source)], at: 0)
            segment.decoding.source = source
            message.segments.append(segment)
        }
        for index in known..<message.attachments.count { message.attachments[index].range = source }
        partsLeft = inner.partsLeft
        decodedLeft = inner.decodedLeft
    }
}
