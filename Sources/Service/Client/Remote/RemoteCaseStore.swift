import Casework
import Foundation
import Synchronization
import Vault

/// A service's store, as if it were here: each method is one call. The time that is passed is not sent: the service has its own.
///
/// Who acts is proved by the token of ``actor(token:at:)``; the ids passed to the other methods are not sent either.
public final class RemoteCaseStore: CaseStore {
    private let base: ServiceClient
    private let token = Mutex<String?>(nil)
    private let key = Mutex<PublicKey?>(nil)

    /// A store at a service's address.
    public init(_ address: ServiceAddress) { base = ServiceClient(address) }

    private var client: ServiceClient {
        var client = base
        client.token = token.withLock { $0 }
        return client
    }

    /// Whose a token is; from then on it is shown with every call. The token of a host that hands over has no account and
    /// is taken as the program itself.
    public func actor(token: String, at time: Date) async throws -> ActorID {
        self.token.withLock { $0 = token }
        return try await get("/v1/me", MeAnswer.self).name
    }

    /// Shows a token with every call without asking whose it is.
    public func use(token: String) { self.token.withLock { $0 = token } }

    /// Signs in; the token that comes of it is shown with every call.
    public func actor(_ name: String, password: String, code: String?, at time: Date) async throws -> ActorID {
        let body = SignInBody(name: name, password: password, code: code)
        return try await actor(token: post("/v1/sign-in", body, TokenAnswer.self).token, at: time)
    }

    /// Of a remote store only what the caller may see of themselves is known.
    public func person(_ actor: ActorID, at time: Date) async throws -> Person {
        let me = try await get("/v1/me", MeAnswer.self)
        return Person(
            id: me.name, roles: Set(me.roles), level: me.level, queues: me.queues.map(Set.init),
            standsInFor: me.standsInFor)
    }

    /// The service asks this with each call.
    public func authorize(_ action: Action, by actor: ActorID, at time: Date) async throws {}

    /// A service records what it refuses.
    public func recordRefusal(_ reason: DoorRefusal, more: Int, at time: Date) async throws {}

    // MARK: Calls

    func get<Value: Decodable>(
        _ path: String, _ type: Value.Type, query: [(String, String?)] = []
    ) async throws
        -> Value
    {
        try Wire.decode(type, try await bytes("GET", path + Self.query(query)))
    }

    func post<Value: Decodable>(_ path: String, _ body: some Encodable, _ type: Value.Type) async throws -> Value {
        try Wire.decode(type, try await bytes("POST", path, Wire.encode(body)))
    }

    /// A call whose answer says no more than that it was done.
    func done(_ method: String, _ path: String, _ body: (any Encodable)? = nil) async throws {
        _ = try await bytes(method, path, try body.map { try Wire.encode($0) })
    }

    func bytes(
        _ method: String, _ path: String, _ body: [UInt8]? = nil, mediaType: String = "application/json"
    ) async throws -> [UInt8] {
        do {
            return try await client.call(method, path, body: body, mediaType: body == nil ? nil : mediaType)
        } catch let problem as Problem {
            if problem.code == "old-key" { throw OldKey() }
            throw CaseworkError.refusedElsewhere(reason: problem.detail)
        }
    }

    private static func query(_ query: [(String, String?)]) -> String {
        let given = query.compactMap { name, value in value.map { "\(name)=\(escaped($0))" } }
        return given.isEmpty ? "" : "?" + given.joined(separator: "&")
    }

    /// A part of a path or of a query: all but unreserved characters in percent signs (RFC 3986 section 2.3).
    static func escaped(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    // MARK: Hand-overs

    /// The public key of the service's newest epoch.
    public func sealingKey() async throws -> PublicKey {
        let key = try await get("/v1/keys/sealing", SealingKeyAnswer.self).publicKey
        self.key.withLock { $0 = key }
        return key
    }

    /// The key that was asked for last.
    private func latestKey() async throws -> PublicKey {
        if let known = key.withLock({ $0 }) { return known }
        return try await sealingKey()
    }

    /// Hands over what was sealed.
    public func take(_ handOver: HandOver, at time: Date) async throws -> [TakeResult] {
        let answer = try await bytes(
            "POST", "/v1/intake", handOver.bytes, mediaType: "application/octet-stream")
        return try Wire.decode(TakenAnswer.self, answer).messages.compactMap(\.taken)
    }

    /// Seals a message here and hands it over. Answers, after the commit, with the word that stands for its case in logs.
    public func handOver(_ intake: CaseIntake) async throws -> String? {
        do { return try await handOver(intake, to: try await latestKey()) } catch is OldKey {
            return try await handOver(intake, to: try await sealingKey())
        }
    }

    private func handOver(_ intake: CaseIntake, to key: PublicKey) async throws -> String? {
        let answer = try await bytes(
            "POST", "/v1/intake", try HandOver([intake], to: key).bytes, mediaType: "application/octet-stream")
        guard let first = try Wire.decode(TakenAnswer.self, answer).messages.first else {
            throw ServiceClientError("the service took no message")
        }
        return first.reference
    }

    /// Seals messages here and hands them over.
    public func takeMany(_ intakes: [CaseIntake], at time: Date) async throws -> [TakeResult] {
        guard !intakes.isEmpty else { return [] }
        let results: [TakeResult]
        do {
            results = try await take(try HandOver(intakes, to: try await latestKey()), at: time)
        } catch is OldKey {
            results = try await take(try HandOver(intakes, to: try await sealingKey()), at: time)
        }
        guard results.count == intakes.count else {
            throw ServiceClientError("the service took \(results.count) messages of \(intakes.count)")
        }
        return results
    }

    /// The same for one.
    public func take(_ intake: CaseIntake, at time: Date) async throws -> TakeResult {
        let results = try await takeMany([intake], at: time)
        guard let first = results.first else { throw ServiceClientError("the service took no message") }
        return first
    }
}

/// The key that something was sealed to is gone: the service has rotated.
private struct OldKey: Error, CustomStringConvertible {
    var description: String { "the service has a new key and was not handed over to" }
}
