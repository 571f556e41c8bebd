import NIOCore

/// One message on its way through a connection, from MAIL until it is reported. Lives on the connection's event loop.
final class MessageRun {
    let id: UInt64
    let began: NIODeadline
    var wholeAt: NIODeadline?
    var endedAt: NIODeadline?
    /// The bytes that came before the handler was started.
    var waiting = ByteBuffer()
    /// Set when the handler is started.
    var raw: MilterMessage?
    var task: Task<Void, Never>?
    var verdict: MilterVerdict?
    var hasReturned = false
    var isOverdue = false
    var outcome: MessageOutcome?
    /// The envelope and figures at the message's end.
    var envelope: MilterEnvelope?
    var bytes = 0
    var limitPassed: MessageLimit?
    var isReported = false

    init(id: UInt64, began: NIODeadline) {
        self.id = id
        self.began = began
    }

    /// Ends the handler's work where it still goes on.
    func cancel() {
        raw?.giveUp()
        if !hasReturned { task?.cancel() }
    }

    func report(connection: UInt64) -> MessageReport? {
        guard let outcome, let envelope, let endedAt else { return nil }
        return MessageReport(
            envelope: envelope, outcome: outcome, verdict: verdict?.action, isOverdue: isOverdue, bytes: bytes,
            limitPassed: limitPassed, total: Duration(endedAt - began),
            receiving: wholeAt.map { Duration($0 - began) }, connection: connection, number: id)
    }
}
