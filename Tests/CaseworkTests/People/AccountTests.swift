import Foundation
import Testing

@testable import Casework

@Suite("Accounts")
struct AccountTests {
    private func forbids(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return "\(error)" }
    }

    @Test("without accounts one user does everything; with the first, nobody without one acts")
    func first() throws {
        let test = try TestStore()
        #expect(try test.store.person(TestStore.other, at: TestStore.time(1)).isSoleOwner)
        try test.store.addAccount(
            Office.admin, AccountSettings(roles: [.administrator], level: 0), by: .owner, at: TestStore.time(1))
        #expect(throws: CaseworkError.noAccount("other")) {
            try test.store.person(TestStore.other, at: TestStore.time(1))
        }
        let owner = try test.store.person(.owner, at: TestStore.time(1))
        #expect(owner.roles == [.administrator] && !owner.isSoleOwner)
    }

    @Test("whoever has the files and no token reads nothing once there are accounts")
    func ownerReadsNothing() throws {
        let office = try Office()
        let number = try office.opened(.mail())
        for depth in Depth.allCases {
            #expect(throws: CaseworkError.self) {
                try office.store.show(
                    number, depth: depth, reason: .misdirected, names: false, by: .owner, at: Office.time(2))
            }
        }
        #expect(throws: CaseworkError.self) { try office.store.queue(QueueFilter(), by: .owner, at: Office.time(2)) }
    }

    @Test(
        "roles that would let one person watch or help themselves are refused",
        arguments: [
            [Role.administrator, .reviewer], [.administrator, .auditor], [.dpo, .approver], [.dpo, .reviewer],
            [.auditor, .approver], [],
        ])
    func exclusive(roles: [Role]) throws {
        let test = try TestStore()
        #expect(throws: CaseworkError.self) {
            try test.store.addAccount(
                Office.admin, AccountSettings(roles: Set(roles), level: 0), by: .owner, at: TestStore.time(0))
        }
    }

    @Test("a token is shown once, stored hashed, and opens nothing when it is revoked, over, or its account stopped")
    func tokens() throws {
        let office = try Office()
        let store = office.store
        let token = try store.issueToken(
            for: Office.reviewer, label: "laptop", expires: Office.time(100), by: .owner, at: Office.time(0))
        #expect(token.text.hasPrefix("inward_") && token.text.count == 59)
        #expect(try StoreBytes(office.test.folder).holding(Array(token.text.utf8)).isEmpty)
        #expect(try store.actor(token: token.text, at: Office.time(99)) == Office.reviewer)
        func isRefused(_ text: String, at seconds: Int) -> Bool {
            do { _ = try store.actor(token: text, at: Office.time(seconds)) } catch CaseworkError.notAuthenticated {
                return true
            } catch {}
            return false
        }
        #expect(isRefused(token.text, at: 100))
        #expect(isRefused(token.text + "a", at: 1))
        #expect(isRefused("", at: 1))
        let id = try #require(try store.tokens(of: Office.reviewer, by: Office.reviewer, at: Office.time(1)).first?.id)
        try store.revokeToken(id, of: Office.reviewer, by: Office.reviewer, at: Office.time(2))
        #expect(isRefused(token.text, at: 3))
        let next = try store.issueToken(
            for: Office.reviewer, label: "b", expires: nil, by: .owner, at: Office.time(0))
        try store.stopAccount(Office.reviewer, by: Office.admin, at: Office.time(4))
        #expect(isRefused(next.text, at: 5))
    }

    @Test("a password is scrypt's, five wrong ones rest the account, and a name that is not there looks the same")
    func passwords() throws {
        let office = try Office()
        let store = office.store
        #expect(throws: CaseworkError.badAccount(reason: "a password has at least 12 characters")) {
            try store.setPassword("too short", of: Office.reviewer, by: .owner, at: Office.time(0))
        }
        try store.setPassword("correct horse battery", of: Office.reviewer, by: .owner, at: Office.time(0))
        func signIn(_ name: String, _ password: String, at seconds: Int) throws -> ActorID {
            try store.actor(name, password: password, code: nil, at: Office.time(seconds))
        }
        #expect(try signIn("reviewer-1", "correct horse battery", at: 1) == Office.reviewer)
        #expect(throws: CaseworkError.notAuthenticated) { try signIn("nobody", "correct horse battery", at: 1) }
        for _ in 0..<5 {
            #expect(throws: CaseworkError.notAuthenticated) { try signIn("reviewer-1", "wrong horse battery", at: 2) }
        }
        #expect(throws: CaseworkError.locked(minutes: 15)) { try signIn("reviewer-1", "correct horse battery", at: 2) }
        #expect(try signIn("reviewer-1", "correct horse battery", at: 902) == Office.reviewer)
        #expect(try StoreBytes(office.test.folder).holding(Array("correct horse".utf8)).isEmpty)
    }

    @Test("one-time codes are those of RFC 6238 appendix B, cut to six digits")
    func codes() {
        let code = OneTimeCode(secret: Array("12345678901234567890".utf8))
        let vectors = [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ]
        for (time, text) in vectors { #expect(code.code(step: time / 30) == text) }
        #expect(Base32.text(Array("foobar".utf8)) == "MZXW6YTBOI")
    }

    @Test("a one-time code is asked for, and taken once")
    func oneTime() throws {
        let office = try Office()
        let store = office.store
        let password = "correct horse battery"
        try store.setPassword(password, of: Office.reviewer, by: .owner, at: Office.time(0))
        let link = try store.startOneTimeCodes(of: Office.reviewer, by: Office.reviewer, at: Office.time(0))
        let text = try #require(link.firstMatch(of: /secret=([A-Z2-7]+)/)?.output.1)
        var secret: [UInt8] = []
        var bits = 0
        var pending = 0
        for character in text.utf8 {
            let value = character < 0x41 ? Int(character) - 0x32 + 26 : Int(character) - 0x41
            pending = pending << 5 | value
            bits += 5
            if bits >= 8 {
                bits -= 8
                secret.append(UInt8(pending >> bits & 255))
                pending &= 1 << bits - 1
            }
        }
        let time = Office.time(50)
        let right = OneTimeCode(secret: secret).code(step: Int(time.timeIntervalSince1970) / 30)
        #expect(throws: CaseworkError.notAuthenticated) {
            try store.actor("reviewer-1", password: password, code: nil, at: time)
        }
        #expect(try store.actor("reviewer-1", password: password, code: right, at: time) == Office.reviewer)
        #expect(throws: CaseworkError.notAuthenticated) {
            try store.actor("reviewer-1", password: password, code: right, at: time)
        }
    }

    @Test("once an approver can sign in, an administrator makes nobody who could read, not by token and not by role")
    func administratorCannotHelpThemselves() throws {
        let office = try Office()
        let store = office.store
        _ = try store.issueToken(for: Office.approver, label: "a", expires: nil, by: Office.admin, at: Office.time(1))
        let mole = try ActorID("mole")
        #expect(
            try !store.addAccount(mole, AccountSettings(roles: [.reviewer]), by: Office.admin, at: Office.time(2)))
        #expect(throws: CaseworkError.noAccount("mole")) { try store.person(mole, at: Office.time(3)) }
        #expect(
            try !store.changeAccount(
                Office.auditor, AccountSettings(roles: [.reviewer]), by: Office.admin, at: Office.time(2)))
        #expect(try store.person(Office.auditor, at: Office.time(3)).roles == [.auditor])
        #expect(
            forbids {
                _ = try store.issueToken(
                    for: Office.reviewer, label: "x", expires: nil, by: Office.admin, at: Office.time(3))
            }?.contains("an approver gives out its token") == true)
        #expect(
            forbids { try store.setPassword("long enough now", of: Office.approver, by: .owner, at: Office.time(3)) }
                != nil)
        #expect(forbids { try store.confirmAccount(mole, by: Office.admin, at: Office.time(3)) } != nil)
        #expect(forbids { try store.confirmAccount(Office.approver, by: Office.approver, at: Office.time(3)) } != nil)
        try store.confirmAccount(mole, by: Office.approver, at: Office.time(4))
        _ = try store.issueToken(for: mole, label: "m", expires: nil, by: Office.approver, at: Office.time(5))
        #expect(try store.person(mole, at: Office.time(6)).roles == [.reviewer])
    }

    @Test("a stand-in has the other's queues, level and roles from start to end, in their own name")
    func standIns() throws {
        let office = try Office()
        let store = office.store
        let number = try office.opened(.mail(level: 2))
        #expect(
            forbids { _ = try store.claim(number, by: Office.reviewer, lease: .seconds(60), at: Office.time(50)) }
                != nil)
        let standIn = try store.setStandIn(
            Office.reviewer, for: Office.second, from: Office.time(100), until: Office.time(200), by: Office.second,
            at: Office.time(1))
        #expect(
            forbids { _ = try store.claim(number, by: Office.reviewer, lease: .seconds(60), at: Office.time(99)) }
                != nil)
        let lease = try store.claim(number, by: Office.reviewer, lease: .seconds(10), at: Office.time(100))
        #expect(lease.holder == Office.reviewer)
        #expect(
            forbids { _ = try store.claim(number, by: Office.reviewer, lease: .seconds(60), at: Office.time(200)) }
                != nil)
        #expect(
            forbids {
                _ = try store.setStandIn(
                    Office.other, for: Office.approver, from: Office.time(1), until: Office.time(9), by: Office.other,
                    at: Office.time(1))
            }?.contains("another person") == true)
        try store.endStandIn(standIn.id, by: Office.reviewer, at: Office.time(120))
        #expect(try store.person(Office.reviewer, at: Office.time(121)).level == 1)
    }

    @Test("a case that names somebody, or anybody of their unit, is not listed, claimed, shown or decided by them")
    func conflicts() throws {
        let office = try Office()
        let store = office.store
        try store.addAccount(
            ActorID("colleague"), AccountSettings(roles: [.reviewer], unit: "sales"), by: .owner, at: Office.time(0))
        let number = try office.opened(.mail(recipients: ["reviewer@OFFICE.example"]))
        for actor in [Office.reviewer, try ActorID("colleague")] {
            #expect(try store.queue(QueueFilter(), by: actor, at: Office.time(2)).isEmpty)
            #expect(try store.next(queue: nil, by: actor, at: Office.time(2)) == nil)
            #expect(try store.claimNext(1, queue: nil, by: actor, lease: .seconds(9), at: Office.time(2)).isEmpty)
            for action in [
                { _ = try store.claim(number, by: actor, lease: .seconds(9), at: Office.time(2)) },
                {
                    _ = try store.show(
                        number, depth: .metadata, reason: .misdirected, names: false, by: actor, at: Office.time(2))
                },
            ] as [() throws -> Void] {
                #expect(forbids(action)?.contains("you or your unit are named in it") == true)
            }
        }
        #expect(try store.queue(QueueFilter(), by: Office.second, at: Office.time(2)).map(\.number) == [number])
    }

    @Test("a refused call is recorded with its action; a flood of them is counted")
    func refusals() throws {
        let office = try Office()
        let number = try office.opened(.mail())
        for _ in 0..<40 {
            #expect(throws: CaseworkError.self) {
                try office.store.claim(number, by: Office.auditor, lease: .seconds(9), at: Office.time(2))
            }
        }
        #expect(throws: CaseworkError.self) {
            try office.store.claim(number, by: Office.auditor, lease: .seconds(9), at: Office.time(7200))
        }
        let records = try office.store.audit(from: 1, limit: 1000).filter { $0.event.hasPrefix("refused") }
        #expect(records.count == SQLiteCaseStore.refusalsAnHour + 2)
        #expect(records[0].codes == "claim permission" && records[0].caseNumber == number.description)
        #expect(records[5].codes == "claim 35" && records[5].actor == "auditor-1")
    }
}
