import Casework
import Foundation
import Logging
import Milter
import Policy
import Service
import UnixSignals

/// The hook while it runs: its listeners, what is in force, and what it is told by signals.
struct MilterRun: Sendable {
    let hook: MailHook
    let sockets: [MilterSocket]
    let logger: Logger
    /// Of unix sockets on which figures are served.
    let socketMode: Int
    /// Reads the configuration anew and says where rules are installed.
    let sources: @Sendable () throws -> JudgementSources

    private enum Event: Sendable { case reload, stop, look }

    /// How often it looks whether something else is in force and whether an absent store is back.
    private static let interval = Duration.seconds(15)
    /// How long open sessions may take to end when it stops.
    private static let grace = Duration.seconds(20)

    /// Runs until SIGTERM or SIGINT; SIGHUP fetches what is in force.
    func run() async throws {
        let events = await Self.events()
        let rules = RulesInForce()
        guard let first = try await rules.judge(from: hook.place, else: try sources(), always: true) else { return }
        tell(first.policy)
        let judges = CurrentJudge(first)
        let server = MilterServer(settings: serverSettings, logger: logger) { [hook] in
            MailHandler(hook, judges.current)
        }
        try await server.start(on: sockets)
        logger.notice("ready")
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            if let address = hook.settings.figures {
                let figures = FiguresServer(address, mode: socketMode, logger: logger) { [hook] in
                    hook.figuresText(connections: server.connections, judge: judges.current)
                } isHealthy: { [hook] in
                    hook.isHealthy
                }
                tasks.addTask { try await figures.run() }
            }
            tasks.addTask { await follow(events, rules, judges, server) }
            // The first to end is the one that was told to stop, or figures that cannot be served.
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }

    private func follow(
        _ events: AsyncStream<Event>, _ rules: RulesInForce, _ judges: CurrentJudge, _ server: MilterServer
    ) async {
        for await event in events {
            switch event {
            case .stop:
                logger.notice("stopping")
                return await server.stop(within: Self.grace)
            case .reload: await reload(rules, judges, always: true)
            case .look: await look(rules, judges)
            }
        }
    }

    private var serverSettings: ServerSettings {
        var settings = ServerSettings()
        settings.connections = hook.settings.limits.connections
        settings.verdictTimeout = hook.settings.limits.verdict
        // What is longer is read as far as it is kept; what is missing is seen by its length.
        settings.limits.messageBytes = max(hook.settings.limits.message + 1, settings.limits.messageBytes)
        return settings
    }

    /// Says what is done with mail, and why it is only watched.
    private func tell(_ policy: Policy) {
        let reasons = hook.observe ? ["it was told to"] : policy.reasonsToObserve
        logger.notice(
            "judging",
            metadata: [
                "policy": "\(policy.version)", "mode": reasons.isEmpty ? "enforce" : "observe",
                "because": "\(reasons.joined(separator: "; "))",
            ])
    }

    private func reload(_ rules: RulesInForce, _ judges: CurrentJudge, always: Bool) async {
        do {
            guard let judge = try await rules.judge(from: hook.place, else: try sources(), always: always) else {
                return
            }
            judges.set(judge)
            hook.figures.count(reload: true)
            tell(judge.policy)
        } catch {
            hook.figures.count(reload: false)
            // Mistakes in rules name a line of a file and quote no mail.
            logger.error("not reloaded, mail is judged as before", metadata: ["reason": "\(error)"])
        }
    }

    private func look(_ rules: RulesInForce, _ judges: CurrentJudge) async {
        if hook.absence.isAway {
            guard (try? await hook.place.check(at: Date())) != nil else { return }
            if hook.absence.ended() { logger.notice("mail can be held again") }
        }
        guard hook.place.isFollowed else { return }
        // An approval holds from the moment it was given; a service that is away is asked again.
        if let judge = try? await rules.judge(from: hook.place, else: try sources(), always: false) {
            judges.set(judge)
            tell(judge.policy)
        }
    }

    private static func events() async -> AsyncStream<Event> {
        let signals = await UnixSignalsSequence(trapping: .sighup, .sigterm, .sigint)
        return AsyncStream { stream in
            let listening = Task {
                for await signal in signals { stream.yield(signal == .sighup ? .reload : .stop) }
            }
            let looking = Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: interval)
                    stream.yield(.look)
                }
            }
            stream.onTermination = { _ in
                listening.cancel()
                looking.cancel()
            }
        }
    }
}
