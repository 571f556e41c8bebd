import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// Listens on sockets and serves every connection with a handler of its own.
///
/// The handler is fetched when a connection opens, so that a new one serves new sessions while old ones end on theirs.
public final class MilterServer: Sendable {
    private struct State {
        var listeners: [any Channel] = []
        var paths: [String] = []
        var isStopped = false
    }

    private let settings: ServerSettings
    private let group: any EventLoopGroup
    private let logger: Logger
    private let handler: @Sendable () -> any MilterHandler
    private let ledger = ServerLedger()
    private let state = NIOLockedValueBox(State())

    /// `handler` is called on an event loop for each new connection and must not block.
    public init(
        settings: ServerSettings = ServerSettings(), group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup,
        logger: Logger, handler: @escaping @Sendable () -> any MilterHandler
    ) {
        self.settings = settings
        self.group = group
        self.logger = logger
        self.handler = handler
    }

    /// Connections that are open.
    public var connections: Int { ledger.connections }
    /// Messages that have begun and are not reported yet.
    public var messages: Int { ledger.messages }

    /// The addresses listened on, in the order given.
    public var addresses: [SocketAddress] {
        state.withLockedValue { $0.listeners.compactMap(\.localAddress) }
    }

    /// Listens on all of `sockets`, or, where one of them cannot be listened on, on none. Throws ``ListenError``.
    public func start(on sockets: [MilterSocket]) async throws(ListenError) {
        do {
            for socket in sockets {
                let listener = try await listen(socket)
                state.withLockedValue { $0.listeners.append(listener) }
                logger.info("milter listens", metadata: ["socket": "\(socket)"])
            }
        } catch {
            await closeListeners()
            throw (error as? ListenError) ?? ListenError(description: "\(error)")
        }
    }

    /// Takes no new connection, waits up to `grace` for the open ones to end, then closes them. Returns when every message is
    /// reported. A server that was stopped cannot be started again.
    public func stop(within grace: Duration) async {
        state.withLockedValue { $0.isStopped = true }
        await closeListeners()
        let ledger = ledger
        await withTaskGroup(of: Void.self) { tasks in
            let waiting = tasks.addTaskUnlessCancelled {
                try? await Task.sleep(for: grace)
                guard !Task.isCancelled else { return }
                for channel in ledger.channels {
                    channel.pipeline.fireUserInboundEventTriggered(ConnectionHandler.Stop())
                }
            }
            await ledger.quiet()
            if waiting { tasks.cancelAll() }
        }
    }

    private func closeListeners() async {
        let (listeners, paths) = state.withLockedValue { state in
            defer { (state.listeners, state.paths) = ([], []) }
            return (state.listeners, state.paths)
        }
        for listener in listeners { try? await listener.close() }
        for path in paths { try? SocketFile.remove(path) }
    }

    private func listen(_ socket: MilterSocket) async throws -> any Channel {
        let bootstrap = bootstrap()
        switch socket {
        case .inet(let host, let port):
            let address = try Self.address(host == "localhost" ? "127.0.0.1" : host, port, socket)
            guard case .v4 = address else { throw ListenError(description: "\(socket): this is no IPv4 address") }
            return try await bind(socket, bootstrap.bind(to: address))
        case .inet6(let host, let port):
            let address = try Self.address(host == "localhost" ? "::1" : host, port, socket)
            guard case .v6 = address else { throw ListenError(description: "\(socket): this is no IPv6 address") }
            let only = bootstrap.serverChannelOption(
                ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only), value: 1)
            return try await bind(socket, only.bind(to: address))
        case .inherited(let descriptor):
            return try await bind(socket, bootstrap.withBoundSocket(descriptor))
        case .unix(let path, let access): return try await listen(path, access, bootstrap)
        }
    }

    /// Names are not looked up: which address a listener gets must not hang on a name server.
    private static func address(_ host: String, _ port: Int, _ socket: MilterSocket) throws(ListenError)
        -> SocketAddress
    {
        guard let address = try? SocketAddress(ipAddress: host, port: port) else {
            throw ListenError(description: "\(socket): '\(host)' is no address")
        }
        return address
    }

    private func bind(
        _ socket: MilterSocket, _ bound: EventLoopFuture<any Channel>
    ) async throws -> any Channel {
        do {
            return try await bound.get()
        } catch let error as IOError {
            throw ListenError(description: "\(socket) cannot be listened on: \(error)")
        }
    }

    /// A socket nobody answers at is replaced, anything else at its path is left alone. Nobody can connect before owner and
    /// mode are set: until then it has another name.
    private func listen(_ path: String, _ access: SocketAccess, _ bootstrap: ServerBootstrap) async throws
        -> any Channel
    {
        switch try SocketFile.kind(path) {
        case .nothing: break
        case .other: throw ListenError(description: "\(path) is there and is no socket")
        case .socket:
            guard await nobodyAnswers(path) else { throw ListenError(description: "another server listens at \(path)") }
        }
        let new = path + SocketAccess.suffix
        if try SocketFile.kind(new) == .socket { try SocketFile.remove(new) }
        let listener = try await bind(.unix(path: path), bootstrap.bind(unixDomainSocketPath: new))
        do {
            try SocketFile.set(access, at: new)
            try SocketFile.rename(new, to: path)
        } catch {
            try? SocketFile.remove(new)
            try? await listener.close()
            throw error
        }
        state.withLockedValue { $0.paths.append(path) }
        return listener
    }

    private func nobodyAnswers(_ path: String) async -> Bool {
        do {
            let other = try await ClientBootstrap(group: group).connect(unixDomainSocketPath: path).get()
            try? await other.close()
            return false
        } catch let error as IOError {
            return error.errnoCode == ECONNREFUSED || error.errnoCode == ENOENT
        } catch {
            return false
        }
    }

    private func bootstrap() -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: settings.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [self] channel in channel.eventLoop.makeCompletedFuture { try serve(channel) } }
    }

    private func serve(_ channel: any Channel) throws {
        let (id, count) = ledger.opened(channel)
        guard count <= 2 * settings.connections, !state.withLockedValue({ $0.isStopped }) else {
            ledger.closed(id)
            throw ListenError(description: "too many connections")
        }
        let isOver = count > settings.connections
        if isOver { logger.warning("too many milter connections", metadata: ["connections": "\(count)"]) }
        let connection = ConnectionHandler(
            id: id, handler: isOver ? OverloadHandler() : handler(), settings: settings, ledger: ledger, logger: logger)
        try channel.pipeline.syncOperations.addHandler(connection)
    }
}
