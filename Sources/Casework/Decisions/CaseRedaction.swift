import Detection
import Messages
import Redaction

/// The messages of a case without what was found in them, save what its reviewers have struck.
struct CaseRedaction {
    let number: CaseNumber
    let kind: Message.Kind
    /// The case's messages; the findings are those of the first.
    let messages: [Bytes]
    let findings: [CaseFinding]
    /// Numbers of findings, from 1, that a person found wrong.
    let struck: Set<Int>

    /// The new bytes of each message.
    ///
    /// - Throws: ``CaseworkError/cannotRedact(_:reason:)``.
    func redacted(by scan: any RedactionScan) throws -> [Bytes] {
        guard let first = messages.first else { throw CaseworkError.erased(number) }
        let texts = try located(in: first, reading: scan.reading)
        let spans = texts.filter { !struck.contains($0.key) }.map(\.value)
        let left = texts.filter { struck.contains($0.key) }.map(\.value)
        var redactor = Redactor()
        redactor.reading = scan.reading
        do {
            return try messages.map { message in
                switch kind {
                case .email:
                    try redactor.redact(message, spans: spans, struck: left) { scan.findings(in: $0) }.bytes
                case .form:
                    try redactor.redact(form: message, spans: spans, struck: left) { scan.findings(in: $0) }.bytes
                }
            }
        } catch let error as RedactionError {
            throw CaseworkError.cannotRedact(number, reason: error.description)
        }
    }

    /// The text of each finding by its number, as the message has it.
    private func located(in bytes: Bytes, reading: MailReading) throws -> [Int: Bytes] {
        // The bytes of an mbox may have quoted lines; which way they were read is not kept.
        let readings: [[Int: Bytes]] =
            switch kind {
            case .email:
                [false, true].map { isFromQuoted in
                    let raw = RawMessage(source: "", bytes: bytes, isFromQuoted: isFromQuoted)
                    return texts(in: Message.mail(raw, reading: reading))
                }
            case .form: Redactor.formReadings(bytes).map { texts(in: $0) }
            }
        guard let best = readings.max(by: { $0.count < $1.count }),
            findings.indices.allSatisfy({ best[$0 + 1] != nil || struck.contains($0 + 1) })
        else { throw CaseworkError.cannotRedact(number, reason: "a finding is not found again in its message") }
        return best
    }

    /// The findings' texts in one reading, as far as they are where the case says.
    private func texts(in message: Message) -> [Int: Bytes] {
        var texts: [Int: Bytes] = [:]
        for (index, finding) in findings.enumerated() {
            let places = message.segments.filter {
                $0.part == finding.part && CaseFinding.name(of: $0.place) == finding.place
            }
            texts[index + 1] = places.lazy.compactMap { text(of: finding, in: $0) }.first
        }
        return texts
    }

    private func text(of finding: CaseFinding, in segment: Segment) -> Bytes? {
        let scalars = Array(segment.text.string.unicodeScalars)
        guard finding.start < finding.end, finding.end <= scalars.count, finding.start >= 0 else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[finding.start..<finding.end])
        guard finding.excerpt.text.contains(String(text)) else { return nil }
        return Bytes(String(text))
    }
}
