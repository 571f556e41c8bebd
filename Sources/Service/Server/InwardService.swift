import Casework
import Detection
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Policy
import ServiceLifecycle
import Synchronization

/// The one process that opens the database and holds the private key: takes calls on its listeners until it is told to stop,
/// and then ends those that it has begun.
public struct InwardService: Sendable {
    private let configuration: Configuration
    private let logger: Logger
    private let router: @Sendable () -> Router<BasicRequestContext>
    private let isReady: ReadyFlag
    private let inForce: InForce
    private let clock: StoreClock
    private let notices: NoticeClock?
    /// Everything that it offers.
    let operations: [Operation]
    /// Whether it does by itself what is due by time.
    public var keepsTime = true
    /// Called with each address that it listens on, once it does.
    public var onListening: @Sendable (ListenAddress) -> Void = { _ in }

    /// Passwords that are tried in a minute, of all people together.
    static let signInsAMinute = 30

    /// A service for a store that is open.
    ///
    /// - Throws: ``DoorTokenError``, mistakes in rule packs.
    public init(
        _ configuration: Configuration, store: any CaseStore, patterns: PatternFolder, policy: Policy, logger: Logger,
        at time: Date
    ) throws {
        self.configuration = configuration
        self.logger = logger
        let calls = StoreCalls(store)
        let judge = try FormJudge(
            patterns: patterns, packDigest: try PatternArchive(folder: patterns.path).digest, policy: policy)
        let judges = JudgeInForce(judge)
        inForce = InForce(calls, judges: judges, patterns: patterns, policy: policy, logger: logger)
        let refused = RefusedCalls(calls, logger: logger)
        clock = StoreClock(store: calls, refused: refused, logger: logger)
        let isTold = configuration.notices.mail != nil || configuration.notices.webhook != nil
        notices = isTold ? try NoticeClock(configuration.notices, store: calls, logger: logger) : nil
        let isReady = ReadyFlag()
        self.isReady = isReady
        operations =
            Operations(
                store: calls, decisions: DecisionCalls(calls),
                forms: FormDoors(configuration.forms, store: calls, judges: judges, at: time),
                inForce: inForce, releases: NamedFolder(key: "releases", folder: configuration.releases),
                backups: NamedFolder(key: "backups", folder: configuration.backups),
                signIns: RateLimit(perMinute: Self.signInsAMinute, at: time), refused: refused
            ) { isReady.value }.all
        let gate = Gate(
            tokens: try DoorTokens(configuration), store: calls, limits: configuration.limits, refused: refused)
        router = { [operations] in ServiceRouter.router(operations, gate: gate, logger: logger) }
    }

    /// The routes as the router has them.
    var routes: [(method: HTTPRequest.Method, path: String)] {
        router().routes.map { ($0.method, $0.path.description) }
    }

    /// Runs until SIGTERM or SIGINT.
    public func run() async throws {
        try await inForce.reload()
        let listeners = configuration.listen.map { application(for: $0) as any Service }
        let clocks: [any Service] = keepsTime ? [clock] + (notices.map { [$0] } ?? []) : []
        let group = ServiceGroup(
            configuration: .init(
                services: clocks + listeners,
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.ofLibraries))
        isReady.set(true)
        defer { isReady.set(false) }
        try await group.run()
    }

    private func application(for address: ListenAddress) -> Application<RouterResponder<BasicRequestContext>> {
        let limits = configuration.limits
        let mode = configuration.socketMode
        let onListening = onListening
        let logger = logger
        return Application(
            router: router(),
            server: .http1(
                configuration: .init(
                    idleTimeout: .nanoseconds(Int64(limits.idle / .nanoseconds(1))),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
            configuration: .init(
                address: address.bindAddress, serverName: nil,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger.ofLibraries)),
            onServerRunning: { channel in
                let address = address.opened(by: channel, mode: mode)
                logger.notice("listening", metadata: ["address": "\(address)"])
                onListening(address)
            },
            logger: logger.ofLibraries)
    }
}

/// Whether calls can be taken.
final class ReadyFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    var value: Bool { flag.load(ordering: .relaxed) }
    func set(_ value: Bool) { flag.store(value, ordering: .relaxed) }
}
