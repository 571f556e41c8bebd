import Detection
import Foundation
import Testing

@testable import Casework

@Suite("Requests and their answers")
struct RequestTests {
    let office: Office
    var store: SQLiteCaseStore { office.store }

    init() throws { office = try Office() }

    private func reason(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "allowed"
    }

    @discardableResult private func look(
        _ number: CaseNumber, _ depth: Depth, _ purpose: Purpose = .misdirected, by actor: ActorID = Office.reviewer,
        at seconds: Int
    ) throws -> CaseView {
        try store.show(number, depth: depth, reason: purpose, names: false, by: actor, at: Office.time(seconds))
    }

    @Test("nothing above the policy's level is shown before another person of that level has said yes")
    func approval() throws {
        let number = try office.claimed()
        try look(number, .metadata, at: 2)
        try look(number, .snippet, at: 3)
        #expect(reason { try look(number, .sentence, at: 4) }.contains("the policy asks for an approved request"))
        let id = try office.ask([number], .message)
        #expect(try store.request(id, by: Office.approver, at: Office.time(11)).ground == Office.ground)
        #expect(reason { try look(number, .sentence, at: 12) } != "allowed")
        let entry = try store.approve(id, by: Office.approver, at: Office.time(13))
        #expect(entry.state == .approved && entry.level == 2)
        #expect(try look(number, .sentence, at: 14).findings[0].sentence == "I have been on dialysis since May.")
        #expect(try look(number, .message, at: 15).message != nil)
    }

    @Test("each depth is seen before the next, also with a yes")
    func steps() throws {
        let number = try office.claimed()
        let id = try office.ask([number], .message)
        _ = try store.approve(id, by: Office.approver, at: Office.time(11))
        #expect(reason { try look(number, .message, at: 12) }.contains("look at the depth before it first"))
    }

    @Test("a case is not readable under another purpose without a request for that purpose")
    func purposes() throws {
        let number = try office.claimed()
        #expect(reason { try look(number, .metadata, .investigation, at: 2) } != "allowed")
        let id = try office.ask([number], .snippet, .investigation)
        _ = try store.approve(id, by: Office.approver, at: Office.time(11))
        try look(number, .metadata, .investigation, at: 12)
        try look(number, .snippet, .investigation, at: 13)
        #expect(reason { try look(number, .metadata, .claim, at: 14) } != "allowed")
    }

    @Test("asking ends the lease and keeps the assignee; a no leads back to the claimed case")
    func refusal() throws {
        let number = try office.claimed()
        let id = try office.ask([number])
        #expect(
            throws: CaseworkError.waitsForAnswer(number),
            performing: { try store.claim(number, by: Office.second, lease: .seconds(9), at: Office.time(20)) })
        let waiting = try #require(try store.queue(QueueFilter(), by: Office.second, at: Office.time(20)).first)
        #expect(waiting.owner == Office.reviewer && waiting.lease == nil && waiting.waitsFor == id)
        #expect(
            try store.refuse(id, text: "the snippet is enough", by: Office.approver, at: Office.time(30)).state
                == .refused)
        let entry = try #require(try store.queue(QueueFilter(), by: Office.second, at: Office.time(31)).first)
        #expect(entry.state == .claimed && entry.lease?.holder == Office.reviewer && entry.waitsFor == nil)
        #expect(try store.request(id, by: Office.reviewer, at: Office.time(32)).answers == ["the snippet is enough"])
        let result = try store.decide(
            number, Decision(.release, why: "not-needed"), by: Office.reviewer, at: Office.time(33))
        #expect(result.state == .closed)
    }

    @Test("nobody approves their own request, below its level, or named in its case")
    func fourEyes() throws {
        let number = try office.claimed(.mail(), by: Office.other)
        let id = try office.ask([number], by: Office.other)
        #expect(
            reason { _ = try store.approve(id, by: Office.other, at: Office.time(11)) }.contains("needs another person")
        )
        for actor in [Office.reviewer, Office.dpo, Office.admin, Office.auditor, ActorID.owner] {
            #expect(reason { _ = try store.approve(id, by: actor, at: Office.time(11)) }.contains("it is for approver"))
        }
        let low = try ActorID("low")
        try store.addAccount(low, AccountSettings(roles: [.approver], level: 1), by: .owner, at: Office.time(0))
        #expect(reason { _ = try store.approve(id, by: low, at: Office.time(11)) }.contains("a higher level"))
        let named = try ActorID("named")
        try store.addAccount(
            named, AccountSettings(roles: [.approver], level: 9, addresses: ["ann@client.example"]), by: .owner,
            at: Office.time(0))
        #expect(reason { _ = try store.approve(id, by: named, at: Office.time(11)) }.contains("named in it"))
        #expect(try store.approve(id, by: Office.approver, at: Office.time(12)).state == .approved)
    }

    @Test("less than was asked opens less")
    func narrowed() throws {
        let number = try office.claimed()
        let other = try office.claimed(.mail(text: "I have been on dialysis since June, too."))
        let id = try office.ask([number, other], .message)
        #expect(
            reason {
                _ = try store.narrow(
                    id, to: Narrowing(depth: .message), text: nil, by: Office.approver, at: Office.time(11))
            } == "the depth is not less")
        #expect(
            reason { _ = try store.narrow(id, to: Narrowing(), text: nil, by: Office.approver, at: Office.time(11)) }
                .contains("say what is less"))
        let entry = try store.narrow(
            id, to: Narrowing(cases: [number], depth: .sentence, expires: Office.time(100)), text: "enough",
            by: Office.approver, at: Office.time(12))
        #expect(entry.state == .narrowed && entry.cases == [number])
        for depth in [Depth.metadata, .snippet, .sentence] { try look(number, depth, at: 13) }
        #expect(reason { try look(number, .message, at: 14) } != "allowed")
        #expect(reason { try look(other, .sentence, at: 14) } != "allowed")
        #expect(reason { try look(number, .sentence, at: 100) } != "allowed")
    }

    @Test("access ends at once when it is revoked or its time has come")
    func ends() throws {
        let number = try office.claimed()
        let id = try office.ask([number], .message, for: 50)
        _ = try store.approve(id, by: Office.approver, at: Office.time(11))
        for depth in Depth.allCases { try look(number, depth, at: 12) }
        #expect(reason { try look(number, .message, at: 60) } != "allowed")
        _ = try store.claim(number, by: Office.reviewer, lease: .seconds(900), at: Office.time(60))
        let next = try office.ask([number], .message, at: 61)
        _ = try store.approve(next, by: Office.approver, at: Office.time(62))
        try look(number, .message, at: 63)
        _ = try store.revoke(next, text: nil, by: Office.other, at: Office.time(64))
        #expect(reason { try look(number, .message, at: 65) } != "allowed")
    }

    @Test("bulk access needs the yes of two people")
    func bulk() throws {
        let cases = try (0..<11).map { try office.opened(.mail(text: "I have been on dialysis since May \($0).")) }
        let id = try office.ask(cases, .message)
        let first = try store.approve(id, by: Office.approver, at: Office.time(11))
        #expect(first.state == .asked && first.yesNeeded == 2)
        #expect(
            reason { _ = try store.approve(id, by: Office.approver, at: Office.time(12)) }.contains(
                "approved it already"))
        #expect(reason { try look(cases[0], .metadata, at: 12) } == "allowed")
        #expect(reason { try look(cases[0], .snippet, at: 12) } != "allowed")
        #expect(try store.approve(id, by: Office.other, at: Office.time(13)).state == .approved)
        try look(cases[0], .snippet, at: 14)
    }

    @Test("all cases of a person: two people's yes, and before it nobody learns how many there are")
    func person() throws {
        let first = try office.opened(.mail())
        _ = try office.opened(.mail(text: "I have been on dialysis since July.", sender: "bob@client.example"))
        let scope = RequestScope(
            person: "ANN@client.example", from: CaseDay(Office.time(0)), until: CaseDay(Office.time(0)))
        let id = try store.ask(
            RequestIntake(
                scope: scope, depth: .sentence, purpose: .claim, ground: Office.ground, expires: Office.time(5000)),
            by: Office.reviewer, at: Office.time(10))
        #expect(try store.request(id, by: Office.reviewer, at: Office.time(11)).entry.cases.isEmpty)
        _ = try store.approve(id, by: Office.approver, at: Office.time(12))
        #expect(try store.request(id, by: Office.reviewer, at: Office.time(13)).entry.cases.isEmpty)
        #expect(try store.approve(id, by: Office.other, at: Office.time(14)).cases == [first])
        try look(first, .metadata, .claim, at: 15)
        #expect(try StoreBytes(office.test.folder).holding(Array("ANN@client".utf8)).isEmpty)
    }

    @Test(
        "what the law excludes is refused with its article",
        arguments: [
            (
                Category.health, Ground(basis: "legitimate-interests", conditions: [], whyNotLess: "x", balancing: "y"),
                "Art. 9(1)"
            ),
            (.health, Ground(basis: "consent", conditions: [], whyNotLess: "x"), "Art. 9(1)"),
            (
                .criminal, Ground(basis: "consent", conditions: ["legal-claims"], whyNotLess: "x", matter: "1"),
                "Art. 10"
            ),
            (.criminal, Ground(basis: "consent", conditions: ["national-provision"], whyNotLess: "x"), "Art. 10"),
            (.health, Ground(basis: "consent", conditions: ["legal-claims"], whyNotLess: "x"), "Art. 9(2)(f)"),
            (
                .health, Ground(basis: "legitimate-interests", conditions: ["explicit-consent"], whyNotLess: "x"),
                "Art. 6(1)(f)"
            ),
            (
                .union, Ground(basis: "legal-obligation", conditions: ["explicit-consent"], whyNotLess: "x"),
                "Art. 6(1)(c)"
            ),
        ] as [(Detection.Category, Ground, String)])
    func excluded(category: Detection.Category, ground: Ground, article: String) throws {
        do {
            try LawfulGrounds.check(ground, categories: [category])
            Issue.record("allowed")
        } catch CaseworkError.excluded(let found, _) {
            #expect(found == article)
        }
    }

    @Test("what is complete is not refused, and an unknown code or an empty reason is")
    func complete() throws {
        try LawfulGrounds.check(Office.ground, categories: [.health, .union])
        try LawfulGrounds.check(
            Ground(
                basis: "consent", conditions: ["national-provision", "explicit-consent"], whyNotLess: "x",
                provision: "Data Protection Act 2018 s. 55"), categories: [.health, .criminal])
        for ground in [
            Ground(basis: "because", conditions: [], whyNotLess: "x"),
            Ground(basis: "consent", conditions: ["art-9"], whyNotLess: "x"),
            Ground(basis: "consent", conditions: ["explicit-consent"], whyNotLess: " "),
        ] {
            #expect(throws: CaseworkError.self) { try LawfulGrounds.check(ground, categories: [.health]) }
        }
        #expect(LawfulGrounds.list.count == 17)
        #expect(Set(LawfulGrounds.list.map(\.code)).count == 17)
    }

    @Test("a request that nobody could answer is not taken")
    func noApprover() throws {
        let number = try office.claimed(.mail())
        try store.stopAccount(Office.approver, by: Office.admin, at: Office.time(2))
        try store.stopAccount(Office.other, by: Office.admin, at: Office.time(2))
        #expect(reason { _ = try office.ask([number]) }.contains("0 other approvers hold that level"))
    }

    @Test("without a policy in force nothing above the metadata is shown to anybody")
    func noPolicy() throws {
        let office = try Office(withPolicy: false)
        let number = try office.claimed()
        _ = try office.store.show(
            number, depth: .metadata, reason: .misdirected, names: false, by: Office.reviewer, at: Office.time(2))
        #expect(throws: CaseworkError.noPolicy) {
            try office.store.show(
                number, depth: .snippet, reason: .misdirected, names: false, by: Office.reviewer, at: Office.time(3))
        }
    }

    @Test("what was written in a request is in no file of the store")
    func sealed() throws {
        let number = try office.claimed()
        let id = try office.ask([number])
        _ = try store.refuse(id, text: "Zebrafink says no", by: Office.approver, at: Office.time(11))
        for text in ["Zebrafink", "snippet does not say", "M-17", "wrote to us"] {
            #expect(try StoreBytes(office.test.folder).holding(Array(text.utf8)).isEmpty)
        }
    }
}
