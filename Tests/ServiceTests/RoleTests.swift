import Foundation
import Testing

@testable import Casework
@testable import Service

@Suite("Who may make which call")
struct RoleTests {
    @Test(
        "a token of each role, tried on every call, is answered as Permissions.csv says, and every refusal is recorded")
    func everyRole() async throws {
        let table = try PermissionTable()
        try await RunningService.run { service in
            let world = RoleWorld(service: service, office: try ServiceOffice(in: service.store))
            // An approver's own request needs another.
            _ = try world.account(.approver)
            var (allowed, refused) = (0, 0)
            for operation in service.operations where [.person, .personOrHook].contains(operation.access) {
                let trials = try #require(RoleTrial.all[operation.id], "\(operation.id) is not tried")
                for trial in trials {
                    for role in trial.roles {
                        let cell = table.allows(role, trial.action, in: trial.state, where: trial.holds.of(role))
                        let says = try #require(cell as Bool?, "\(operation.id): no row")
                        try await attempt(operation, trial, role, says, world)
                        if says { allowed += 1 } else { refused += 1 }
                    }
                }
            }
            // Neither a table that allows everything nor one that allows nothing would do.
            #expect(allowed > 100 && refused > 150, "\(allowed) \(refused)")
            let faults = try service.store.verifyAudit(against: nil).faults
            #expect(faults.isEmpty)
        }
    }

    private func attempt(
        _ operation: Service.Operation, _ trial: RoleTrial, _ role: Role, _ says: Bool, _ world: RoleWorld
    ) async throws {
        let place = try await trial.prepare(world, role)
        // Five refusals of a kind in an hour are recorded one by one, and more are tried here.
        try world.store.write { try $0.run("DELETE FROM refusals") }
        let before = try Self.last(world.store)
        let reply = try await OperationCall(operation: operation, path: place.path)
            .send(world.service.client(world.office.tokens[role]), body: place.body)
        let words = "\(role) \(operation.id) \(trial.state): \(reply.status) \(reply.text.prefix(150))"
        // Of many cases each has its own answer.
        let refusal =
            operation.id == "decideMany" ? try reply.json(BulkAnswer.self).cases[0].refused : reply.problem?.detail
        let records = try world.store.audit(from: before + 1, limit: 100)
        let recorded = records.filter { $0.event == "refused" && $0.actor == role.rawValue }
        if says {
            #expect(reply.status == trial.status ?? operation.result.status.code, "\(words)")
            #expect(trial.status != nil || refusal == nil, "\(words)")
            #expect(recorded.isEmpty, "\(words)")
        } else {
            #expect([403, 409].contains(reply.status) || operation.id == "decideMany", "\(words)")
            #expect((refusal ?? "").count > 10, "\(words)")
            #expect(recorded.map(\.codes).contains { $0.hasPrefix(trial.action.rawValue + " ") }, "\(words)")
            #expect(records.count == recorded.count, "a refused call changed something: \(words)")
        }
    }

    private static func last(_ store: SQLiteCaseStore) throws -> Int {
        try store.read { try store.lastAudit($0)?.number ?? 0 }
    }

    @Test("every action of Permissions.csv is tried, but for those that a call asks beside another")
    func everyAction() throws {
        let tried = Set(RoleTrial.all.values.joined().map(\.action.rawValue))
        let beside = Set([Action.identify, .release, .releaseRedacted].map(\.rawValue))
        let actions = try PermissionTable().actions
        #expect(actions.subtracting(tried) == beside)
        #expect(tried.isSubset(of: actions))
    }

    @Test("the token of a role opens no door of forms and hosts, and the doors' tokens no call for people")
    func doors() async throws {
        try await RunningService.run { service in
            let office = try ServiceOffice(in: service.store)
            let roles = office.tokens.values.map { Optional($0) }
            for operation in service.operations {
                let wrong: [String?] =
                    switch operation.access {
                    case .anyone: []
                    case .person: [nil, "wrong", RunningService.formToken, RunningService.hookToken]
                    case .personOrHook: [nil, "wrong", RunningService.formToken]
                    case .form, .anyForm: roles + [nil, "wrong", RunningService.hookToken]
                    case .hook: roles + [nil, "wrong", RunningService.formToken]
                    }
                for token in wrong {
                    let reply = try await OperationCall(operation: operation).send(service.client(token))
                    #expect(reply.status == 401, "\(operation.id): \(reply.status)")
                    #expect(reply.problem?.detail.contains("token") == true, "\(operation.id)")
                }
            }
            // Recorded, and not more than some: whoever has no token fills no trail.
            let records = try service.store.audit(from: 1, limit: 10_000).filter { $0.event == "refused" }
            for reason in ["call no-token", "call wrong-token"] {
                #expect(records.count { $0.codes == reason } == RefusedCalls.anHour)
            }
        }
    }

    @Test("refusals before anybody is known are recorded one by one up to five an hour, then as a number")
    func refusedCalls() async throws {
        try await RunningService.run { service in
            let refused = RefusedCalls(StoreCalls(service.store), logger: service.log.logger)
            let hour = Date(timeIntervalSince1970: 3600 * 500_000)
            for minute in 0..<12 { await refused.record(.signIn, at: hour.addingTimeInterval(60 * Double(minute))) }
            await refused.flush(at: hour.addingTimeInterval(3000))
            func codes() throws -> [String] {
                try service.store.audit(from: 1, limit: 1000).filter { $0.event.hasPrefix("refused") }
                    .map { $0.event + " " + $0.codes }
            }
            let first = try codes()
            #expect(first == Array(repeating: "refused call sign-in", count: 5))
            await refused.flush(at: hour.addingTimeInterval(3600))
            await refused.flush(at: hour.addingTimeInterval(3600))
            let all = try codes()
            #expect(all.dropFirst(5) == ["refused-more call sign-in 7"])
        }
    }

    @Test("a wrong password and another form's token are recorded")
    func others() async throws {
        try await RunningService.run { service in
            _ = try ServiceOffice(in: service.store)
            let signIn = try await service.client().post(
                "/v1/sign-in", #"{"name":"nobody","password":"long enough to be one"}"#)
            #expect(signIn.status == 401)
            let other = try await service.client(RunningService.otherFormToken).post("/v1/forms/contact", "{}")
            #expect(other.status == 403)
            let codes = try service.store.audit(from: 1, limit: 1000).filter { $0.event == "refused" }.map(\.codes)
            #expect(codes == ["call sign-in", "call other-form"])
        }
    }
}
