import Detection
import Foundation
import Messages
import Policy

/// Reads mail with working memory of its own. There is one for each core. None runs on an event loop, and none on the threads
/// that answer MTAs: a message may take its time.
actor MailReader {
    private let scratch = DetectorScratch()
    private let queue = ReaderQueue()
    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// Reads and judges a message for `recipients`; nil where its author turns out to be protected: then nothing
    /// behind the header was opened.
    func read(
        _ raw: RawMessage, _ envelope: PolicyEnvelope, _ judge: MailJudge, limits: MessageLimits
    ) -> JudgedMail? {
        var envelope = envelope
        var isProtected = false
        var message = Message.mail(raw, limits: limits, reading: judge.reading) { header in
            envelope.author = header.from
            isProtected = judge.policy.isProtected(envelope)
            return isProtected
        }
        guard !isProtected else { return nil }
        let assessment = judge.assess(&message, scratch)
        let ruling = judge.policy.ruling(
            on: assessment, message: MessageFacts(message, size: raw.length), envelope: envelope,
            isProtected: false)
        return JudgedMail(
            raw: raw, message: message, assessment: assessment, envelope: envelope, ruling: ruling)
    }
}

/// Runs a reader's jobs on a thread of Dispatch's.
private final class ReaderQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "inward.reader", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
