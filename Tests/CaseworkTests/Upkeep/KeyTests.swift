import Foundation
import Testing
import Vault

@testable import Casework

@Suite("Keys by epoch")
struct KeyTests {
    let office: Office
    var store: SQLiteCaseStore { office.store }

    init() throws { office = try Office() }

    private func names() throws -> [String] {
        try FileSystem.names(in: office.test.folder.keys).filter { $0.hasPrefix("seal") }
    }

    @Test("after a rotation everything is read as before, by the new key alone, and the old one is destroyed")
    func rotates() throws {
        let number = try office.claimed(.mail())
        let large = try office.claimed(
            .mail(text: "I have been on dialysis since June. " + String(repeating: "x", count: 90_000)))
        try store.note(number, "call back", by: Office.reviewer, at: Office.time(2))
        try store.setPassword("correct horse battery", of: Office.reviewer, by: .owner, at: Office.time(2))
        _ = try store.startOneTimeCodes(of: Office.reviewer, by: Office.reviewer, at: Office.time(2))
        let id = try office.ask([large])
        #expect(try store.rotateKeys(olderThan: .seconds(0), by: Office.admin, at: Office.time(20)) == 2)
        #expect(try names() == ["seal-1.public", "seal-2.private", "seal-2.public"])
        #expect(try store.notes(number, by: Office.reviewer, at: Office.time(21)).map(\.text) == ["call back"])
        #expect(try store.request(id, by: Office.approver, at: Office.time(22)).ground == Office.ground)
        _ = try store.approve(id, by: Office.approver, at: Office.time(23))
        for depth in Depth.allCases {
            let view = try store.show(
                large, depth: depth, reason: .misdirected, names: false, by: Office.reviewer, at: Office.time(24))
            if depth == .message { #expect(view.message?.count ?? 0 > 90_000) }
        }
        for column in SealedColumn.all {
            let old = try store.read { database in
                try database.has(
                    "SELECT 1 FROM \(column.table) WHERE \(column.key) NOT NULL AND hex(substr(\(column.key), 2, 4)) <> '00000002'"
                )
            }
            #expect(!old, "\(column.table)")
        }
        #expect(try store.verifyAudit(against: nil).isWhole)
        let epochs = try store.epochs(by: Office.auditor, at: Office.time(30))
        #expect(epochs.map(\.isHere) == [false, true] && epochs[0].destroyed != nil && epochs.map(\.cases) == [0, 2])
    }

    @Test("what was erased is erased in backups when its epoch's key is gone, and both days are kept")
    func backups() throws {
        let number = try office.claimed()
        _ = try store.decide(number, Decision(.erase, why: "not-needed"), by: Office.reviewer, at: Office.time(2))
        #expect(try store.erasure(of: number)?.doneInBackups == nil)
        let later = Office.time(8 * 86400)
        _ = try store.rotateKeys(olderThan: .seconds(7 * 86400), by: Office.admin, at: later)
        let erasure = try #require(try store.erasure(of: number))
        #expect(erasure.doneHere == CaseDay(Office.time(2)) && erasure.doneInBackups == CaseDay(later))
    }

    @Test("a rotation that was cut off at any step is finished by the next process", arguments: [false, true])
    func cutOff(resealed: Bool) throws {
        let test = try TestStore()
        let number = try test.claimed(.mail())
        _ = try test.store.keys.addingEpoch()
        if resealed {
            test.store.ring.withLock { ring in ring = (try? KeyRing(folder: test.folder.keys)) ?? ring }
            let newest = try test.store.keys.sealing()
            _ = newest
        }
        let folder = StoreFolder(path: test.scratch.path + "/copy", keys: test.folder.keys)
        try test.store.backup(to: folder.path, by: .owner, at: TestStore.time(5))
        let again = try SQLiteCaseStore(folder: folder, creating: false, holder: "the test", at: TestStore.time(6))
        #expect(again.keys.epochs == [2])
        let view = try again.show(
            number, depth: .message, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(7))
        #expect(view.message == CaseIntake.mail().message)
    }

    @Test("not before its time, and only by the administrator")
    func due() throws {
        #expect(throws: CaseworkError.self) {
            try store.rotateKeys(olderThan: .seconds(0), by: Office.approver, at: Office.time(1))
        }
        _ = try store.rotateKeys(olderThan: .seconds(0), by: Office.admin, at: Office.time(1))
        #expect(try store.rotateKeys(olderThan: .seconds(7 * 86400), by: Office.admin, at: Office.time(86400)) == nil)
    }

    @Test("keys under a passphrase open with it, with no other, and stay locked through a rotation")
    func passphrase() throws {
        let number = try office.claimed()
        try store.lockKeys(by: "correct horse battery", by: Office.admin, at: Office.time(2))
        _ = try store.rotateKeys(olderThan: .seconds(0), by: Office.admin, at: Office.time(3))
        let keys = office.test.folder.keys
        #expect(throws: VaultError.wrongPassphrase(path: keys + "/seal-2.private")) { try KeyRing(folder: keys) }
        #expect(throws: VaultError.self) { try KeyRing(folder: keys, passphrase: "another horse battery") }
        let ring = try KeyRing(folder: keys, passphrase: "correct horse battery")
        #expect(ring.epochs == [2])
        _ = try store.show(
            number, depth: .metadata, reason: .misdirected, names: false, by: Office.reviewer, at: Office.time(4))
        try store.lockKeys(by: nil, by: Office.admin, at: Office.time(5))
        #expect(try KeyRing(folder: keys).epochs == [2])
    }

    @Test("a lost key is said to be what it is, and opens an incident note")
    func lost() throws {
        _ = try office.opened(.mail())
        let keys = office.test.folder.keys
        #expect(throws: CaseworkError.self) { try store.declareKeyLost(1, by: Office.admin, at: Office.time(2)) }
        try FileManager.default.removeItem(atPath: keys + "/seal-1.private")
        let less = try KeyRing(folder: keys)
        store.ring.withLock { $0 = less }
        let faults = try store.check(by: Office.auditor, at: Office.time(3)).faults
        #expect(faults.count == 1 && faults[0].contains("epoch 1: the private key is not here, and 1 cases"))
        let note = try store.declareKeyLost(1, by: Office.admin, at: Office.time(4))
        #expect(note.codes == "epoch:1 cases:1")
        #expect(try store.incidents(by: Office.auditor, at: Office.time(5)) == [note])
    }
}
