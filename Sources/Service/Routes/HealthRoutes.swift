import HTTPTypes

/// Whether the process lives, and whether it can work.
struct Health: Codable, Sendable {
    /// `ok`.
    var status: String
}

extension Operations {
    var health: [Operation] {
        [
            Operation(
                method: .get, path: "/health", id: "health", summary: "Whether the process lives.", access: .anyone,
                result: .json(Health.self, "It does.")
            ) { _ in try .json(Health(status: "ok")) },
            Operation(
                method: .get, path: "/ready", id: "ready", summary: "Whether the store answers.", access: .anyone,
                result: .json(Health.self, "It does."), problems: [.serviceUnavailable]
            ) { call in
                guard isReady() else {
                    throw Problem(.serviceUnavailable, "stopping", "the service starts or stops", retryAfter: 5)
                }
                _ = try await store { try await $0.audit(from: 1, limit: 1) }
                return try .json(Health(status: "ok"))
            },
        ]
    }
}
