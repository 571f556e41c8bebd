/// Parts that have no parts: text and attachments.
extension MailReader {
    /// Reads a leaf: text becomes a segment, anything else an attachment.
    mutating func readLeaf(
        _ place: PartPlace, header: PartHeader, type: ContentType, body: Range<Int>, of input: Span<UInt8>
    ) {
        let part = place.leafNumber
        if place.depth > 0, let description = header.description {
            addHeaderSegment(.header("Content-Description"), part: part, value: description, of: input)
        }
        addFileName(header, type: type, part: part, of: input)
        switch type.kind {
        case .plain, .html, .otherText:
            var attachment = place.attachment
            if let disposition = header.disposition, Self.isAttachment(disposition, in: input) {
                attachment =
                    addAttachment(place, mediaType: MediaTypeNames.name(type.name, in: input), range: body).number
            }
            let segmentPlace = attachment.map { Place.attachment($0) } ?? .body
            readText(segmentPlace, part: part, header: header, type: type, body: body, of: input)
        case .encrypted where !Self.isSigned(header, in: input):
            addAttachment(place, mediaType: MediaTypeNames.name(type.name, in: input), range: body)
            note(Problem("encrypted content", part: part))
            mark(.encrypted)
        default:
            let attachment = addAttachment(place, mediaType: MediaTypeNames.name(type.name, in: input), range: body)
            if !place.isEncrypted { note(.unread(attachment: attachment)) }
        }
    }

    private static func isAttachment(_ disposition: Range<Int>, in input: Span<UInt8>) -> Bool {
        ByteScan.startsWith("attachment", in: input, input.trimmed(disposition))
    }

    /// Whether a pkcs7-mime part says that it is only signed (RFC 8551 section 3.2.2): it can be read, but is not yet.
    private static func isSigned(_ header: PartHeader, in input: Span<UInt8>) -> Bool {
        guard let field = header.contentType, let type = ParameterText.bytes("smime-type", in: input, field) else {
            return false
        }
        let span = type.span
        return ByteScan.isWord("signed-data", in: span, 0..<span.count)
            || ByteScan.isWord("certs-only", in: span, 0..<span.count)
            || ByteScan.isWord("compressed-data", in: span, 0..<span.count)
    }

    /// Segments of the part's file names: `filename` of Content-Disposition, and `name` of Content-Type if it differs.
    mutating func addFileName(_ header: PartHeader, type: ContentType, part: String, of input: Span<UInt8>) {
        let disposition = header.disposition.flatMap { parameter("filename", of: $0, in: input) }
        if let disposition { addParameter(disposition, "filename", of: "Content-Disposition", part: part) }
        guard type.parameters.hasName, let field = header.contentType,
            let name = parameter("name", of: field, in: input)
        else { return }
        if name.text != disposition?.text { addParameter(name, "name", of: "Content-Type", part: part) }
    }

    private func parameter(
        _ name: StaticString, of field: Range<Int>, in input: Span<UInt8>
    ) -> (text: [UInt8], field: Range<Int>)? {
        guard ParameterText.exists(name, in: input, field) else { return nil }
        var sink = ByteSink()
        ParameterText.decode(name, of: input.extracting(field), into: &sink)
        return sink.bytes.isEmpty ? nil : (sink.bytes, field)
    }

    private mutating func addParameter(
        _ parameter: (text: [UInt8], field: Range<Int>), _ name: String, of header: String, part: String
    ) {
        guard take(decoded: parameter.text.count) else { return }
        message.segments.append(
            Segment(
                place: .header(header), part: part, text: Bytes(parameter.text),
                decoding: Decoding(source: parameter.field, steps: [.parameter(name)])))
    }
}
