import Detection
import Messages

/// Form submissions: the values of fields change where they stand, by the way back from their text.
extension Redactor {
    /// The ways in which a submission's bytes can be read: as JSON, posted with or without boundaries.
    public static func formReadings(_ bytes: Bytes) -> [Message] { raws(bytes).map { Message.form($0) } }

    private static func raws(_ bytes: Bytes) -> [RawMessage] {
        let first = bytes.first { $0 > 0x20 } ?? 0
        if first == 0x7B { return [RawMessage(source: "", bytes: bytes, form: .json)] }
        guard first == 0x2D, let end = bytes.firstIndex(of: 0x0A) else {
            return [RawMessage(source: "", bytes: bytes, form: .urlencoded)]
        }
        let boundary = bytes.slice(2..<end).string.trimmingSuffix { $0 == "\r" || $0 == " " }
        return [RawMessage(source: "", bytes: bytes, form: .multipart(boundary: boundary))]
    }

    /// The submission without `spans` and without what `scan` still finds; as ``redact(_:spans:struck:scan:)``.
    public func redact(
        form bytes: Bytes, spans: [Bytes], struck: [Bytes] = [], scan: (Message) throws -> [Finding]
    ) throws -> RedactedMessage {
        var search = SpanSearch()
        for span in spans { search.insert(span.array) }
        let struck = StruckTexts(struck)
        var bytes = bytes
        var report = RedactionReport()
        guard var raw = Self.raws(bytes).first else { throw RedactionError.notReadWhole }
        let fields = Message.form(raw).segments.count
        for _ in 0..<Self.rounds {
            let edits = Self.edits(Message.form(raw), form: raw.form, search, mark: Self.mark(for: search))
            report.spans += edits.count
            bytes = Bytes(edits.applied(to: bytes.array))
            raw.bytes = bytes
            let message = Message.form(raw)
            guard message.segments.count == fields, message.unscannable == nil else {
                throw RedactionError.notReadWhole
            }
            if let segment = message.segments.first(where: { search.isFound(in: $0.text.array) }) {
                throw RedactionError.stillFound(part: segment.part)
            }
            var isNew = false
            for finding in try scan(message) where message.segments.indices.contains(finding.segment) {
                let text = message.segments[finding.segment].text.slice(finding.bytes).array
                if struck.cover(text), !search.isFound(in: text) { continue }
                if search.insert(text) { isNew = true }
            }
            if !isNew { return RedactedMessage(bytes: bytes, report: report) }
        }
        throw RedactionError.noEnd
    }

    private static func edits(
        _ message: Message, form: RawMessage.Form, _ search: SpanSearch, mark: [UInt8]
    ) -> [ByteEdit] {
        message.segments.flatMap { segment -> [ByteEdit] in
            let units = FoldedText(segment.text.array).units
            let matches = search.matches(in: units)
            guard !matches.isEmpty else { return [] }
            let map = segment.rawMap(in: message)
            let source = segment.decoding.source
            let isBare = form == .json && (source.lowerBound == 0 || message.raw[source.lowerBound - 1] != 0x22)
            return matches.map { match in
                let range = map.rawRange(of: Int(units[match.lowerBound].start)..<Int(units[match.upperBound - 1].end))
                if isBare { return ByteEdit(range: source, replacement: [0x22] + mark + [0x22]) }
                let isEscaped = form == .urlencoded
                return ByteEdit(range: range, replacement: isEscaped ? escaped(mark) : mark)
            }
        }.merged()
    }

    private static func escaped(_ mark: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return mark.flatMap { byte -> [UInt8] in
            (0x41...0x5A).contains(byte & 0xDF) ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
