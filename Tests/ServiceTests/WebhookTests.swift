import Foundation
import Hummingbird
import Synchronization
import Testing

@testable import Casework
@testable import Service

@Suite("A notice that cases wait")
struct WebhookTests {
    private static let secret = "secret-of-the-webhook"

    private func clock(_ service: RunningService, _ url: String) throws -> NoticeClock {
        var settings = NoticeSettings()
        settings.webhook = WebhookSettings(
            url: url, secretFile: try service.scratch.write("webhook.secret", Self.secret + "\n"))
        return try NoticeClock(settings, store: StoreCalls(service.store), logger: service.log.logger)
    }

    /// Takes one request and answers it.
    private final class Receiver: Sendable {
        struct Received: Sendable {
            var headers: [String: String] = [:]
            var body: [UInt8] = []
        }
        let all = Mutex<[Received]>([])

        func serve(status: HTTPResponse.Status, _ body: @Sendable (String) async throws -> Void) async throws {
            let router = Router(context: BasicRequestContext.self)
            router.post("hook") { request, _ in
                var received = Received()
                for field in request.headers { received.headers[field.name.canonicalName] = field.value }
                received.body = Array(try await request.body.collect(upTo: 1 << 16).readableBytesView)
                self.all.withLock { [received] in $0.append(received) }
                return Response(status: status)
            }
            let (ports, found) = AsyncStream.makeStream(of: Int.self)
            let application = Application(
                router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { found.yield($0.localAddress?.port ?? 0) })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.runService(gracefulShutdownSignals: []) }
                let port = await ports.first { _ in true } ?? 0
                defer { group.cancelAll() }
                try await body("http://127.0.0.1:\(port)/hook")
            }
        }
    }

    @Test("is signed, has counts, queues and deadlines, and nothing of a case")
    func signed() async throws {
        try await RunningService.run { service in
            let number = try service.store.opened("Epilepsy keeps me at home.")
            let receiver = Receiver()
            try await receiver.serve(status: .noContent) { url in
                let isSent = try await clock(service, url).post(at: Date(timeIntervalSince1970: 1_800_000_000))
                #expect(isSent)
            }
            let received = try #require(receiver.all.withLock { $0 }.first)
            let seconds = try #require(received.headers["x-inward-timestamp"].flatMap(Int.init))
            #expect(seconds == 1_800_000_000)
            let webhook = try Webhook(
                WebhookSettings(url: "https://office.example", secretFile: service.scratch("webhook.secret")))
            let signature = webhook.signature(of: received.body, at: seconds)
            #expect(received.headers["x-inward-signature"] == "sha256=" + signature)
            #expect(webhook.signature(of: received.body, at: seconds + 1) != signature)
            let text = String(decoding: received.body, as: UTF8.self)
            #expect(text.contains(#""queue":"people""#) && text.contains(#""waiting":1"#), "\(text)")
            for word in [number.description, "pilepsy", "health", "client.example", "desk"] {
                #expect(!text.contains(word))
            }
        }
    }

    @Test("HMAC-SHA256 over time and body is as another program computes it")
    func vector() throws {
        let scratch = try ScratchFolder()
        let webhook = try Webhook(
            WebhookSettings(url: "https://office.example", secretFile: scratch.write("s", Self.secret)))
        // printf '1800000000.{}' | openssl dgst -sha256 -hmac secret-of-the-webhook
        #expect(
            webhook.signature(of: Array("{}".utf8), at: 1_800_000_000)
                == "98a7ebcbdcf117403a47dd51772e735e8f4becdb77bb6c6cb1f95313c0119d2d")
    }

    @Test("is not taken for sent where it is refused or nobody is there, and nothing waits for it")
    func away() async throws {
        try await RunningService.run { service in
            _ = try service.store.opened("Epilepsy keeps me at home.")
            let receiver = Receiver()
            try await receiver.serve(status: .badGateway) { url in
                let isSent = try await clock(service, url).post(at: Date())
                #expect(!isSent)
            }
            let isSent = try await clock(service, "http://127.0.0.1:1/hook").post(at: Date())
            #expect(!isSent)
        }
    }

    @Test("is not sent where nothing waits")
    func nothing() async throws {
        try await RunningService.run { service in
            let isSent = try await clock(service, "http://127.0.0.1:1/hook").post(at: Date())
            #expect(!isSent)
            #expect(!service.log.text.contains("a notice was"))
        }
    }

    @Test("an address without TLS has to be of this machine")
    func addresses() {
        for (url, isGood) in [
            ("https://office.example/hook", true), ("http://127.0.0.1:8000/hook", true),
            ("http://office.example", false),
            ("ftp://office.example", false), ("https://", false), ("https://user:word@office.example", false),
        ] {
            let text = "notices: {every: 30m, webhook: {url: \"\(url)\", secret-file: /etc/inward/secret}}"
            let mistakes = Configuration.check(text: text, file: "x.yaml").mistakes
            #expect(mistakes.isEmpty == isGood, "\(url)")
        }
    }
}
