import NIOCore

/// The filter's side of one connection as a state machine: commands in, effects out, no input or output of its own.
///
/// Commands that come while the handler is asked (``isWaiting``) must be held back, but for ``MilterCommand/abort``,
/// ``MilterCommand/quit`` and ``MilterCommand/quitNewConnection``, which end the asking.
public struct MilterSession: Sendable {
    enum State: Sendable, Equatable {
        /// Nothing was negotiated yet.
        case new
        /// No message is in progress.
        case idle
        /// MAIL has come.
        case envelope
        /// A header field has come.
        case headers
        /// The header has ended.
        case body
        /// The message was answered for before its end; what still comes of it is passed over, with this answer again.
        case settled(MilterReply)
        /// Closed.
        case closed
    }

    /// Which answer of the handler is waited for.
    enum Asked: Sendable, Equatable {
        case connect, mail, recipient, verdict
    }

    let needs: HandlerNeeds
    let limits: SessionLimits
    var state = State.new
    var asked: Asked?
    var client = MilterClient()
    /// The answer for everything on this connection, where the handler gave one at its start.
    var connectionAnswer: MilterReply?
    var header = HeaderBlock()
    /// A recipient was over the limit and the MTA did not wait for an answer: the message is refused for now at its end.
    var hasTooManyRecipients = false

    /// What was agreed upon; nil before.
    public internal(set) var negotiated: Negotiation?
    /// The message in progress, or the last one.
    public internal(set) var envelope = MilterEnvelope(
        client: MilterClient(), sender: EnvelopePath(path: ""), macros: MacroTable())
    /// The macros in force.
    public internal(set) var macros = MacroTable()
    /// The bytes of the message so far, dropped ones included.
    public internal(set) var messageBytes = 0
    /// The limit that the message has passed; the bytes behind it were dropped.
    public internal(set) var limitPassed: MessageLimit?
    /// Set by the owner when nothing reads the message any more: what comes is dropped, and where it can the MTA is told.
    public var isContentUnwanted = false

    /// For a handler with `needs`.
    public init(needs: HandlerNeeds, limits: SessionLimits = SessionLimits()) {
        self.needs = needs
        self.limits = limits
    }

    /// Whether an answer of the handler is waited for.
    public var isWaiting: Bool { asked != nil }
    /// Whether the handler is asked for its verdict.
    public var isWaitingForVerdict: Bool { asked == .verdict }
    /// Whether the session has ended.
    public var isClosed: Bool { state == .closed }

    /// Whether a message has begun and not ended.
    public var isInMessage: Bool {
        switch state {
        case .envelope, .headers, .body: true
        case .new, .idle, .settled, .closed: false
        }
    }

    func waits(unless option: ProtocolFlags) -> Bool { negotiated?.options.contains(option) != true }

    /// Ends the message in progress, if one is.
    mutating func endMessage(_ outcome: MessageOutcome, _ effects: inout [SessionEffect], next: State = .idle) {
        let wasInMessage = isInMessage
        if wasInMessage { envelope.macros = macros }
        if asked != .connect { asked = nil }
        if state != .new { state = next }
        macros.removeAll(from: .mail)
        header = HeaderBlock()
        if wasInMessage { effects.append(.messageEnded(outcome)) }
    }

    /// The connection ends for a reason that the protocol has no word for. A message in progress ends as `outcome`.
    public mutating func end(_ outcome: MessageOutcome, effects: inout [SessionEffect]) {
        guard state != .closed else { return }
        endMessage(outcome, &effects)
        asked = nil
        state = .closed
        effects.append(.close)
    }

    /// The bytes that arrived are none of the protocol's.
    public mutating func fail(_ problem: SessionProblem, effects: inout [SessionEffect]) {
        guard state != .closed else { return }
        effects.append(.problem(problem))
        end(.protocolError, effects: &effects)
    }
}
