import Logging
import NIOCore
import NIOEmbedded

@testable import Milter

/// A connection without a socket and with a clock that moves when it is told to.
final class TestConnection: Sendable {
    let channel: NIOAsyncTestingChannel
    let ledger = ServerLedger()
    let reads: ReadCounter

    init(_ handler: TestHandler, _ settings: ServerSettings = ServerSettings()) async throws {
        let channel = NIOAsyncTestingChannel()
        self.channel = channel
        let (id, _) = ledger.opened(channel)
        let (ledger, reads) = (ledger, ReadCounter())
        self.reads = reads
        try await channel.testingEventLoop.executeInContext {
            try channel.pipeline.syncOperations.addHandlers([
                reads,
                ConnectionHandler(
                    id: id, handler: handler, settings: settings, ledger: ledger,
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }),
            ])
        }
        try await channel.connect(to: SocketAddress(unixDomainSocketPath: "/test"))
    }

    func send(_ commands: MilterCommand...) async throws { try await channel.writeInbound(Samples.bytes(commands)) }

    func send(bytes: [UInt8]) async throws { try await channel.writeInbound(ByteBuffer(bytes: bytes)) }

    /// The next packets, as many as come in one write, by their codes.
    func replies() async throws -> String {
        var decoder = PacketDecoder()
        decoder.append(try await channel.waitForOutboundWrite(as: ByteBuffer.self))
        var codes = ""
        while let packet = try decoder.next() { codes.unicodeScalars.append(UnicodeScalar(packet.code)) }
        return codes
    }

    func negotiate(_ options: ProtocolFlags = .all) async throws {
        try await send(.negotiate(Negotiation(version: 6, actions: .all, options: options)))
        _ = try await replies()
    }

    func envelope() async throws {
        try await send(
            .mail(path: "<a@office.example>", parameters: []), .recipient(path: "<b@office.example>", parameters: []))
    }

    /// Everything that was handed to the event loop has been done.
    func settle() async throws { try await channel.testingEventLoop.executeInContext {} }

    func advance(_ duration: Duration) async {
        await channel.testingEventLoop.advanceTime(by: .nanoseconds(Int64(duration / .nanoseconds(1))))
    }
}

/// Counts how often a channel was asked to read on.
final class ReadCounter: ChannelOutboundHandler, @unchecked Sendable {
    typealias OutboundIn = ByteBuffer
    /// Only used on the channel's event loop.
    private(set) var count = 0

    func read(context: ChannelHandlerContext) {
        count += 1
        context.read()
    }
}
