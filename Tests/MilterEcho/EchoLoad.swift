import Milter
import NIOCore
import NIOPosix

/// Speaks the MTA's side: many messages over many connections, as fast as they are answered.
struct EchoLoad {
    let options: EchoOptions

    init(_ options: EchoOptions) { self.options = options }

    func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let each = options.messages / options.clients
        let script = LoadScript(bytes: options.bytes)
        let clock = ContinuousClock()
        let began = clock.now
        let ends = try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<options.clients {
                tasks.addTask {
                    let done = group.next().makePromise(of: Void.self)
                    let bootstrap = ClientBootstrap(group: group)
                        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                        .channelInitializer { channel in
                            channel.eventLoop.makeCompletedFuture {
                                try channel.pipeline.syncOperations.addHandler(
                                    LoadClient(script: script, messages: each, done: done))
                            }
                        }
                    switch options.sockets.first {
                    case .unix(let path, _): _ = try await bootstrap.connect(unixDomainSocketPath: path).get()
                    case .inet(let host, let port): _ = try await bootstrap.connect(host: host, port: port).get()
                    default: throw EchoOptions.Bad(description: "a unix or inet socket is needed")
                    }
                    try await done.futureResult.get()
                }
            }
            try await tasks.waitForAll()
            return clock.now
        }
        let seconds = Double((ends - began).components.attoseconds) / 1e18 + Double((ends - began).components.seconds)
        let total = each * options.clients
        print(
            "\(total) messages of \(options.bytes) bytes over \(options.clients) connections in \(seconds) s: \(Int(Double(total) / seconds)) a second"
        )
        try await group.shutdownGracefully()
    }
}

/// What one client sends: the steps of a message up to each point where an answer is waited for.
struct LoadScript: Sendable {
    let offer: ByteBuffer
    let greeting: ByteBuffer
    let message: ByteBuffer
    let quit: ByteBuffer

    init(bytes: Int) {
        var buffer = ByteBuffer()
        MilterCommand.negotiate(Negotiation(version: 6, actions: .all, options: .all)).write(into: &buffer)
        offer = buffer
        buffer.clear()
        MilterCommand.connect(hostname: "client.example", address: .inet(address: "192.0.2.1", port: 2_525))
            .write(into: &buffer)
        MilterCommand.helo("client.example").write(into: &buffer)
        greeting = buffer
        buffer.clear()
        for command in Self.commands(bytes) { command.write(into: &buffer) }
        message = buffer
        buffer.clear()
        MilterCommand.quit.write(into: &buffer)
        quit = buffer
    }

    private static func commands(_ bytes: Int) -> [MilterCommand] {
        let macros = [
            MacroDefinition(name: "i", value: "4F1A2B3C4D"), MacroDefinition(name: "{mail_addr}", value: "a@b.example"),
        ]
        let line = String(repeating: "x", count: 76) + "\r\n"
        let body = String(repeating: line, count: max(1, bytes / 78))
        let fields: [(ByteString, ByteString)] = [
            (
                "Received",
                " from client.example (client.example [192.0.2.1])\n\tby mx.example (Postfix) with ESMTP id 4F1A2B3C4D"
            ),
            ("From", " a@b.example"), ("To", " c@d.example"), ("Subject", " A message for measuring"),
            ("Date", " Thu, 1 Jan 2026 00:00:00 +0000"), ("Message-ID", " <1@b.example>"), ("MIME-Version", " 1.0"),
            ("Content-Type", " text/plain; charset=utf-8"),
        ]
        return [
            .macros(command: CommandCode.mail.rawValue, macros),
            .mail(path: "<a@b.example>", parameters: ["SIZE=4000"]),
            .macros(command: CommandCode.recipient.rawValue, macros), .recipient(path: "<c@d.example>", parameters: []),
        ]
            + fields.map { .header(name: $0.0, value: $0.1) }
            + [
                .macros(command: CommandCode.endOfHeaders.rawValue, macros), .endOfHeaders,
                .body(ByteBuffer(string: body)),
                .macros(command: CommandCode.endOfBody.rawValue, macros), .endOfBody(ByteBuffer()),
            ]
    }
}

/// One connection of the load; expects a filter that answers the negotiation and the end of a message only.
final class LoadClient: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: LoadScript
    private var left: Int
    private let done: EventLoopPromise<Void>
    private var decoder = PacketDecoder()

    init(script: LoadScript, messages: Int, done: EventLoopPromise<Void>) {
        (self.script, left, self.done) = (script, messages, done)
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(script.offer), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data))
        do {
            while let packet = try decoder.next() {
                switch try MilterReply(packet) {
                case .negotiate:
                    context.write(wrapOutboundOut(script.greeting), promise: nil)
                    next(context)
                case .accept:
                    next(context)
                case .progress: break
                default: throw EchoOptions.Bad(description: "an answer that was not expected")
                }
            }
        } catch {
            done.fail(error)
            context.close(promise: nil)
        }
    }

    private func next(_ context: ChannelHandlerContext) {
        if left == 0 {
            context.writeAndFlush(wrapOutboundOut(script.quit), promise: nil)
            done.succeed()
            context.close(promise: nil)
        } else {
            left -= 1
            context.writeAndFlush(wrapOutboundOut(script.message), promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { done.fail(ChannelError.eof) }
}
