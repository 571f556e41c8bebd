import ArgumentParser
import Casework
import Detection
import Foundation
import Policy
import Service

extension ListenAddress: ExpressibleByArgument {
    /// As it is written on the command line.
    public init?(argument: String) { self.init(argument) }
}

/// `inward serve`: the one process that opens the store and holds the private key.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves cases, hand-overs and forms as JSON over HTTP until it is told to stop.",
        discussion: """
            The one process that opens the store and holds its private key. SIGTERM and SIGINT stop it: what has begun is \
            ended first. The calls are listed at /openapi.json.
            """)

    @Option(
        help: ArgumentHelp(
            "unix:PATH, or an address and a port, as in 127.0.0.1:8080; the configuration's without it.",
            valueName: "address"))
    var listen: [ListenAddress] = []

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var patternOptions: PatternOptions
    @OptionGroup var policyOptions: PolicyOptions

    func run() async throws {
        // Sockets and files are closed to others from the moment they are made.
        umask(0o077)
        var settings = try configurationOptions.load()
        if !listen.isEmpty { settings.listen = listen }
        try Self.checkListeners(settings)
        let logger = LogLine.logger(settings)
        let now = Date()
        let store = try SQLiteCaseStore(
            folder: try storeOptions.folder(settings), creating: false,
            holder: "inward serve (process \(ProcessInfo.processInfo.processIdentifier))", at: now)
        let sources = JudgementSources(settings, patternOptions, policyOptions)
        let service = try InwardService(
            settings, store: store, patterns: try sources.patterns(), policy: try sources.policy(), logger: logger,
            at: now)
        logger.notice("starting")
        try await service.run()
        logger.notice("stopped")
    }

    private static func checkListeners(_ settings: Configuration) throws {
        guard !settings.listen.isEmpty else {
            throw ValidationError("say where to listen with --listen, or with 'listen' in the configuration")
        }
        for address in settings.listen where !address.isLocal && !settings.otherHosts {
            throw ValidationError(
                "\(address) can be reached from other machines, and what is said there is not encrypted: put a proxy with "
                    + "TLS in front of a local address, or set 'listen-to-other-hosts: true' in the configuration")
        }
    }
}

/// What the service judges by: options first, then the configuration, then what is installed.
struct JudgementSources {
    private let patternOptions: PatternOptions
    private let policyPath: String?

    init(_ settings: Configuration, _ patterns: PatternOptions, _ policy: PolicyOptions) {
        var options = patterns
        options.patterns = patterns.patterns ?? settings.patterns
        patternOptions = options
        policyPath = policy.policy ?? settings.policy
    }

    func patterns() throws -> PatternFolder { try patternOptions.load() }
    func path() throws -> String { try policyPath ?? "\(patternOptions.path())/policy.yaml" }
    func policy() throws -> Policy { try Policy.load(path: path()) }
}
