import Foundation
import Testing

@testable import Casework

@Suite("The queue and its leases")
struct QueueTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    private func open(_ text: String, hours: Int?, level: Int = 1, queue: String = "people", day: Int = 0) throws
        -> CaseNumber
    {
        let intake = CaseIntake.mail(
            text: "I have been on dialysis since \(text).", deadline: hours.map { TestStore.time($0 * 3600) },
            queue: queue,
            level: level)
        guard case .opened(let number) = try test.store.take(intake, at: TestStore.time(day * 86400)) else {
            throw TestStore.NotOpened()
        }
        return number
    }

    @Test("the most urgent comes first: deadline, level, day")
    func order() throws {
        let never = try open("a", hours: nil)
        let late = try open("b", hours: 9)
        let older = try open("c", hours: 5)
        let younger = try open("d", hours: 5, day: 1)
        let high = try open("e", hours: 5, level: 3)
        #expect(
            try test.store.queue(QueueFilter(), by: TestStore.owner, at: TestStore.time(0)).map(\.number) == [
                high, older, younger, late, never,
            ])
        #expect(try test.store.next(queue: nil, by: TestStore.owner, at: TestStore.time(0))?.number == high)
    }

    @Test("a listing holds what was asked for")
    func filters() throws {
        let one = try open("a", hours: 1)
        let two = try open("b", hours: 2, queue: "office")
        _ = try test.store.claim(two, by: TestStore.other, lease: .seconds(60), at: TestStore.time(1))
        func list(_ filter: QueueFilter, at seconds: Int = 2) throws -> [CaseNumber] {
            try test.store.queue(filter, by: TestStore.owner, at: TestStore.time(seconds)).map(\.number)
        }
        #expect(try list(QueueFilter(queue: "people")) == [one])
        #expect(try list(QueueFilter(states: [.claimed])) == [two])
        #expect(try list(QueueFilter(states: [])) == [])
        #expect(try list(QueueFilter(holder: TestStore.other)) == [two])
        #expect(try list(QueueFilter(holder: TestStore.owner)) == [])
        #expect(try list(QueueFilter(holder: TestStore.other), at: 61) == [])
        #expect(try list(QueueFilter(limit: 1)) == [one])
        #expect(try test.store.next(queue: "office", by: TestStore.owner, at: TestStore.time(2)) == nil)
        #expect(try test.store.next(queue: "office", by: TestStore.owner, at: TestStore.time(61))?.number == two)
    }

    @Test("one holds a case until the lease ends, is given up, or is made longer")
    func leases() throws {
        let store = test.store
        let number = try open("a", hours: 1)
        let lease = try store.claim(number, by: TestStore.owner, lease: .seconds(100), at: TestStore.time(0))
        #expect(lease.end == TestStore.time(100))
        #expect(throws: CaseworkError.claimedByOther(number, until: "2026-05-06T08:03:43Z")) {
            try store.claim(number, by: TestStore.other, lease: .seconds(100), at: TestStore.time(99))
        }
        #expect(throws: CaseworkError.notClaimedByYou(number)) {
            try store.renew(number, by: TestStore.other, lease: .seconds(100), at: TestStore.time(99))
        }
        #expect(
            try store.renew(number, by: TestStore.owner, lease: .seconds(100), at: TestStore.time(99)).end
                == TestStore.time(199))
        #expect(throws: CaseworkError.leaseOver(number)) {
            try store.renew(number, by: TestStore.owner, lease: .seconds(100), at: TestStore.time(199))
        }
        #expect(throws: CaseworkError.leaseOver(number)) {
            try store.decide(
                number, Decision(.erase, why: "not-needed"), by: TestStore.owner, at: TestStore.time(199))
        }
        _ = try store.claim(number, by: TestStore.other, lease: .seconds(100), at: TestStore.time(199))
        #expect(throws: CaseworkError.notClaimedByYou(number)) {
            try store.returnToQueue(number, by: TestStore.owner, at: TestStore.time(200))
        }
        try store.returnToQueue(number, by: TestStore.other, at: TestStore.time(200))
        let entry = try #require(try store.next(queue: nil, by: TestStore.owner, at: TestStore.time(200)))
        #expect(entry.state == .queued && entry.lease == nil)
        let events = try store.audit(from: 1, limit: 100).filter { $0.event != "refused" }
            .map { "\($0.event) \($0.actor)" }
        #expect(
            events == [
                "store-created inward", "taken inward", "claimed owner", "renewed owner", "claimed other",
                "returned-to-queue other",
            ])
    }

    @Test("of many who claim at once, one gets it")
    func race() async throws {
        let number = try open("a", hours: 1)
        let store: any CaseStore = test.store
        let won = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<8 {
                group.addTask {
                    let lease = try? await store.claim(
                        number, by: ActorID("reviewer-\(index)"), lease: .seconds(100), at: TestStore.time(0))
                    return lease != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
    }

    @Test(
        "a lease is neither endless nor over before it starts", arguments: [Duration.seconds(Int64.max), .seconds(-5)])
    func leaseLength(length: Duration) throws {
        let number = try open("a", hours: 1)
        let lease = try test.store.claim(number, by: TestStore.owner, lease: length, at: TestStore.time(0))
        #expect(lease.end >= TestStore.time(0) && lease.end <= TestStore.time(366 * 86400))
    }

    @Test("a case that is not there is named in every refusal")
    func unknown() throws {
        let number = try #require(CaseNumber("7k3m9qx"))
        let error = CaseworkError.unknownCase(number)
        let now = TestStore.time(0)
        #expect(throws: error) { try test.store.claim(number, by: TestStore.owner, lease: .seconds(1), at: now) }
        #expect(throws: error) {
            try test.store.show(number, depth: .metadata, reason: .duty, names: false, by: TestStore.owner, at: now)
        }
        #expect(throws: error) { try test.store.verdict(number, finding: 1, .right, by: TestStore.owner, at: now) }
        #expect(throws: error) {
            try test.store.decide(number, Decision(.erase, why: "x"), by: TestStore.owner, at: now)
        }
        #expect(error.description == "there is no case 7k3m9qx")
        #expect(try test.store.audit(from: 1, limit: 9).count == 1)
    }

    @Test(
        "who acts and why are codes, so that no free text stands in the clear",
        arguments: ["", "two words", "a@b", "é", "a\n", String(repeating: "a", count: 65)])
    func codes(text: String) {
        #expect(throws: CaseworkError.badCode(what: "who acts")) { try ActorID(text) }
        #expect(throws: CaseworkError.badCode(what: "the reason of a decision")) { try Decision(.erase, why: text) }
    }
}
