import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Testing

@testable import Service

@Suite("The OpenAPI document")
struct OpenAPITests {
    private static let kept = Repository.root + "/docs/openapi.json"

    private func document(_ service: RunningService) async throws -> [UInt8] {
        let reply = try await service.client().reply("GET", "/openapi.json")
        #expect(reply.status == 200)
        return reply.body
    }

    @Test("docs/openapi.json is what the running service serves; INWARD_UPDATE_GOLDEN=1 writes it anew")
    func kept() async throws {
        try await RunningService.run { service in
            let served = Data(try await document(service))
            if ProcessInfo.processInfo.environment["INWARD_UPDATE_GOLDEN"] == "1" {
                try served.write(to: URL(fileURLWithPath: Self.kept))
            }
            #expect(FileManager.default.contents(atPath: Self.kept) == served)
        }
    }

    @Test("every route in the document exists and no other does")
    func routes() async throws {
        try await RunningService.run { service in
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(try await document(service))) as? [String: Any])
            let paths = try #require(json["paths"] as? [String: [String: Any]])
            let documented = Set(paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
            let routed = Set(service.routes.map { "\($0.method.rawValue) \($0.path)" })
            #expect(documented == routed)
            #expect(documented.count == service.operations.count)
            #expect(Set(service.operations.map(\.id)).count == service.operations.count)
        }
    }

    @Test("every call answers with a status and a body that the document names, whoever makes it")
    func answers() async throws {
        try await RunningService.run { service in
            let office = try ServiceOffice(in: service.store)
            let tokens: [String?] =
                Array(office.tokens.values) + [nil, RunningService.formToken, RunningService.hookToken]
            for operation in service.operations {
                for token in tokens {
                    let reply = try await OperationCall(operation: operation).send(service.client(token))
                    let faults = Self.faults(reply, operation)
                    #expect(faults.isEmpty, "\(operation.id): \(reply.status) \(faults) \(reply.text)")
                }
            }
        }
    }

    @Test("a body that does not fit is refused with the place of what does not, and not quoted")
    func badBodies() async throws {
        try await RunningService.run { service in
            let office = try ServiceOffice(in: service.store)
            for operation in service.operations where operation.body?.mediaTypes == ["application/json"] {
                for body in ["", "canary", "[]", #"{"canary":1,"#, #"{"why":{"canary":1}}"#, "null"] {
                    for token in office.tokens.values {
                        let reply = try await OperationCall(operation: operation)
                            .send(service.client(token), body: body)
                        let faults = Self.faults(reply, operation)
                        #expect(faults.isEmpty, "\(operation.id): \(reply.status) \(faults)")
                        #expect(!reply.text.contains("canary"))
                    }
                }
            }
        }
    }

    /// What of a reply is not as its operation says.
    private static func faults(_ reply: ServiceClient.Reply, _ operation: Service.Operation) -> [String] {
        let type = reply.headers["Content-Type"].first
        if reply.status == operation.result.status.code {
            guard type == operation.result.mediaType else { return ["type \(type ?? "none")"] }
            guard type == "application/json", let schema = operation.result.schema else { return [] }
            guard let value = try? JSONSerialization.jsonObject(with: Data(reply.body)) else { return ["no JSON"] }
            return SchemaCheck.faults(value, schema)
        }
        guard operation.allProblems.contains(where: { $0.code == reply.status }) else { return ["status"] }
        guard type == Problem.mediaType else { return ["type \(type ?? "none")"] }
        guard let value = try? JSONSerialization.jsonObject(with: Data(reply.body)) else { return ["no JSON"] }
        return SchemaCheck.faults(value, .of(Problem.Body.self))
    }
}
