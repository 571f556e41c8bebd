import Messages

/// The header field that says that a message was redacted, and which signatures do not hold any more because of it.
struct RedactionField {
    private let report: RedactionReport
    private let bytes: Bytes

    init(_ report: RedactionReport, in bytes: Bytes) {
        self.report = report
        self.bytes = bytes
    }

    /// Whether the message is signed by a host (RFC 6376, RFC 8617).
    static func isSigned(_ tree: MailNode, in bytes: Bytes) -> Bool {
        tree.fields.contains { field in
            let name = bytes.slice(field.name).string.lowercased()
            return name == "dkim-signature" || name.hasPrefix("arc-") && name.hasSuffix("-signature")
        }
    }

    /// The value: counts and kinds, never a word of the message.
    private var value: String {
        var words = ["spans=\(report.spans)"]
        if !report.removed.isEmpty { words.append("parts-removed=\(report.removed.count)") }
        if !report.broken.isEmpty { words.append("signatures-broken=\(report.broken.sorted().joined(separator: ","))") }
        return words.joined(separator: "; ")
    }

    /// The message with the field first, as trace fields stand (RFC 5321 section 4.4), and without forged ones.
    func added() -> Bytes {
        var reader = MailTreeReader()
        let tree = reader.read(bytes)
        let ending = TransferEncoder.lineEnding(of: bytes)
        let start = tree.fields.first?.name.lowerBound ?? tree.body.lowerBound
        var field = Array("\(Redactor.fieldName): \(value)".utf8) + ending
        let hasHeader = !tree.fields.isEmpty || tree.body.lowerBound > 0
        if !hasHeader { field += ending }
        let forged = tree.fields.filter {
            bytes.slice($0.name).string.lowercased() == Redactor.fieldName.lowercased()
        }.map { field in
            let end = bytes.slice(field.value.upperBound..<bytes.count).firstIndex(of: 0x0A) ?? 0
            return ByteEdit(range: field.name.lowerBound..<field.value.upperBound + end + 1, replacement: [])
        }
        let edits = [ByteEdit(range: start..<start, replacement: field)] + forged
        return Bytes(edits.applied(to: bytes.array))
    }
}
