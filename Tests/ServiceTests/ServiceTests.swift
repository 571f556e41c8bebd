import Foundation
import Testing

@testable import Service

@Suite("The service")
struct ServiceTests {
    @Test("says that it lives and that the store answers")
    func health() async throws {
        try await RunningService.run { service in
            for path in ["/health", "/ready"] {
                let reply = try await service.client().reply("GET", path)
                #expect(reply.status == 200)
                #expect(try reply.json(Health.self).status == "ok")
            }
        }
    }

    @Test("an unknown path and a wrong method are told apart, and neither is quoted")
    func unknown() async throws {
        try await RunningService.run { service in
            let nothing = try await service.client().reply("GET", "/v1/canarypath?canary=1")
            #expect(nothing.status == 404)
            #expect(nothing.problem?.code == "no-such-call")
            #expect(nothing.headers["Content-Type"].first == "application/problem+json")
            let method = try await service.client().reply("DELETE", "/health")
            #expect(method.status == 405)
            #expect(method.headers["Allow"].first == "GET")
            let query = try await service.client().reply("GET", "/health?canary=1")
            #expect(query.status == 400)
            for reply in [nothing, method, query] { #expect(!reply.text.contains("canary")) }
            #expect(!service.log.text.contains("canary"))
        }
    }

    @Test("its socket has the mode that the configuration names")
    func socketMode() async throws {
        try await RunningService.run(settings: { $0.socketMode = 0o600 }) { service in
            let attributes = try FileManager.default.attributesOfItem(atPath: service.scratch("socket"))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }
}
