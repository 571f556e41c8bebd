import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1

/// Makes calls to a service.
public struct ServiceClient: Sendable {
    /// Where it is.
    public let address: ServiceAddress
    /// Who calls.
    public var token: String?
    /// How long one call may take.
    public var patience = TimeAmount.seconds(60)
    /// Bytes of one answer. A message of 64 MiB comes in base 64.
    static let longestAnswer = 128 << 20

    /// A service that is not there is said to be away at once: who calls knows better whether to try again.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        configuration.redirectConfiguration = .disallow
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// A client of the service at an address.
    public init(_ address: ServiceAddress, token: String? = nil) {
        self.address = address
        self.token = token
    }

    /// An answer as it came.
    public struct Reply: Sendable {
        /// Its status.
        public var status: Int
        /// Its headers.
        public var headers: HTTPHeaders
        /// Its body.
        public var body: [UInt8]
    }

    /// Sends a request, whatever comes of it.
    ///
    /// - Throws: ``ServiceClientError`` where no answer came.
    public func reply(
        _ method: String, _ path: String, body: [UInt8]? = nil, mediaType: String? = nil,
        headers: [(String, String)] = []
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: address.url(path))
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let mediaType { request.headers.add(name: "Content-Type", value: mediaType) }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(body) }
        do {
            let response = try await Self.http.execute(request, timeout: patience)
            let content = try await response.body.collect(upTo: Self.longestAnswer)
            return Reply(
                status: Int(response.status.code), headers: response.headers, body: Array(content.readableBytesView))
        } catch {
            throw ServiceClientError("the service at \(name) does not answer")
        }
    }

    private var name: String {
        switch address {
        case .url(let url): url
        case .unix(let path): "unix:\(path)"
        }
    }

    /// Sends a request and reads its answer. Throws the ``Problem`` that was answered instead.
    func call(_ method: String, _ path: String, body: [UInt8]? = nil, mediaType: String? = nil) async throws -> [UInt8]
    {
        let reply = try await reply(method, path, body: body, mediaType: mediaType)
        guard (200..<300).contains(reply.status) else { throw Self.problem(reply) }
        return reply.body
    }

    private static func problem(_ reply: Reply) -> any Error {
        if let body = try? Wire.decode(Problem.Body.self, reply.body) { return Problem(body) }
        return ServiceClientError("the service answered with status \(reply.status) and no reason")
    }
}
