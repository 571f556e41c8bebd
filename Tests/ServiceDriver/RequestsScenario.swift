import Casework
import Foundation
import Service

extension Calls {
    /// Looks, requests and their answers.
    func requests() async throws {
        let (reviewer, approver) = (remote("reviewer"), remote("approver"))
        _ = try await take(["one", "two", "three", "four"])
        let numbers = try await answered("claimNext") {
            try await reviewer.claimNext(4, queue: nil, by: me, lease: .seconds(600), at: now)
        }.map(\.number)
        for depth in [Depth.metadata, .snippet] {
            try await answered("look") {
                try await reviewer.show(
                    numbers[0], depth: depth, reason: .misdirected, names: false, by: me, at: now)
            }
        }
        let narrowed = try await ask(reviewer, numbers[0])
        try await answered("narrowRequest") {
            try await approver.narrow(narrowed, to: Narrowing(depth: .sentence), text: "less", by: me, at: now)
        }
        let refused = try await ask(reviewer, numbers[1])
        try await answered("refuseRequest") { try await approver.refuse(refused, text: "no", by: me, at: now) }
        let approved = try await ask(reviewer, numbers[2])
        try await answered("approveRequest") { try await approver.approve(approved, by: me, at: now) }
        try await answered("revokeRequest") { try await reviewer.revoke(approved, text: nil, by: me, at: now) }
    }

    func ask(_ reviewer: RemoteCaseStore, _ number: CaseNumber, expires: Date? = nil) async throws -> RequestID {
        let ground = Ground(
            basis: "legitimate-interests", conditions: ["legal-claims"], whyNotLess: "it does not say who",
            matter: "M-1", balancing: "the sender wrote to us")
        return try await answered("ask") {
            try await reviewer.ask(
                RequestIntake(
                    scope: RequestScope(cases: [number]), depth: .message, purpose: .misdirected, ground: ground,
                    expires: expires ?? now.addingTimeInterval(86_400)), by: me, at: now)
        }
    }
}
