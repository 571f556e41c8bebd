import Foundation
import Seeded
import Testing

@testable import Casework

/// The naive reference: what a case's state should be, kept beside the store.
private struct ModelCase {
    var isFiltered: Bool
    var state: CaseState? = .queued
    var holder: ActorID?
    var leaseEnd = 0

    mutating func claim(_ actor: ActorID, _ now: Int) -> Bool {
        guard state == .queued || (state == .claimed && (holder == actor || leaseEnd <= now)) else { return false }
        (state, holder, leaseEnd) = (.claimed, actor, now + 100)
        return true
    }

    func holds(_ actor: ActorID, _ now: Int) -> Bool { state == .claimed && holder == actor && leaseEnd > now }

    mutating func renew(_ actor: ActorID, _ now: Int) -> Bool {
        guard holds(actor, now) else { return false }
        leaseEnd = now + 100
        return true
    }

    mutating func giveBack(_ actor: ActorID) -> Bool {
        guard state == .claimed, holder == actor else { return false }
        (state, holder) = (.queued, nil)
        return true
    }

    mutating func release(_ actor: ActorID, _ now: Int) -> Bool {
        guard holds(actor, now) else { return false }
        state = .closed
        return true
    }

    mutating func erase(_ actor: ActorID, _ now: Int) -> Bool {
        guard holds(actor, now) else { return false }
        state = nil
        return true
    }
}

@Suite("A store and a naive reference")
struct ModelTests {
    @Test("agree on every answer of a long random day", arguments: 0..<6)
    func agree(seed: Int) throws {
        let test = try TestStore()
        var random = SeededGenerator(seed: UInt64(seed))
        var model: [CaseNumber: ModelCase] = [:]
        var now = 10
        for step in 0..<250 {
            now += Int.random(in: 0...40, using: &random)
            let actor = Bool.random(using: &random) ? TestStore.owner : TestStore.other
            let kind = Int.random(in: 0..<10, using: &random)
            if kind < 2 || model.isEmpty {
                let isFiltered = Bool.random(using: &random)
                let intake = CaseIntake.mail(
                    isFiltered ? .filter : .scan, text: "I have been on dialysis, day \(step).")
                guard case .opened(let number) = try test.store.take(intake, at: TestStore.time(now)) else {
                    throw TestStore.NotOpened()
                }
                model[number] = ModelCase(isFiltered: isFiltered)
                continue
            }
            let number = try #require(model.keys.sorted().randomElement(using: &random))
            let path = model[number]?.isFiltered == true ? test.scratch.path + "/\(step).eml" : nil
            let expected: Bool? =
                switch kind {
                case 2...4: model[number]?.claim(actor, now)
                case 5: model[number]?.renew(actor, now)
                case 6: model[number]?.giveBack(actor)
                case 7...8: model[number]?.release(actor, now)
                default: model[number]?.erase(actor, now)
                }
            let time = TestStore.time(now)
            let happened: Bool
            do {
                switch kind {
                case 2...4: _ = try test.store.claim(number, by: actor, lease: .seconds(100), at: time)
                case 5: _ = try test.store.renew(number, by: actor, lease: .seconds(100), at: time)
                case 6: try test.store.returnToQueue(number, by: actor, at: time)
                case 7...8:
                    _ = try test.store.decide(
                        number, Decision(.release, why: "x", destination: path), by: actor, at: time)
                default: _ = try test.store.decide(number, Decision(.erase, why: "x"), by: actor, at: time)
                }
                happened = true
            } catch is CaseworkError {
                happened = false
            }
            #expect(happened == expected, "step \(step), kind \(kind)")
        }
        try compare(model, test, now)
    }

    private func compare(_ model: [CaseNumber: ModelCase], _ test: TestStore, _ now: Int) throws {
        let entries = try test.store.queue(
            QueueFilter(states: Set(CaseState.allCases)), by: TestStore.owner, at: TestStore.time(now))
        let states = Dictionary(uniqueKeysWithValues: entries.map { ($0.number, $0.state) })
        #expect(states == model.compactMapValues(\.state))
        for (number, one) in model where one.state == nil {
            #expect(try test.store.erasure(of: number)?.doneHere != nil)
        }
        #expect(try test.store.verifyAudit(against: nil).isWhole)
        #expect(!model.isEmpty)
    }
}
