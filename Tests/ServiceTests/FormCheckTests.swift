import Foundation
import Testing

@testable import Service

@Suite("Checking a form before it is sent")
struct FormCheckTests {
    static let words = "I have epilepsy and need to talk about my job."

    @Test("says which field looks sensitive and of what kind, in each of the three encodings")
    func encodings() async throws {
        try await RunningService.run { service in
            let encoded = Self.words.replacing(" ", with: "+")
            let bodies: [(String, String)] = [
                ("application/json", #"{"name":"A visitor","message":"\#(Self.words)"}"#),
                ("application/x-www-form-urlencoded", "name=A+visitor&message=\(encoded)"),
                (
                    "multipart/form-data; boundary=XX",
                    "--XX\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nA visitor\r\n"
                        + "--XX\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n\(Self.words)\r\n--XX--\r\n"
                ),
            ]
            for (type, body) in bodies {
                let reply = try await service.form.reply(
                    "POST", "/v1/forms/check", body: Array(body.utf8), mediaType: type)
                #expect(reply.status == 200)
                let check = try reply.json(FormCheck.self)
                #expect(check.fields.map(\.field) == ["message"], "\(type)")
                #expect(check.fields.first?.categories.keys.map(\.rawValue) == ["health"])
                #expect(check.complete)
            }
        }
    }

    @Test("leaves nothing of it in store, log or answer")
    func keepsNothing() async throws {
        try await RunningService.run { service in
            let before = service.scratch.everyFile()
            let body = #"{"email":"canary@client.example","message":"\#(Self.words) canaryword"}"#
            let reply = try await service.form.post("/v1/forms/check", body)
            #expect(reply.status == 200)
            #expect(!reply.text.contains("canary"))
            #expect(service.scratch.everyFile() == before)
            for word in ["canary", "epilepsy", "health", "message"] { #expect(!service.log.text.contains(word)) }
            #expect(service.log.text.contains("/v1/forms/check"))
        }
    }

    @Test("needs the token of a form")
    func token() async throws {
        try await RunningService.run { service in
            for token in [nil, "wrong", RunningService.hookToken] {
                let reply = try await service.client(token).post("/v1/forms/check", "{}")
                #expect(reply.status == 401)
                #expect(reply.headers["WWW-Authenticate"].first == "Bearer")
                #expect(reply.problem?.code == "not-authenticated")
            }
        }
    }

    @Test("a form that checks too often is told to wait, and another form is not")
    func rate() async throws {
        try await RunningService.run(settings: { $0.forms["contact"]?.checks = 2 }) { service in
            var statuses: [Int] = []
            for _ in 0..<3 { statuses.append(try await service.form.post("/v1/forms/check", "{}").status) }
            #expect(statuses == [200, 200, 429])
            let refused = try await service.form.post("/v1/forms/check", "{}")
            #expect(refused.headers["Retry-After"].first.flatMap { Int($0) } ?? 0 > 0)
            let other = try await service.client(RunningService.otherFormToken).post("/v1/forms/check", "{}")
            #expect(other.status == 200)
        }
    }

    @Test("a body past the limit, of another type or without a boundary is refused with the reason")
    func badBodies() async throws {
        try await RunningService.run(settings: { $0.limits.formBody = 100 }) { service in
            let long = try await service.form.post(
                "/v1/forms/check", #"{"a":"\#(String(repeating: "x", count: 200))"}"#)
            #expect(long.status == 413)
            #expect(long.problem?.code == "too-large")
            let other = try await service.form.reply("POST", "/v1/forms/check", body: [1], mediaType: "image/png")
            #expect(other.status == 415)
            let unbound = try await service.form.reply(
                "POST", "/v1/forms/check", body: [1], mediaType: "multipart/form-data")
            #expect(unbound.status == 400)
        }
    }
}
