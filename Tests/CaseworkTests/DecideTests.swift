import Foundation
import Testing

@testable import Casework

@Suite("Deciding a case")
struct DecideTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    private func decide(_ number: CaseNumber, _ kind: DecisionKind, to path: String? = nil) throws -> DecisionResult {
        try test.store.decide(
            number, Decision(kind, why: "not-needed", text: "it is the gym's", destination: path),
            by: TestStore.owner, at: TestStore.time(50))
    }

    private func maildir() throws -> String {
        let path = test.scratch.path + "/Maildir"
        for folder in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
        }
        return path
    }

    @Test("a scanned message is released by closing the case, and nothing is written")
    func releaseScanned() throws {
        let number = try test.claimed(.mail())
        let path = test.scratch.path + "/out.eml"
        #expect(throws: CaseworkError.takesNoDestination(number, source: .scan)) {
            try decide(number, .release, to: path)
        }
        #expect(try decide(number, .release) == DecisionResult(state: .closed, effect: nil, failure: nil))
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(throws: CaseworkError.self) { try decide(number, .release) }
        #expect(try test.store.queue(QueueFilter(), by: TestStore.owner, at: TestStore.time(51)).isEmpty)
        #expect(
            try test.store.queue(QueueFilter(states: [.closed]), by: TestStore.owner, at: TestStore.time(51)).count == 1
        )
    }

    @Test("decisions that come together are done or refused each by itself, and a refusal leaves nothing")
    func together() throws {
        let numbers = try (1...4).map { try test.claimed(.mail(text: "I have been on dialysis since May, \($0).")) }
        let orders = try numbers.enumerated().map { index, number in
            // The second names a place where none is taken, and the third is decided by somebody who does not hold it.
            try DecisionOrder(
                number, Decision(.erase, why: "not-needed", text: "", destination: index == 1 ? "/nowhere" : nil),
                by: index == 2 ? TestStore.other : TestStore.owner)
        }
        let results = test.store.decideTogether(orders, at: TestStore.time(50))
        let done = DecisionResult(state: .closed, effect: .done, failure: nil)
        #expect(results.map { try? $0.get() } == [done, nil, nil, done])
        let left = try test.store.queue(QueueFilter(), by: TestStore.owner, at: TestStore.time(51))
        #expect(Set(left.map(\.number)) == [numbers[1], numbers[2]])
        #expect(left.allSatisfy { $0.state == .claimed && $0.owner == TestStore.owner })
        #expect(left.allSatisfy { $0.categories == [.health: 0.97] })
        #expect(try decide(numbers[1], .erase) == done)
    }

    @Test("a filtered message is released into a new file, byte for byte")
    func releaseToFile() throws {
        let intake = CaseIntake.mail(.filter)
        let number = try test.claimed(intake)
        let path = test.scratch.path + "/out.eml"
        #expect(throws: CaseworkError.needsDestination(number)) { try decide(number, .release) }
        #expect(try decide(number, .release, to: path) == DecisionResult(state: .closed, effect: .done, failure: nil))
        #expect(FileManager.default.contents(atPath: path).map { [UInt8]($0) } == intake.message.array)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: test.scratch.path).sorted() == ["out.eml", "store"])
    }

    @Test("and into a maildir, once, large ones too")
    func releaseToMaildir() throws {
        let maildir = try maildir()
        let intake = CaseIntake.mail(
            .filter, text: String(repeating: "I have been on dialysis since May. ", count: 9000))
        #expect(try decide(try test.claimed(intake), .release, to: maildir).effect == .done)
        let names = try FileManager.default.contentsOfDirectory(atPath: maildir + "/new")
        #expect(names.count == 1)
        #expect(
            FileManager.default.contents(atPath: maildir + "/new/" + (names.first ?? "")).map { [UInt8]($0) }
                == intake.message.array)
        #expect(try FileManager.default.contentsOfDirectory(atPath: maildir + "/tmp").isEmpty)
    }

    @Test("what exists is not overwritten, and nothing is decided")
    func exists() throws {
        let number = try test.claimed(.mail(.filter))
        let path = test.scratch.path + "/out.eml"
        try Data("mine".utf8).write(to: URL(filePath: path))
        for taken in [path, test.scratch.path] {
            #expect(throws: CaseworkError.destinationExists(path: taken)) { try decide(number, .release, to: taken) }
        }
        #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
        let state = try test.store.queue(QueueFilter(), by: TestStore.owner, at: TestStore.time(51)).map(\.state)
        #expect(state == [.claimed])
        #expect(try test.store.audit(from: 1, limit: 100).allSatisfy { $0.event != "decided" })
    }

    @Test("a delivery that fails leaves the case decided, and it can be decided again")
    func failing() throws {
        let number = try test.claimed(.mail(.filter))
        let result = try decide(number, .release, to: test.scratch.path + "/nowhere/out.eml")
        #expect(result.state == .decided && result.effect == .failed)
        #expect(result.failure?.hasSuffix("cannot open: No such file or directory") == true)
        let path = test.scratch.path + "/out.eml"
        #expect(try decide(number, .release, to: path).state == .closed)
        #expect(FileManager.default.fileExists(atPath: path))
        let events = try test.store.audit(from: 4, limit: 100).map { "\($0.event) \($0.codes)" }
        #expect(
            events == [
                "decided release not-needed", "effect-failed deliver", "decided release not-needed",
                "effect-done deliver",
            ])
    }

    @Test("a case is decided by who holds it, and once")
    func holder() throws {
        guard case .opened(let number) = try test.store.take(.mail(), at: TestStore.time(0)) else {
            throw TestStore.NotOpened()
        }
        #expect(
            throws: CaseworkError.wrongState(number, state: .queued, event: .release, allowed: [.claimed, .decided])
        ) { try decide(number, .release) }
        _ = try test.store.claim(number, by: TestStore.other, lease: .seconds(100), at: TestStore.time(1))
        #expect(throws: CaseworkError.notClaimedByYou(number)) { try decide(number, .release) }
    }

    @Test("a relative destination means the folder of now, also after a crash")
    func relative() throws {
        let number = try test.claimed(.mail(.filter))
        let name = "inward-\(number).eml"
        defer { try? FileManager.default.removeItem(atPath: name) }
        #expect(try decide(number, .release, to: name).effect == .done)
        #expect(FileManager.default.fileExists(atPath: FileManager.default.currentDirectoryPath + "/" + name))
    }
}
