import Foundation
import Hummingbird
import Logging
import NIOCore

/// Serves the figures and the health of a program that takes no calls else: `/metrics`, `/health` and `/ready`.
public struct FiguresServer: Sendable {
    private let address: ListenAddress
    private let mode: Int
    private let logger: Logger
    private let figures: @Sendable () -> String
    private let isHealthy: @Sendable () -> Bool

    /// - Parameters:
    ///   - mode: of a unix socket.
    ///   - figures: in the text format of Prometheus, version 0.0.4.
    ///   - isHealthy: whether nothing keeps the program from its work; 503 where something does.
    public init(
        _ address: ListenAddress, mode: Int, logger: Logger, figures: @escaping @Sendable () -> String,
        isHealthy: @escaping @Sendable () -> Bool
    ) {
        self.address = address
        self.mode = mode
        self.logger = logger
        self.figures = figures
        self.isHealthy = isHealthy
    }

    /// Serves until the task is cancelled.
    public func run() async throws {
        let (address, mode, logger) = (address, mode, logger)
        let application = Application(
            router: router, configuration: .init(address: address.bindAddress, serverName: nil),
            onServerRunning: { channel in
                logger.notice("figures", metadata: ["address": "\(address.opened(by: channel, mode: mode))"])
            },
            logger: logger.ofLibraries)
        try await application.run()
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        let (figures, isHealthy) = (figures, isHealthy)
        router.get("/metrics") { _, _ in
            Self.answer(.ok, "text/plain; version=0.0.4", figures())
        }
        router.get("/health") { _, _ in
            let isHealthy = isHealthy()
            return Self.answer(
                isHealthy ? .ok : .serviceUnavailable, "application/json",
                "{\"status\":\"\(isHealthy ? "ok" : "red")\"}\n")
        }
        router.get("/ready") { _, _ in Self.answer(.ok, "application/json", "{\"status\":\"ok\"}\n") }
        return router
    }

    private static func answer(_ status: HTTPResponse.Status, _ type: String, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
