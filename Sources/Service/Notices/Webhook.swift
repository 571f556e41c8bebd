import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import Vault

/// Tells an address that cases wait: counts, queues and deadlines, never anything of a case. Signed so that the receiver
/// knows whose it is, and when it was sent.
struct Webhook: Sendable {
    let url: String
    private let secret: SymmetricKey
    /// How long one attempt may take.
    static let patience = TimeAmount.seconds(10)

    /// - Throws: ``DoorTokenError`` where the secret's file cannot be read or can be read by others.
    init(_ settings: WebhookSettings) throws {
        url = settings.url
        secret = SymmetricKey(data: try DoorTokens.secret(file: settings.secretFile))
    }

    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        configuration.redirectConfiguration = .disallow
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// HMAC-SHA256 (RFC 2104) in hexadecimal over the seconds since 1970, a full stop and the body.
    func signature(of body: [UInt8], at seconds: Int) -> String {
        Hex.text(Array(HMAC<SHA256>.authenticationCode(for: Array("\(seconds).".utf8) + body, using: secret)))
    }

    /// Sends a notice once.
    ///
    /// - Returns: the answer's status.
    /// - Throws: whatever kept an answer from coming.
    func send(_ body: [UInt8], at time: Date) async throws -> Int {
        let seconds = Int(time.timeIntervalSince1970)
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "X-Inward-Timestamp", value: "\(seconds)")
        request.headers.add(name: "X-Inward-Signature", value: "sha256=" + signature(of: body, at: seconds))
        request.body = .bytes(body)
        return Int(try await Self.http.execute(request, timeout: Self.patience).status.code)
    }
}
