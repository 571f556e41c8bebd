import Detection
import Messages
import Policy

/// Makes records of assessed messages, masked unless asked otherwise.
struct RecordMaker: Sendable {
    let masking: Masking
    let pseudonyms: Pseudonyms?
    /// Findings below are not reported.
    let minimum: Double

    /// The record of a message.
    func record(_ raw: RawMessage, _ message: Message, _ assessment: Assessment, _ disposition: Disposition) -> Record {
        var record = Record(raw: raw)
        record.kind = message.kind
        record.formID = message.formID
        record.messageID = message.messageID
        record.date = message.date
        record.from = message.from.map(shown)
        record.to = message.to.map(shown)
        record.subject = masking.subject(of: message)
        record.language = assessment.language
        record.disposition = disposition
        record.findings = assessment.findings.filter { $0.confidence >= minimum }.map { finding($0, message) }
        record.categories = categories(record.findings)
        record.flags = assessment.flags.map(\.rawValue).sorted()
        record.unscannable = message.unscannable
        record.problems = message.problems.map(\.description)
        return record
    }

    /// The record of a message that is counted and not written: without its addresses, its subject and its words.
    func summary(_ raw: RawMessage, _ message: Message, _ assessment: Assessment, _ disposition: Disposition) -> Record
    {
        var record = Record(raw: raw)
        record.disposition = disposition
        record.flags = assessment.flags.map(\.rawValue).sorted()
        record.unscannable = message.unscannable
        record.problems = message.problems.map(\.description)
        return record
    }

    private func shown(_ address: String) -> String { pseudonyms?.pseudonym(of: address) ?? address }

    private func finding(_ finding: Detection.Finding, _ message: Message) -> Record.Finding {
        Record.Finding(
            rule: finding.rule, category: finding.category, polarity: finding.polarity, about: finding.about,
            explicit: finding.explicit, confidence: finding.confidence, part: finding.part,
            place: masking.place(of: finding, in: message), scalars: finding.scalars,
            excerpt: masking.excerpt(of: finding, in: message), evidence: masking.evidence(of: finding, in: message))
    }

    private func categories(_ findings: [Record.Finding]) -> [(category: Detection.Category, confidence: Double)] {
        var best: [Detection.Category: Double] = [:]
        for finding in findings { best[finding.category] = max(best[finding.category] ?? 0, finding.confidence) }
        return best.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
