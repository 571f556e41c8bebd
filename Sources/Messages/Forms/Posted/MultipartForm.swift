/// The body of a `multipart/form-data` submission (RFC 7578): a part a field, and files as attachments.
struct MultipartForm {
    private var builder: FormBuilder
    private let limits: MessageLimits

    static func read(_ raw: RawMessage, boundary: String, limits: MessageLimits, reading: MailReading) -> Message {
        var form = MultipartForm(builder: FormBuilder(raw, limits: limits, reading: reading), limits: limits)
        form.builder.message.raw.withBytes { form.read($0, boundary: Array(boundary.utf8), isCut: raw.isCut) }
        return form.builder.message
    }

    /// A part that is a field or a file.
    private struct Part {
        /// From 1.
        var number: Int
        var header: PartHeader
        var body: Range<Int>

        /// A parameter of its Content-Disposition.
        func parameter(_ name: StaticString, in input: Span<UInt8>) -> [UInt8]? {
            header.disposition.flatMap { ParameterText.bytes(name, in: input, $0) }
        }
    }

    private mutating func read(_ input: Span<UInt8>, boundary: [UInt8], isCut: Bool) {
        let cut = Boundaries(input, in: 0..<input.count, boundary: boundary.span, limit: limits.parts)
        if cut.isCut { builder.note(Problem("there are more parts than the limit"), .tooLarge) }
        if cut.parts.isEmpty {
            builder.note(Problem("no boundary line of a multipart was found"), .broken)
        } else if !cut.isClosed, !cut.isCut, !isCut {
            builder.note(Problem("unterminated multipart boundary"))
        }
        let parts = cut.parts.enumerated().map { index, range in
            let header = PartHeader(input, in: range, limits: limits)
            return Part(
                number: index + 1, header: header, body: header.bodyStart..<max(header.bodyStart, range.upperBound))
        }
        let charset = defaultCharset(parts, of: input)
        for part in parts { add(part, charset: charset, of: input) }
    }

    /// What a field `_charset_` names (RFC 7578 section 4.6).
    private func defaultCharset(_ parts: [Part], of input: Span<UInt8>) -> Charset {
        let part = parts.first { $0.parameter("name", in: input) == Array("_charset_".utf8) }
        return part.flatMap { Charset.named(input.extracting($0.body)) } ?? .undeclared
    }

    private mutating func add(_ part: Part, charset: Charset, of input: Span<UInt8>) {
        let type = part.header.contentType.map { ContentType(input, $0) } ?? ContentType(default: .plain)
        var field = FormField(name: name(of: part, charset: charset, in: input), content: part.body)
        field.charset = self.charset(of: part, in: input) ?? charset
        field.step = transferStep(of: part, in: input)
        guard let file = part.parameter("filename", in: input) else { return builder.addTop(field) }
        // A file input that was left empty is sent without a name and content.
        if !(file.isEmpty && part.body.isEmpty) { addFile(part, type: type, field: field, of: input) }
    }

    private mutating func addFile(_ part: Part, type: ContentType, field: FormField, of input: Span<UInt8>) {
        let number = "\(part.number)"
        if let disposition = part.header.disposition {
            var name = FormField(name: "", content: disposition)
            name.step = .parameter("filename")
            builder.add(name, place: .header("Content-Disposition"), part: number)
        }
        let mediaType = MediaTypeNames.name(type.name, in: input)
        let attachment = builder.addAttachment(part: number, mediaType: mediaType, range: part.body)
        switch type.kind {
        case .plain, .otherText: builder.add(field, place: .attachment(attachment.number), part: number)
        case .html:
            var field = field
            field.isHTML = true
            builder.add(field, place: .attachment(attachment.number), part: number)
        default: builder.note(.unread(attachment: attachment))
        }
    }

    private func name(of part: Part, charset: Charset, in input: Span<UInt8>) -> String {
        let name = part.parameter("name", in: input) ?? []
        var sink = ByteSink()
        charset.decode(name.span, into: &sink)
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    private mutating func charset(of part: Part, in input: Span<UInt8>) -> Charset? {
        let name = part.header.contentType.flatMap { ParameterText.bytes("charset", in: input, $0) }
        guard let name else { return nil }
        let charset = Charset.named(name.span)
        if charset == nil { builder.note(Problem("unknown charset", part: "\(part.number)")) }
        return charset
    }

    /// RFC 7578 section 4.7 has none; mail programs that submit forms do.
    private mutating func transferStep(of part: Part, in input: Span<UInt8>) -> Decoding.Step? {
        guard let field = part.header.transferEncoding else { return nil }
        switch TransferEncoding(input, field) {
        case .identity: return nil
        case .quotedPrintable: return .quotedPrintable
        case .base64: return .base64
        case .uuencode: return .uuencode
        case .unknown:
            builder.note(Problem("unknown transfer encoding", part: "\(part.number)"))
            return nil
        }
    }
}
