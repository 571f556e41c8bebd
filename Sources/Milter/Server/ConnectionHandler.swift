import Logging
import NIOCore

/// Carries one connection: bytes to commands, a session's effects to bytes, questions to the handler and back. All of its
/// state lives on the channel's event loop.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Sent to a channel to end its session now.
    struct Stop: Sendable {}

    let id: UInt64
    let handler: any MilterHandler
    let settings: ServerSettings
    let ledger: ServerLedger
    let logger: Logger
    var session: MilterSession
    var decoder: PacketDecoder
    var clock = ConnectionClock()
    var context: ChannelHandlerContext?
    var loop: (any EventLoop)?
    var out = ByteBuffer()
    /// A command that came while the handler was asked.
    var held: MilterCommand?
    /// The message in progress.
    var run: MessageRun?
    /// Messages that have ended and are not reported.
    var unreported: [UInt64: MessageRun] = [:]
    var runs: UInt64 = 0
    var asks: UInt64 = 0
    var askTask: Task<Void, Never>?
    var isPumping = false
    var isReadHeld = false
    var hasUnflushed = false
    var lastRead = NIODeadline.distantPast
    var now: NIODeadline { loop?.now ?? .now() }

    init(id: UInt64, handler: any MilterHandler, settings: ServerSettings, ledger: ServerLedger, logger: Logger) {
        self.id = id
        self.handler = handler
        self.settings = settings
        self.ledger = ledger
        self.logger = logger
        session = MilterSession(needs: handler.needs, limits: settings.limits)
        decoder = PacketDecoder(limit: settings.limits.packetBytes)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop = context.eventLoop
        lastRead = now
        clock.set(.idle, at: lastRead + TimeAmount(settings.idleTimeout))
        armClock()
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastRead = now
        decoder.append(unwrapInboundIn(data))
        pump()
    }

    func channelReadComplete(context: ChannelHandlerContext) { context.fireChannelReadComplete() }

    /// The channel wants to read on; it may not while the handler is behind or a command waits.
    func read(context: ChannelHandlerContext) {
        if isFull { isReadHeld = true } else { context.read() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        var effects: [SessionEffect] = []
        session.end(.connectionLost, effects: &effects)
        perform(effects)
        clock.stop()
        ledger.closed(id)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug("milter connection failed", metadata: ["connection": "\(id)"])
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is Stop else { return context.fireUserInboundEventTriggered(event) }
        var effects: [SessionEffect] = []
        session.end(.stopped, effects: &effects)
        perform(effects)
    }

    private var isFull: Bool { held != nil || run?.raw?.isOverWindow == true }

    /// Reads on where that was held back and there is room.
    func resumeReading() {
        guard !isFull else { return }
        clock.clear(.reading)
        guard isReadHeld else { return }
        isReadHeld = false
        context?.read()
    }

    /// Takes what has arrived, as far as the session will.
    func pump() {
        guard !isPumping else { return }
        isPumping = true
        defer { isPumping = false }
        var effects: [SessionEffect] = []
        while !session.isClosed {
            do throws(CodecError) {
                guard let command = try nextCommand() else { break }
                session.receive(command, effects: &effects)
            } catch {
                session.fail(.codec(error), effects: &effects)
            }
            perform(effects)
            effects.removeAll(keepingCapacity: true)
        }
        flush()
        resumeReading()
        if isFull, held == nil {
            clock.set(.reading, at: now + TimeAmount(settings.verdictTimeout))
        }
        armClock()
    }

    private func nextCommand() throws(CodecError) -> MilterCommand? {
        if let command = held {
            guard !session.isWaiting else { return nil }
            held = nil
            return command
        }
        guard let packet = try decoder.next() else { return nil }
        let command = try MilterCommand(packet)
        guard session.isWaiting else { return command }
        switch command {
        case .abort, .quit, .quitNewConnection: return command
        default:
            held = command
            return nil
        }
    }

    func armClock() {
        guard let loop, !session.isClosed else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        clock.arm(on: loop) { bound.value.clockFired() }
    }
}
