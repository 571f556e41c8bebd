import Foundation
import Testing

@testable import Casework
@testable import Service

@Suite("Who may make which call")
struct RoleTests {
    /// The action of each call for people that asks for one; a call on a case meets one that is queued.
    static let actions: [String: Action] = [
        "listQueue": .list, "nextCase": .list, "claimNext": .claim, "workload": .readWorkload, "look": .look,
        "verdict": .verdict, "claim": .claim, "renew": .renew, "returnToQueue": .returnToQueue, "reassign": .reassign,
        "note": .note, "notes": .readNotes, "decide": .erase, "protect": .protect, "settle": .settle,
        "escalate": .escalate, "previewDecision": .list, "erasure": .readErasure, "reference": .readReferences,
        "resolveReference": .readReferences, "ask": .ask, "approveRequest": .approve, "narrowRequest": .narrow,
        "refuseRequest": .refuse, "revokeRequest": .revoke, "readRequest": .readRequest,
        "listAccounts": .readAccounts, "addAccount": .changeAccounts, "changeAccount": .changeAccounts,
        "confirmAccount": .confirmAccounts, "stopAccount": .changeAccounts, "listVersions": .readVersions,
        "proposeVersion": .proposeVersion, "approveVersion": .approveVersion, "readVersion": .readVersions,
        "exportAudit": .readAudit, "verifyAudit": .readAudit, "checkpoint": .checkpoint, "listKeys": .readKeys,
        "rotateKeys": .changeKeys, "lockKeys": .changeKeys, "declareKeyLost": .changeKeys, "listIncidents": .readKeys,
        "checkStore": .checkStore, "dropSourceDigests": .changeKeys, "thinLevels": .readWorkload,
        "notice": .readWorkload,
    ]

    /// Calls for people whose answer does not hang on one action: what they ask of the store asks for several, or for none.
    static let others: Set<String> = [
        "me", "backup", "listRequests", "decideMany", "listTokens", "issueToken", "revokeToken", "setPassword",
        "removePassword", "startOneTimeCodes", "stopOneTimeCodes", "listStandIns", "setStandIn", "endStandIn",
        "sealingKey",
        "versionInForce",
    ]

    @Test(
        "a token of each role, tried on every call, is refused exactly where the permissions have nothing for the role")
    func everyRole() async throws {
        try await RunningService.run(settings: { $0.backups = "/nonexistent" }) { service in
            let office = try ServiceOffice(in: service.store)
            let number = try service.store.opened("Epilepsy keeps me at home.")
            let asked = try await self.asked(number, office, service)
            for operation in service.operations where operation.access == .person {
                guard let action = Self.actions[operation.id] else {
                    #expect(Self.others.contains(operation.id), "\(operation.id) is in neither list")
                    continue
                }
                for role in Role.allCases {
                    // What one role decides, the next must not meet.
                    let fresh = try service.store.opened("Epilepsy, \(operation.id), \(role).")
                    let path = ["case": fresh.description, "request": asked.description]
                    let reply = try await OperationCall(operation: operation, path: path)
                        .send(service.client(office.tokens[role]))
                    let isTheirs = Permissions.grants.contains {
                        $0.actions.contains(action) && $0.roles.contains(role)
                    }
                    let refusedForRole = reply.status == 403 && reply.text.contains("your roles are")
                    #expect(refusedForRole == !isTheirs, "\(role) \(operation.id): \(reply.status) \(reply.text)")
                    // A backup has no folder to go to here.
                    #expect(reply.status < 500 || operation.id == "backup")
                }
            }
        }
    }

    @Test("no call for people is open without a token, with a wrong one, or with that of a form or host")
    func noToken() async throws {
        try await RunningService.run { service in
            _ = try ServiceOffice(in: service.store)
            for operation in service.operations where operation.access == .person {
                for token in [nil, "wrong", RunningService.formToken, RunningService.hookToken] {
                    let reply = try await OperationCall(operation: operation).send(service.client(token))
                    #expect(reply.status == 401, "\(operation.id)")
                }
            }
        }
    }

    @Test("a refused call is in the audit trail")
    func recorded() async throws {
        try await RunningService.run { service in
            let office = try ServiceOffice(in: service.store)
            await #expect(throws: CaseworkError.self) {
                try await office.remote(.reviewer, service).accounts(by: .owner, at: Date())
            }
            let last = try #require(try service.store.audit(from: 1, limit: 1000).last)
            #expect(last.actor == "reviewer")
            #expect(last.event == "refused")
            #expect(last.codes == "read-accounts permission")
        }
    }

    /// A request about a case, by its holder.
    private func asked(
        _ number: CaseNumber, _ office: ServiceOffice, _ service: RunningService
    ) async throws -> RequestID {
        let reviewer = office.remote(.reviewer, service)
        _ = try await reviewer.claim(number, by: .owner, lease: .seconds(3600), at: Date())
        let ground = Ground(
            basis: "legitimate-interests", conditions: ["legal-claims"], whyNotLess: "it does not say who",
            matter: "M-1",
            balancing: "the sender wrote to us")
        let id = try await reviewer.ask(
            RequestIntake(
                scope: RequestScope(cases: [number]), depth: .message, purpose: .misdirected, ground: ground,
                expires: Date().addingTimeInterval(86_400)), by: .owner, at: Date())
        return id
    }
}
