import Foundation
import Service

/// Load on a service on this machine: form checks at a rate, or reviewers at work.
///
///     ServiceLoad INWARD PATTERNS check  RATE CLIENTS SECONDS     RATE 0: as many as it takes
///     ServiceLoad INWARD PATTERNS review CASES CLIENTS SECONDS [PAUSE]     PAUSE: seconds from case to case; 0 without it
@main
struct ServiceLoad {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard (6...7).contains(arguments.count), let amount = Int(arguments[4]), let clients = Int(arguments[5]),
            let seconds = Double(arguments[6])
        else { throw LoadError("usage: ServiceLoad INWARD PATTERNS check|review RATE|CASES CLIENTS SECONDS [PAUSE]") }
        let isReview = arguments[3] == "review"
        let service = try await LoadedService(
            inward: arguments[1], patterns: arguments[2], cases: isReview ? amount : 0, clients: clients)
        let latencies = Latencies()
        if isReview {
            print("reviewers: \(clients), cases: \(amount)")
            let pause = arguments.count == 7 ? Double(arguments[7]) ?? 0 : 0
            await review(service, latencies, seconds, pause: pause)
        } else {
            print("form checks: \(clients) connections, \(amount == 0 ? "as many as it takes" : "\(amount)/s")")
            await check(service.address, latencies, rate: amount, clients, seconds)
        }
        print(latencies.report(seconds: seconds))
        let left = service.stop(lookingFor: isReview ? [] : words)
        guard !isReview else { return }
        print("files of store and log: \(left.files), with a word of what was checked: \(left.holding)")
        if left.files < 3 || left.holding > 0 { throw LoadError("something of what was checked is left") }
    }

    /// Each stands in a body, and nowhere else in what the service keeps.
    private static let words = [
        "order 4711", "diabetes", "shop steward", "conference in Berlin", "A visitor", "visitor@",
    ]

    private static let bodies: [String] = [
        "My order 4711 has not arrived yet. Could you tell me when I can expect it? Kind regards.",
        "I was diagnosed with type 2 diabetes in March and my doctor says I should not work nights any more.",
        "As shop steward I would like to know whether the meeting of the works council can be moved to Tuesday.",
        "Please send me a copy of the invoice for the health insurance conference in Berlin.",
    ].map { #"{"name":"A visitor","email":"visitor@client.example","topic":"other","message":"\#($0)"}"# }

    /// Checks at even distances; how late an answer comes is counted from when it was to be asked.
    private static func check(
        _ address: ServiceAddress, _ latencies: Latencies, rate: Int, _ clients: Int, _ seconds: Double
    ) async {
        let client = ServiceClient(address, token: LoadedService.formToken)
        let start = ContinuousClock.now
        await withDiscardingTaskGroup { group in
            for worker in 0..<clients {
                group.addTask {
                    var turn = worker
                    while (ContinuousClock.now - start) / .seconds(1) < seconds {
                        var begin = ContinuousClock.now
                        if rate > 0 {
                            begin = start + .seconds(Double(turn) / Double(rate))
                            try? await Task.sleep(until: begin, tolerance: .microseconds(100))
                        }
                        let body = Array(bodies[turn % bodies.count].utf8)
                        let reply = try? await client.reply(
                            "POST", "/v1/forms/check", body: body, mediaType: "application/json")
                        latencies.add("check", (ContinuousClock.now - begin) / .milliseconds(1))
                        if reply?.status != 200 { latencies.fail("check") }
                        turn += clients
                    }
                }
            }
        }
    }

    private struct Claims: Decodable {
        struct Claim: Decodable { var number: String }
        var claims: [Claim]
    }

    /// Each reviewer lists the queue, claims the most urgent case and decides it, and does so again after a pause.
    private static func review(
        _ service: LoadedService, _ latencies: Latencies, _ seconds: Double, pause: Double
    ) async {
        let start = ContinuousClock.now
        let (address, tokens) = (service.address, service.tokens)
        await withDiscardingTaskGroup { group in
            for (index, token) in tokens.enumerated() {
                group.addTask {
                    let client = ServiceClient(address, token: token)
                    // They don't all begin at the same moment.
                    var next = start + .seconds(pause * Double(index) / Double(tokens.count))
                    while (ContinuousClock.now - start) / .seconds(1) < seconds {
                        try? await Task.sleep(until: next)
                        next += .seconds(pause)
                        _ = await call(client, latencies, "queue list", "GET", "/v1/queue?limit=50", nil)
                        guard
                            let claimed = await call(client, latencies, "claim", "POST", "/v1/queue/claim", "{}"),
                            let number = try? JSONDecoder().decode(Claims.self, from: Data(claimed)).claims.first?
                                .number
                        else { continue }
                        _ = await call(
                            client, latencies, "decide", "POST", "/v1/cases/\(number)/decide",
                            #"{"decision":"erase","why":"not-needed"}"#)
                    }
                }
            }
        }
    }

    private static func call(
        _ client: ServiceClient, _ latencies: Latencies, _ kind: String, _ method: String, _ path: String,
        _ body: String?
    ) async -> [UInt8]? {
        let begin = ContinuousClock.now
        let reply = try? await client.reply(
            method, path, body: body.map { Array($0.utf8) }, mediaType: body == nil ? nil : "application/json")
        latencies.add(kind, (ContinuousClock.now - begin) / .milliseconds(1))
        guard let reply, reply.status == 200 else {
            latencies.fail(kind)
            return nil
        }
        return reply.body
    }
}
