import Casework
import Detection
import Foundation
import Messages

/// A store with people in it, and a policy in force.
struct Office {
    let test: TestStore
    var store: SQLiteCaseStore { test.store }
    static let admin = try! ActorID("admin")
    static let reviewer = try! ActorID("reviewer-1")
    static let second = try! ActorID("reviewer-2")
    static let approver = try! ActorID("approver-1")
    static let other = try! ActorID("approver-2")
    static let dpo = try! ActorID("dpo-1")
    static let auditor = try! ActorID("auditor-1")
    static let everybody = [admin, reviewer, second, approver, other, dpo, auditor]

    static let policy = """
        version: 7
        rules: []
        levels: {message: 2, sentence: 1, sexuality: 3}
        decision-reasons: [not-needed, addressee-needs-it]
        jurisdiction: home
        jurisdictions: {home: {zone: UTC, hours: "09:00-17:00"}}
        """

    init(withPolicy: Bool = true) throws {
        test = try TestStore()
        if withPolicy { try put(Self.policy) }
        let people: [(ActorID, AccountSettings)] = [
            (Self.admin, AccountSettings(roles: [.administrator], level: 0)),
            (Self.auditor, AccountSettings(roles: [.auditor], level: 0)),
            (Self.dpo, AccountSettings(roles: [.dpo], level: 0)),
            (
                Self.reviewer,
                AccountSettings(roles: [.reviewer], unit: "sales", addresses: ["Reviewer@office.example"])
            ),
            (Self.second, AccountSettings(roles: [.reviewer], level: 2)),
            (Self.approver, AccountSettings(roles: [.approver], level: 3)),
            (Self.other, AccountSettings(roles: [.approver, .reviewer], level: 3)),
        ]
        for (id, settings) in people { try store.addAccount(id, settings, by: .owner, at: Self.time(0)) }
    }

    /// Puts a policy in force, as the owner of a store without accounts may.
    func put(_ text: String) throws {
        let number = try store.proposeVersion(.policy, Array(text.utf8), by: .owner, at: Self.time(0))
        try store.approveVersion(.policy, number, by: .owner, at: Self.time(0))
    }

    static func time(_ seconds: Int) -> Date { TestStore.time(seconds) }

    /// Opens a case.
    func opened(_ intake: CaseIntake, at seconds: Int = 1) throws -> CaseNumber {
        guard case .opened(let number) = try store.take(intake, at: Self.time(seconds)) else {
            throw TestStore.NotOpened()
        }
        return number
    }

    /// Opens a case and claims it.
    func claimed(
        _ intake: CaseIntake = .mail(), by actor: ActorID = reviewer, at seconds: Int = 1
    ) throws -> CaseNumber {
        let number = try opened(intake, at: seconds)
        _ = try store.claim(number, by: actor, lease: .seconds(3600), at: Self.time(seconds))
        return number
    }

    static let ground = Ground(
        basis: "legitimate-interests", conditions: ["legal-claims"], whyNotLess: "the snippet does not say who is ill",
        matter: "M-17", balancing: "the sender wrote to us about it")

    /// Asks for the depth of a case.
    func ask(
        _ cases: [CaseNumber], _ depth: Depth = .message, _ purpose: Purpose = .misdirected,
        ground: Ground = ground, by actor: ActorID = reviewer, at seconds: Int = 10, for length: Int = 86400
    ) throws -> RequestID {
        try store.ask(
            RequestIntake(
                scope: RequestScope(cases: cases), depth: depth, purpose: purpose, ground: ground,
                expires: Self.time(seconds + length)), by: actor, at: Self.time(seconds))
    }
}
