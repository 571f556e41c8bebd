import Casework
import Detection
import Foundation
import HTTPTypes
import Messages
import Policy
import Synchronization
import Testing

@testable import Service

/// A service on a unix socket with a store in a folder of its own, for the length of a test.
struct RunningService {
    let scratch: ScratchFolder
    let store: SQLiteCaseStore
    let log: LogCapture
    let address: ServiceAddress
    /// Everything that it offers.
    let operations: [Service.Operation]
    /// The routes as its router has them.
    let routes: [(method: HTTPRequest.Method, path: String)]

    static let formToken = "form-token-of-the-tests"
    static let otherFormToken = "another-form-token-of-tests"
    static let hookToken = "hook-token-of-the-tests"
    static let owner = ActorID.owner

    /// A client with a token.
    func client(_ token: String? = nil) -> ServiceClient { ServiceClient(address, token: token) }
    var form: ServiceClient { client(Self.formToken) }
    var hook: ServiceClient { client(Self.hookToken) }

    /// Runs `body` beside a service, and stops the service after it.
    static func run(
        settings change: (inout Configuration) -> Void = { _ in }, policy: String? = nil,
        _ body: @Sendable (RunningService) async throws -> Void
    ) async throws {
        let scratch = try ScratchFolder()
        let settings = try settings(in: scratch, change)
        let log = LogCapture()
        let store = try SQLiteCaseStore(
            folder: StoreFolder(path: scratch("store")), creating: true, holder: "the test", at: Date())
        var service = try InwardService(
            settings, store: store, patterns: try PatternFolder.load(path: Repository.patterns),
            policy: try policy.map { try Policy.parse(text: $0, file: "policy.yaml") }
                ?? Policy.load(path: Repository.patterns + "/policy.yaml"),
            logger: log.logger, at: Date())
        let (addresses, listening) = AsyncStream.makeStream(of: ListenAddress.self)
        service.onListening = { listening.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [service] in
                defer { listening.finish() }
                try await service.run()
            }
            guard let address = await addresses.first(where: { _ in true }) else {
                return try await group.waitForAll()
            }
            let running = RunningService(
                scratch: scratch, store: store, log: log, address: ServiceAddress(address),
                operations: service.operations,
                routes: service.routes)
            defer { group.cancelAll() }
            try await body(running)
        }
    }

    private static func settings(
        in scratch: ScratchFolder, _ change: (inout Configuration) -> Void
    ) throws -> Configuration {
        var settings = Configuration(file: "inward.yaml")
        settings.listen = [.unix(path: scratch("socket"))]
        settings.forms = [
            "contact": FormDoor(
                tokenFile: try scratch.write("contact.token", formToken + "\n"), recipients: ["desk@office.example"]),
            "absence": FormDoor(
                tokenFile: try scratch.write("absence.token", otherFormToken),
                recipients: ["absence@office.example"]),
        ]
        settings.hooks = ["mx": HookDoor(tokenFile: try scratch.write("mx.token", hookToken))]
        settings.backups = scratch("backups")
        try FileManager.default.createDirectory(atPath: scratch("backups"), withIntermediateDirectories: true)
        change(&settings)
        return settings
    }
}

extension ServiceClient {
    /// Sends JSON, whatever comes of it.
    func post(_ path: String, _ json: String, headers: [(String, String)] = []) async throws -> Reply {
        try await reply("POST", path, body: Array(json.utf8), mediaType: "application/json", headers: headers)
    }
}

extension ServiceClient.Reply {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The problem that it says.
    var problem: Service.Problem? { (try? Wire.decode(Service.Problem.Body.self, body)).map { Service.Problem($0) } }

    func json<Value: Decodable>(_ type: Value.Type) throws -> Value { try Wire.decode(type, body) }
}

extension RunningService {
    /// The intake that the contact form's door makes of a submission.
    static func intake(of body: String, key: String?) async throws -> CaseIntake? {
        let patterns = try PatternFolder.load(path: Repository.patterns)
        let judge = try FormJudge(
            patterns: patterns, packDigest: [3, 4], policy: Policy.load(path: Repository.patterns + "/policy.yaml"))
        let raw = RawMessage(source: "form", bytes: Bytes(Array(body.utf8)), form: .json)
        return await FormReader().read(raw, judge) { reading in
            let ruling = judge.ruling(reading, recipients: ["desk@office.example"])
            guard let decisive = ruling.decisive else { return nil }
            var intake = judge.intake(raw, reading, decisive, recipients: ["desk@office.example"], at: Date())
            intake.idempotencyKey = key
            return intake
        }
    }
}
