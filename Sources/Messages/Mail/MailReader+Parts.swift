/// The MIME tree: multiparts, messages inside the message, and the leaves.
extension MailReader {
    /// Reads the part whose header is `header` and whose content is `body`. Recursion ends at the depth limit.
    mutating func readPart(
        _ place: PartPlace, header: PartHeader, body: Range<Int>, of input: Span<UInt8>, defaultKind: ContentType.Kind
    ) {
        guard partsLeft > 0 else { return passLimit("there are more parts than the limit") }
        partsLeft -= 1
        let type = header.contentType.map { ContentType(input, $0) } ?? ContentType(default: defaultKind)
        switch type.kind {
        case .multipart(let isDigest, let isEncrypted):
            var place = place
            if isEncrypted {
                note(Problem("encrypted content", part: place.leafNumber))
                mark(.encrypted)
                place.isEncrypted = true
            }
            readMultipart(place, header: header, type: type, body: body, of: input, isDigest: isDigest)
        case .message:
            readMessage(place, header: header, type: type, body: body, of: input)
        default:
            readLeaf(place, header: header, type: type, body: body, of: input)
        }
    }

    private mutating func readMultipart(
        _ place: PartPlace, header: PartHeader, type: ContentType, body: Range<Int>, of input: Span<UInt8>,
        isDigest: Bool
    ) {
        guard place.depth < min(limits.depth, Self.deepest) else {
            return passLimit("parts are nested deeper than the limit")
        }
        guard let boundary = type.parameters.boundary(input) else {
            note(Problem("a multipart names no boundary"))
            return readLeaf(place, header: header, type: ContentType(default: .plain), body: body, of: input)
        }
        let cut = Boundaries(input, in: body, boundary: boundary.span, limit: partsLeft)
        guard cut.parts.isEmpty, !cut.isCut else {
            return readChildren(cut, of: place, input: input, isDigest: isDigest)
        }
        // RFC 2045 section 6.4 forbids it, but a multipart may be encoded as a whole.
        let isRead = readDecoded(header, body: body, of: input) { reader, input in
            let cut = Boundaries(input, in: 0..<input.count, boundary: boundary.span, limit: reader.partsLeft)
            reader.readChildren(cut, of: place, input: input, isDigest: isDigest)
            return !cut.parts.isEmpty
        }
        guard !isRead else { return }
        note(Problem("no boundary line of a multipart was found"))
        readLeaf(place, header: header, type: ContentType(default: .plain), body: body, of: input)
    }

    /// Reads the parts that a multipart was cut into.
    private mutating func readChildren(_ cut: Boundaries, of place: PartPlace, input: Span<UInt8>, isDigest: Bool) {
        for (index, range) in cut.parts.enumerated() {
            let header = PartHeader(input, in: range, limits: limits)
            let child = place.child(index + 1)
            note(header.oddities, part: child.number)
            readPart(
                child, header: header, body: header.bodyStart..<range.upperBound, of: input,
                defaultKind: isDigest ? .message : .plain)
        }
        if cut.isCut { passLimit("there are more parts than the limit") }
        if !cut.isClosed, !cut.isCut, !cut.parts.isEmpty { note(Problem("unterminated multipart boundary")) }
    }

    /// Deeper than any setting may go, so that the stack is safe.
    private static var deepest: Int { 100 }

    private mutating func readMessage(
        _ place: PartPlace, header: PartHeader, type: ContentType, body: Range<Int>, of input: Span<UInt8>
    ) {
        guard place.depth < min(limits.depth, Self.deepest) else {
            return passLimit("parts are nested deeper than the limit")
        }
        let attachment = addAttachment(place, mediaType: "message/rfc822", range: body)
        addFileName(header, type: type, part: place.leafNumber, of: input)
        var inner = place
        inner.number = place.leafNumber
        inner.depth += 1
        inner.attachment = attachment.number
        let isRead =
            isEncoded(header, message: body, in: input)
            && readDecoded(header, body: body, of: input) { reader, input in
                reader.readInner(inner, 0..<input.count, of: input)
                return true
            }
        if !isRead { readInner(inner, body, of: input) }
    }

    /// Reads the message inside the part at `place`.
    private mutating func readInner(_ place: PartPlace, _ range: Range<Int>, of input: Span<UInt8>) {
        let header = readInnerHeader(range, part: place.number, of: input)
        let isMultipart = header.contentType.map { ContentType(input, $0).isMultipart } ?? false
        readPart(
            isMultipart ? place : place.child(1), header: header, body: header.bodyStart..<range.upperBound, of: input,
            defaultKind: .plain)
    }

    /// Adds an attachment with the next number.
    @discardableResult
    mutating func addAttachment(_ place: PartPlace, mediaType: String, range: Range<Int>) -> Attachment {
        let attachment = Attachment(
            number: message.attachments.count + 1, part: place.leafNumber, mediaType: mediaType, range: range)
        message.attachments.append(attachment)
        return attachment
    }
}
