/// Reads a mail as a tree, by the same rules and limits as ``MailReader`` reads its text.
package struct MailTreeReader {
    private let limits: MessageLimits
    private var partsLeft: Int
    private var decodedLeft: Int

    /// A reader with these limits; what lies past them is ``MailNode/Content/unread``.
    package init(limits: MessageLimits = .init()) {
        self.limits = limits
        partsLeft = limits.parts
        decodedLeft = limits.decodedBytes
    }

    /// The tree of a whole mail.
    package mutating func read(_ mail: Bytes) -> MailNode {
        mail.withBytes { node($0, in: 0..<$0.count, number: "", depth: 0, defaultKind: .plain) }
    }

    private mutating func node(
        _ input: Span<UInt8>, in range: Range<Int>, number: String, depth: Int, defaultKind: ContentType.Kind,
        isInner: Bool = false
    ) -> MailNode {
        var header = PartHeader()
        var fields: [HeaderField] = []
        var scanner = HeaderScanner(input, in: range, limits: limits)
        while let field = scanner.next(in: input) {
            fields.append(field)
            header.note(field, named: HeaderName(input, field.name))
        }
        let body = scanner.position..<max(scanner.position, range.upperBound)
        let type = header.contentType.map { ContentType(input, $0) } ?? ContentType(default: defaultKind)
        var node = MailNode(
            number: number.isEmpty ? "1" : number, range: range, fields: fields, body: body, content: .unread)
        guard partsLeft > 0 else { return node }
        partsLeft -= 1
        if type.isMultipart { node.signature = Self.signature(type, field: header.contentType, in: input) }
        if isInner, !type.isMultipart { node.number = number + ".1" }
        node.content = content(
            input, number: isInner && !type.isMultipart ? node.number : number, depth: depth, header: header,
            type: type, body: body)
        return node
    }

    /// What a `multipart/signed` is signed with.
    private static func signature(
        _ type: ContentType, field: Range<Int>?, in input: Span<UInt8>
    ) -> MailNode.Signature? {
        let name = String(decoding: input, type.name).lowercased()
        guard name == "multipart/signed" else { return nil }
        guard let field, let protocolName = ParameterText.bytes("protocol", in: input, field)
        else { return .smime }
        return String(decoding: protocolName, as: UTF8.self).lowercased().contains("pgp") ? .openpgp : .smime
    }

    private mutating func content(
        _ input: Span<UInt8>, number: String, depth: Int, header: PartHeader, type: ContentType, body: Range<Int>
    ) -> MailNode.Content {
        let mayNest = depth < min(limits.depth, 100)
        switch type.kind {
        case .multipart(_, true): return .encrypted
        case .multipart(let isDigest, false):
            guard mayNest else { return .unread }
            guard let boundary = type.parameters.boundary(input) else {
                return text(input, header: header, type: ContentType(default: .plain), body: body)
            }
            let inner: ContentType.Kind = isDigest ? .message : .plain
            let cut = Boundaries(input, in: body, boundary: boundary.span, limit: partsLeft)
            if !cut.parts.isEmpty || cut.isCut {
                return .parts(children(cut, of: input, number: number, depth: depth, inner))
            }
            if let (step, decoded) = decode(header, body: body, of: input) {
                let cut = decoded.withBytes {
                    Boundaries($0, in: 0..<$0.count, boundary: boundary.span, limit: partsLeft)
                }
                if !cut.parts.isEmpty {
                    let parts = decoded.withBytes {
                        children(cut, of: $0, number: number, depth: depth, inner)
                    }
                    return .encoded(step, decoded, .parts(parts))
                }
            }
            return text(input, header: header, type: ContentType(default: .plain), body: body)
        case .message:
            guard mayNest else { return .unread }
            return message(input, number: number, depth: depth, header: header, body: body)
        case .plain, .html, .otherText: return text(input, header: header, type: type, body: body)
        case .encrypted: return .encrypted
        case .other:
            let name = String(decoding: input, type.name).lowercased()
            let isSignature = name.hasSuffix("pgp-signature") || name.hasSuffix("pkcs7-signature")
            return isSignature ? .signature : .unread
        }
    }

    private mutating func children(
        _ cut: Boundaries, of input: Span<UInt8>, number: String, depth: Int, _ kind: ContentType.Kind
    ) -> [MailNode] {
        var nodes: [MailNode] = []
        for (index, range) in cut.parts.enumerated() {
            let child = number.isEmpty ? String(index + 1) : number + "." + String(index + 1)
            nodes.append(node(input, in: range, number: child, depth: depth + 1, defaultKind: kind))
        }
        return nodes
    }

    private mutating func message(
        _ input: Span<UInt8>, number: String, depth: Int, header: PartHeader, body: Range<Int>
    ) -> MailNode.Content {
        let place = number.isEmpty ? "1" : number
        if MailReader(RawMessage(source: "", bytes: Bytes()), limits: limits, reading: .standard)
            .isEncoded(header, message: body, in: input), let (step, decoded) = decode(header, body: body, of: input)
        {
            let inner = decoded.withBytes {
                messageNode($0, in: 0..<$0.count, number: place, depth: depth)
            }
            return .encoded(step, decoded, .message(inner))
        }
        return .message(messageNode(input, in: body, number: place, depth: depth))
    }

    private mutating func messageNode(
        _ input: Span<UInt8>, in range: Range<Int>, number: String, depth: Int
    ) -> MailNode {
        node(input, in: range, number: number, depth: depth + 1, defaultKind: .plain, isInner: true)
    }

    private mutating func decode(
        _ header: PartHeader, body: Range<Int>, of input: Span<UInt8>
    ) -> (Decoding.Step, Bytes)? {
        guard let field = header.transferEncoding, let step = TransferEncoding(input, field).step else { return nil }
        var sink = ByteSink()
        step.decode(input.extracting(body), into: &sink)
        guard !sink.bytes.isEmpty, sink.bytes.count <= decodedLeft else { return nil }
        decodedLeft -= sink.bytes.count
        return (step, Bytes(sink.bytes))
    }

    private func text(
        _ input: Span<UInt8>, header: PartHeader, type: ContentType, body: Range<Int>
    ) -> MailNode.Content {
        let transfer = header.transferEncoding.flatMap { TransferEncoding(input, $0).step }
        var sink = ByteSink()
        if let transfer {
            transfer.decode(input.extracting(body), into: &sink)
        } else {
            sink.emit(run: body, of: input)
        }
        let bytes = sink.bytes
        let isHTML = type.kind == .html
        var charset = type.parameters.charset(input) ?? .undeclared
        if isHTML, charset.kind == .undeclared { charset = HTMLCharset.declared(in: bytes.span) }
        let (isFlowed, delSp) = isHTML ? (false, false) : type.parameters.flow(input)
        return .text(
            MailText(
                transfer: transfer, charset: TextCharset(charset.resolved(for: bytes.span, 0..<bytes.count)),
                isHTML: isHTML, flowed: isFlowed ? .flowed(delSp: delSp) : nil))
    }
}
