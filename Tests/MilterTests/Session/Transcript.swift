import NIOCore

@testable import Milter

/// A session with what it did written down, one word or two for each effect.
struct Transcript {
    var session: MilterSession
    private(set) var content = ByteBuffer()

    init(_ needs: HandlerNeeds = HandlerNeeds(optionalActions: .all), limits: SessionLimits = SessionLimits()) {
        session = MilterSession(needs: needs, limits: limits)
    }

    /// Negotiated with an MTA of version 6 that offers all, or as said.
    init(
        _ needs: HandlerNeeds = HandlerNeeds(optionalActions: .all), version: UInt32 = 6,
        options: ProtocolFlags = .all, limits: SessionLimits = SessionLimits()
    ) {
        session = MilterSession(needs: needs, limits: limits)
        _ = send(.negotiate(Negotiation(version: version, actions: .all, options: options)))
    }

    mutating func send(_ commands: MilterCommand...) -> [String] {
        var effects: [SessionEffect] = []
        for command in commands { session.receive(command, effects: &effects) }
        return words(effects)
    }

    mutating func answer(_ body: (inout MilterSession, inout [SessionEffect]) -> Void) -> [String] {
        var effects: [SessionEffect] = []
        body(&session, &effects)
        return words(effects)
    }

    mutating func verdict(_ verdict: MilterVerdict) -> [String] {
        answer { $0.answer(verdict: verdict, effects: &$1) }
    }

    mutating func envelope(to: ByteString...) -> [String] {
        var words = send(.mail(path: "<a@office.example>", parameters: []))
        for recipient in to { words += send(.recipient(path: recipient, parameters: [])) }
        return words
    }

    private mutating func words(_ effects: [SessionEffect]) -> [String] {
        effects.map { effect in
            switch effect {
            case .reply(.replyCode(let text)): return "y \(text)"
            case .reply(let reply): return String(UnicodeScalar(reply.code.rawValue))
            case .askConnect: return "ask connect"
            case .askMail: return "ask mail"
            case .askRecipient: return "ask recipient"
            case .messageBegan: return "began"
            case .content(let bytes):
                content.writeImmutableBuffer(bytes)
                return "content \(bytes.readableBytes)"
            case .endOfMessage: return "end of message"
            case .messageEnded(.answered(let answer, let step)): return "ended \(answer) \(step)"
            case .messageEnded(let outcome): return "ended \(outcome)"
            case .problem(let problem): return "problem \(problem)"
            case .close: return "close"
            }
        }
    }
}
