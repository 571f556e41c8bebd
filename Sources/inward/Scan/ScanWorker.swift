import Casework
import Detection
import Foundation
import Messages
import Policy

/// What one message needs to be scanned: the straight line from bytes to disposition. Shared by all threads.
struct ScanWorker: Sendable {
    let detector: Detector
    let options: Detector.Options
    let policy: Policy
    let records: RecordMaker
    let format: any RecordFormat
    /// A record for every message, not only flagged ones.
    let all: Bool
    /// Makes intakes of what the policy would quarantine; nil where nothing is queued.
    let intakes: IntakeMaker?
    let limits: MessageLimits
    let reading: MailReading

    /// What became of a batch of messages.
    struct Outcome: Sendable {
        /// Records, ready to be written.
        var output: [UInt8] = []
        var totals = ScanTotals()
        /// Messages to be queued before the records are written.
        var intakes: [CaseIntake] = []
    }

    /// Scans a batch. Whoever scans many on one thread lends working memory that stays warm.
    func scan(_ batch: MessageBatch, _ scratch: DetectorScratch = DetectorScratch()) -> Outcome {
        var outcome = Outcome()
        outcome.totals.bytes = batch.bytes
        for raw in batch.messages { scan(raw, scratch, into: &outcome) }
        return outcome
    }

    private func scan(_ raw: RawMessage, _ scratch: DetectorScratch, into outcome: inout Outcome) {
        var isProtected = false
        // Of mail the header says all; of a form submission nothing is known before it is read.
        var headerEnvelope: PolicyEnvelope?
        var message = Message.read(raw, limits: limits, reading: reading) { header in
            let envelope = PolicyEnvelope.from(header, channel: .scan)
            headerEnvelope = envelope
            isProtected = policy.isProtected(envelope)
            return isProtected
        }
        let envelope = headerEnvelope ?? PolicyEnvelope.from(message, channel: .scan)
        if headerEnvelope == nil { isProtected = policy.isProtected(envelope) }
        guard !isProtected else {
            outcome.totals.count(protected: raw)
            if all { write(Record(raw: raw), into: &outcome.output) }
            return
        }
        let assessment = detector.assess(message, options: options, scratch: scratch)
        message.noteLimits(of: assessment)
        let ruling = policy.ruling(
            on: assessment.keeping(atLeast: records.minimum), message: MessageFacts(message, size: raw.length),
            envelope: envelope, isProtected: isProtected)
        let isWritten = all || assessment.findings.contains { $0.confidence >= records.minimum }
        let record =
            isWritten
            ? records.record(raw, message, assessment, ruling.strictest)
            : records.summary(raw, message, assessment, ruling.strictest)
        outcome.totals.count(record, message)
        if let intakes, ruling.strictest >= .quarantine, let decisive = ruling.decisive {
            outcome.intakes.append(intakes.intake(raw, message, assessment, decisive))
        }
        if isWritten { write(record, into: &outcome.output) }
    }

    private func write(_ record: Record, into output: inout [UInt8]) {
        var bytes: [UInt8] = []
        format.append(record, to: &bytes)
        guard !bytes.isEmpty else { return }
        if !output.isEmpty { output += format.separator }
        output += bytes
    }
}

extension Assessment {
    /// The assessment with only the findings at or above a confidence.
    func keeping(atLeast minimum: Double) -> Assessment {
        var kept = self
        kept.findings = findings.filter { $0.confidence >= minimum }
        kept.categories = categories.filter { $0.value >= minimum }
        return kept
    }
}
