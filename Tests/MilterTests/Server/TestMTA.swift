import Milter
import NIOCore
import NIOPosix

/// The MTA's side of one connection over a real socket.
actor TestMTA {
    private let channel: any Channel
    private var replies: AsyncStream<MilterReply>.Iterator

    init(_ address: SocketAddress) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: MilterReply.self)
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ReplyReader(continuation))
                }
            }.connect(to: address).get()
        replies = stream.makeAsyncIterator()
    }

    func send(_ commands: MilterCommand...) async throws { try await channel.writeAndFlush(Samples.bytes(commands)) }

    func send(bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

    /// The next reply; nil when the connection has ended.
    func reply() async -> MilterReply? {
        var iterator = replies
        let next = await iterator.next(isolation: self)
        replies = iterator
        return next
    }

    func negotiate() async throws {
        try await send(.negotiate(Negotiation(version: 6, actions: .all, options: .all)))
        _ = await reply()
    }

    func message() async throws {
        try await send(
            .mail(path: "<a@office.example>", parameters: []), .recipient(path: "<b@office.example>", parameters: []),
            .header(name: "Subject", value: " s"), .endOfHeaders, .endOfBody(ByteBuffer(string: "body\r\n")))
    }

    func close() async { try? await channel.close() }
}

private final class ReplyReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private var decoder = PacketDecoder()
    private let continuation: AsyncStream<MilterReply>.Continuation

    init(_ continuation: AsyncStream<MilterReply>.Continuation) { self.continuation = continuation }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data))
        while let packet = try? decoder.next(), let reply = try? MilterReply(packet) { continuation.yield(reply) }
    }

    func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
