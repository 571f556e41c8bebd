import Casework
import Foundation
import Service

extension Calls {
    /// Accounts, credentials, stand-ins, and calls that are refused.
    func people() async throws {
        let (administrator, approver, reviewer) = (remote("administrator"), remote("approver"), remote("reviewer"))
        let (second, clerk) = (try ActorID("second"), try ActorID("clerk"))
        let own = try ActorID("reviewer")
        try await answered("addAccount") {
            try await administrator.addAccount(second, AccountSettings(roles: [.reviewer]), by: me, at: now)
        }
        try await answered("confirmAccount") { try await approver.confirmAccount(second, by: me, at: now) }
        try await answered("addAccount") {
            try await administrator.addAccount(clerk, AccountSettings(roles: [.auditor], level: 0), by: me, at: now)
        }
        try await answered("changeAccount") {
            try await administrator.changeAccount(clerk, AccountSettings(roles: [.dpo], level: 0), by: me, at: now)
        }
        try await answered("issueToken") {
            try await approver.issueToken(for: second, label: "laptop", expires: nil, by: me, at: now)
        }
        guard let token = try await administrator.tokens(of: second, by: me, at: now).first else { return }
        try await answered("revokeToken") {
            try await administrator.revokeToken(token.id, of: second, by: me, at: now)
        }
        let password = "long enough to be one"
        try await answered("setPassword") { try await reviewer.setPassword(password, of: own, by: me, at: now) }
        try await answered("signIn") {
            try await RemoteCaseStore(address).actor("reviewer", password: password, code: nil, at: now)
        }
        try await answered("startOneTimeCodes") { try await reviewer.startOneTimeCodes(of: own, by: me, at: now) }
        try await answered("stopOneTimeCodes") { try await reviewer.stopOneTimeCodes(of: own, by: me, at: now) }
        try await answered("removePassword") { try await reviewer.setPassword(nil, of: own, by: me, at: now) }
        let standIn = try await answered("setStandIn") {
            try await approver.setStandIn(
                second, for: own, from: now.addingTimeInterval(-60), until: now.addingTimeInterval(86_400), by: me,
                at: now)
        }
        try await answered("endStandIn") { try await approver.endStandIn(standIn.id, by: me, at: now) }
        try await refused("stopAccount") { try await reviewer.stopAccount(second, by: me, at: now) }
        try await answered("stopAccount") { try await administrator.stopAccount(second, by: me, at: now) }
        try await refused("stopAccount") { try await RemoteCaseStore(address).stopAccount(second, by: me, at: now) }
    }
}
