import ArgumentParser
import Casework
import Foundation
import Logging
import Milter
import Service

extension MilterSocket: ExpressibleByArgument {
    /// As it is written on the command line.
    public init?(argument: String) {
        guard let socket = try? MilterSocket(argument) else { return nil }
        self = socket
    }
}

/// `inward milter`: the mail filter of Postfix and Sendmail.
struct MilterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milter",
        abstract: "Serves Postfix and Sendmail as a mail filter until it is told to stop.",
        discussion: """
            Mail passes, is marked, held or refused, for each recipient as the policy in force says. What is held is committed \
            before the sender is told that it was taken. SIGHUP fetches what is in force; SIGTERM and SIGINT stop it: open \
            sessions are ended first. One line of its log for each message.
            """)

    @Option(
        help: ArgumentHelp(
            "inet:127.0.0.1:8891, inet6:[::1]:8891 or unix:PATH, which may be followed by ,owner= ,group= and ,mode=; the "
                + "configuration's without it.",
            valueName: "socket"))
    var listen: [MilterSocket] = []

    @ArgumentParser.Flag(help: "Only watch: hold nothing, whatever the policy's mode.")
    var observe = false

    @Option(
        name: .customLong("token-file"),
        help: ArgumentHelp(
            "A file with the token that this host hands over with; the configuration's without it, or INWARD_TOKEN.",
            valueName: "file"))
    var tokenFile: String?

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var patternOptions: PatternOptions
    @OptionGroup var policyOptions: PolicyOptions

    func run() async throws {
        umask(0o077)
        ClosedPipe.isNoSignal()
        let settings = try configurationOptions.load()
        let sockets = try sockets(settings)
        let logger = LogLine.logger(settings)
        let hook = MailHook(
            settings.milter, place: try await place(settings, logger), observe: observe || settings.milter.observe,
            logger: logger)
        let (configuration, patterns, policy) = (configurationOptions, patternOptions, policyOptions)
        let run = MilterRun(hook: hook, sockets: sockets, logger: logger, socketMode: settings.socketMode) {
            JudgementSources(try configuration.load(), patterns, policy)
        }
        do { try await run.run() } catch let error as ServiceClientError {
            // Whoever starts us tries again; until then the MTA does what its milter_default_action says.
            Console.error("inward milter: \(error)")
            throw ExitCode(ExitStatus.temporaryFailure)
        }
        logger.notice("stopped")
    }

    private func sockets(_ settings: Configuration) throws -> [MilterSocket] {
        let named = listen.isEmpty ? settings.milter.listen : listen
        let sockets = SocketActivation.sockets() + named
        guard !sockets.isEmpty else {
            throw ValidationError(
                "say where to listen with --listen, or with 'milter: {listen: …}' in the configuration")
        }
        if let figures = settings.milter.figures, !figures.isLocal, !settings.otherHosts {
            throw ValidationError("\(figures) can be reached from other machines: serve figures on this one")
        }
        for socket in sockets where !socket.isLocal && !settings.otherHosts {
            throw ValidationError(
                "\(socket) can be reached from other machines, and mail goes there in the clear: listen on this machine, or "
                    + "set 'listen-to-other-hosts: true' in the configuration")
        }
        return sockets
    }

    /// A service's, or a store of one's own, which is made where there is none.
    private func place(_ settings: Configuration, _ logger: Logger) async throws -> any HeldMail {
        if let server = try storeOptions.server({ settings }) {
            let service = RemoteCaseStore(server)
            let file = tokenFile ?? settings.milter.tokenFile
            let token = try file.map { try SecretFile.read($0, what: "the token") } ?? ActorOptions.tokenOfEnvironment
            guard let token else {
                throw ValidationError(
                    "the service asks which host hands over: name a file with --token-file, or set INWARD_TOKEN")
            }
            service.use(token: token)
            return ServiceHeldMail(service: service)
        }
        let store = StoreHeldMail(try storeOptions.folder(settings))
        if !store.folder.exists {
            logger.notice("making a store of its own", metadata: ["store": "\(store.folder.path)"])
        }
        try await store.make(at: Date())
        return store
    }
}
