import Messages

/// One pass over a mail's tree: the edits that take the spans out of it, and what else had to go.
struct MailRewriter {
    let bytes: Bytes
    let search: SpanSearch
    let mark: [UInt8]
    let lineEnding: [UInt8]
    /// Parts that go as a whole: what was tried with them did not do.
    let condemned: Set<String>
    let removesUnread: Bool

    /// What was done.
    var report = RedactionReport()

    /// The edits of an entity.
    mutating func edits(of node: MailNode) -> [ByteEdit] {
        let countBefore = report.changes
        var edits = headerEdits(of: node)
        if let reason = removal(of: node) {
            report.removed.append(RemovedPart(part: node.number, reason: reason))
            edits = removalEdits(of: node, header: edits)
        } else {
            edits += bodyEdits(of: node.content, body: node.body, number: node.number)
        }
        if report.changes > countBefore, let signature = node.signature { report.broken.insert(signature.rawValue) }
        return edits
    }

    private func removal(of node: MailNode) -> RemovedPart.Reason? {
        if condemned.contains(node.number) { return .notRedactable }
        switch node.content {
        case .encrypted: return removesUnread ? .encrypted : nil
        case .unread: return removesUnread ? .unread : nil
        case .text(let text):
            let body = TextBody(text, body: bytes.slice(node.body).array)
            if removesUnread, body.isEncrypted { return .encrypted }
            return removesUnread && body.isBroken ? .unread : nil
        default: return nil
        }
    }

    // MARK: Header

    private mutating func headerEdits(of node: MailNode) -> [ByteEdit] {
        let rewriter = FieldRewriter(search: search, mark: mark, lineEnding: lineEnding)
        var edits: [ByteEdit] = []
        for field in node.fields {
            switch rewriter.rewritten(name: bytes.slice(field.name).string, value: bytes.slice(field.value)) {
            case .unchanged: continue
            case .value(let value): edits.append(ByteEdit(range: field.value, replacement: value))
            case .removed: edits.append(ByteEdit(range: whole(field), replacement: []))
            }
            report.spans += 1
            report.parts.insert(node.number)
        }
        return edits
    }

    /// A field with its line ending.
    private func whole(_ field: HeaderField) -> Range<Int> {
        var end = field.value.upperBound
        while end < bytes.count, bytes[end] == 0x0D { end += 1 }
        if end < bytes.count, bytes[end] == 0x0A { end += 1 }
        return field.name.lowerBound..<end
    }

    // MARK: Body

    private mutating func bodyEdits(of content: MailNode.Content, body: Range<Int>, number: String) -> [ByteEdit] {
        switch content {
        case .text(let text): return textEdits(text, body: body, number: number)
        case .parts(let parts):
            var edits: [ByteEdit] = []
            var position = body.lowerBound
            for part in parts {
                edits += gapEdits(position..<max(position, part.range.lowerBound), number: number)
                edits += self.edits(of: part)
                position = part.range.upperBound
            }
            return edits + gapEdits(position..<max(position, body.upperBound), number: number)
        case .message(let node): return edits(of: node)
        case .encoded(let step, let decoded, let content):
            var inner = MailRewriter(
                bytes: decoded, search: search, mark: mark, lineEnding: lineEnding, condemned: condemned,
                removesUnread: removesUnread, report: report)
            let edits = inner.bodyEdits(of: content, body: 0..<decoded.count, number: number)
            report = inner.report
            guard !edits.isEmpty else { return [] }
            let encoder = TransferEncoder(transfer: step, body: bytes.slice(body).array)
            return [ByteEdit(range: body, replacement: encoder.rewritten(decoded.array, edits.merged()))]
        case .encrypted, .signature, .unread: return []
        }
    }

    private mutating func textEdits(_ text: MailText, body: Range<Int>, number: String) -> [ByteEdit] {
        let part = TextBody(text, body: bytes.slice(body).array)
        let cuts = TextCuts(search: search, mark: mark)
        do {
            guard let (content, count) = try part.rewritten(cuts) else { return [] }
            report.spans += count
            report.parts.insert(number)
            if part.isClearSigned { report.broken.insert(MailNode.Signature.openpgp.rawValue) }
            return [ByteEdit(range: body, replacement: content)]
        } catch {
            report.failed.insert(number)
            return []
        }
    }

    /// Before the first part, between parts and behind the last: no reader shows it, and it is sent on.
    private mutating func gapEdits(_ range: Range<Int>, number: String) -> [ByteEdit] {
        let text = bytes.slice(range)
        let charset = TextCharset(named: Bytes(), for: text)
        let utf8 = charset.step.decoded(text)
        let edits = TextCuts(search: search, mark: mark).edits(of: utf8, isHTML: false, flowed: nil)
        guard !edits.isEmpty else { return [] }
        let trace = charset.step.traced(text)
        let found = edits.map { edit in
            let source = trace.source(of: edit.range)
            return ByteEdit(
                range: range.lowerBound + source.lowerBound..<range.lowerBound + source.upperBound,
                replacement: edit.replacement)
        }.filter { !isBoundary($0.range.lowerBound, from: range.lowerBound) }
        if !found.isEmpty {
            report.spans += found.count
            report.parts.insert(number)
        }
        return found
    }

    private func isBoundary(_ position: Int, from start: Int) -> Bool {
        var line = position
        // Longer than any boundary may be (RFC 2046 section 5.1.1), many times over.
        let furthest = max(start, position - 1_000)
        while line > furthest, bytes[line - 1] != 0x0A { line -= 1 }
        if line > start, bytes[line - 1] != 0x0A { return false }
        return line + 1 < bytes.count && bytes[line] == 0x2D && bytes[line + 1] == 0x2D
    }

    // MARK: Removal

    /// The fields that say what the content is go, and a notice stands in its place.
    private func removalEdits(of node: MailNode, header: [ByteEdit]) -> [ByteEdit] {
        let described = node.fields.filter {
            bytes.slice($0.name).string.lowercased().hasPrefix("content-")
        }.map { ByteEdit(range: whole($0), replacement: []) }
        let kept = header.filter { edit in !described.contains { $0.range.overlaps(edit.range) } }
        let end = String(decoding: lineEnding, as: UTF8.self)
        let fields = "Content-Type: text/plain; charset=us-ascii\(end)Content-Disposition: inline\(end)"
        let start = node.fields.first?.name.lowerBound ?? node.range.lowerBound
        let notice = "[A part was removed here: it could not be redacted.]" + end
        let separator = node.fields.isEmpty && node.body.lowerBound == node.range.lowerBound ? end : ""
        let fieldEdit = ByteEdit(range: start..<start, replacement: Array((fields + separator).utf8))
        return ([fieldEdit] + kept + described).merged()
            + [ByteEdit(range: node.body, replacement: Array(notice.utf8))]
    }
}
