import Milter
import NIOConcurrencyHelpers
import NIOCore

/// A handler made of closures that keeps the reports it gets.
struct TestHandler: MilterHandler {
    var needs = HandlerNeeds(optionalActions: .all)
    var onConnect: @Sendable (MilterClient) async -> ConnectAnswer = { _ in .continue }
    var onMail: @Sendable (MilterEnvelope) async -> MailAnswer = { _ in .continue }
    var onRecipient: @Sendable (EnvelopeRecipient) async -> RecipientAnswer = { _ in .continue }
    var onMessage: @Sendable (MilterEnvelope, MilterMessage) async -> MilterVerdict = { _, raw in
        (try? await raw.collect(upTo: 1 << 30)) == nil ? .temporaryFailure : .accept
    }
    let reports = Reports()

    func connect(_ client: MilterClient) async -> ConnectAnswer { await onConnect(client) }
    func mail(_ envelope: MilterEnvelope) async -> MailAnswer { await onMail(envelope) }
    func recipient(_ recipient: EnvelopeRecipient, of envelope: MilterEnvelope) async -> RecipientAnswer {
        await onRecipient(recipient)
    }
    func message(_ envelope: MilterEnvelope, _ raw: MilterMessage) async -> MilterVerdict {
        await onMessage(envelope, raw)
    }
    func ended(_ report: MessageReport) async { reports.add(report) }
}

/// Reports as they come.
final class Reports: Sendable {
    private let stream: AsyncStream<MessageReport>
    private let continuation: AsyncStream<MessageReport>.Continuation
    private let all = NIOLockedValueBox<[MessageReport]>([])

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func add(_ report: MessageReport) {
        all.withLockedValue { $0.append(report) }
        continuation.yield(report)
    }

    /// Waits for the next.
    func next() async -> MessageReport? { await stream.first { _ in true } }

    var outcomes: [MessageOutcome] { all.withLockedValue { $0.map(\.outcome) } }
}

/// Opens once; who comes before waits.
final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }

    /// Returns when the gate is open or the task is cancelled.
    func pass() async { for await _ in stream {} }
}
