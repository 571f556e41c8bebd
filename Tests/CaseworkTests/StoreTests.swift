import Foundation
import GRDB
import Testing
import Vault

@testable import Casework

@Suite("Opening a store")
struct StoreTests {
    @Test("commits are synced, deletions overwritten, foreign keys held, and a weaker setting is refused")
    func settings() throws {
        let test = try TestStore()
        let found = try test.store.read { database in
            try ["synchronous", "secure_delete", "foreign_keys", "temp_store"].map {
                try Int.fetchOne(database, sql: "PRAGMA \($0)")
            }
        }
        #expect(found == [2, 1, 1, 2])
        try test.store.writeOutside { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
        #expect(throws: CaseworkError.database(reason: "synchronous is not 2")) {
            try test.store.read(SQLiteCaseStore.checkSettings)
        }
    }

    @Test("folders and files are closed to others")
    func modes() throws {
        let test = try TestStore()
        _ = try test.claimed(.mail(text: String(repeating: "I have been on dialysis since May. ", count: 5000)))
        let names = FileManager.default.enumerator(atPath: test.folder.path)?.compactMap { $0 as? String } ?? []
        #expect(Set(names).isSuperset(of: ["inward.sqlite", "inward.sqlite-wal", "blobs", "keys", "lock"]))
        for name in names + [""] {
            let attributes = try FileManager.default.attributesOfItem(atPath: test.folder.path + "/" + name)
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(name)")
        }
    }

    @Test("one process has it; another is told which")
    func locked() throws {
        let test = try TestStore()
        #expect(throws: VaultError.locked(path: test.folder.path + "/lock", holder: "the test")) {
            try SQLiteCaseStore(
                folder: test.folder, creating: false, holder: "another", patience: .milliseconds(20),
                at: TestStore.time(9))
        }
    }

    @Test("where there is none it is made only when asked")
    func none() throws {
        let scratch = try ScratchFolder()
        let folder = StoreFolder(path: scratch.path + "/a/store", keys: scratch.path + "/keys")
        #expect(throws: CaseworkError.noStore(path: folder.path)) {
            try SQLiteCaseStore(folder: folder, creating: false, holder: "x", at: TestStore.time(0))
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/a"))
        _ = try SQLiteCaseStore(folder: folder, creating: true, holder: "x", at: TestStore.time(0))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/keys"))
        #expect(FileManager.default.fileExists(atPath: scratch.path + "/keys/digest.secret"))
    }

    @Test("opened again it is as it was")
    func again() throws {
        let scratch = try ScratchFolder()
        let folder = StoreFolder(path: scratch.path + "/store")
        var number: CaseNumber?
        do {
            let store = try SQLiteCaseStore(folder: folder, creating: true, holder: "x", at: TestStore.time(0))
            if case .opened(let opened) = try store.take(.mail(), at: TestStore.time(1)) { number = opened }
        }
        let store = try SQLiteCaseStore(folder: folder, creating: true, holder: "x", at: TestStore.time(2))
        #expect(try store.next(queue: nil, by: TestStore.owner, at: TestStore.time(3))?.number == number)
        #expect(try store.take(.mail(), at: TestStore.time(4)) == .known(nil))
        #expect(try store.audit(from: 1, limit: 9).map(\.event) == ["store-created", "taken"])
    }

    @Test("a host without the private key takes messages and cannot show them")
    func sealOnly() throws {
        let scratch = try ScratchFolder()
        let folder = StoreFolder(path: scratch.path + "/store")
        _ = try SQLiteCaseStore(folder: folder, creating: true, holder: "x", at: TestStore.time(0))
        try FileManager.default.moveItem(
            atPath: folder.keys + "/seal-1.private", toPath: scratch.path + "/seal-1.private")
        let store = try SQLiteCaseStore(folder: folder, creating: false, holder: "x", at: TestStore.time(1))
        guard case .opened(let number) = try store.take(.mail(), at: TestStore.time(2)) else {
            throw TestStore.NotOpened()
        }
        #expect(throws: VaultError.noPrivateKey(epoch: 1)) {
            try store.show(
                number, depth: .metadata, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(3))
        }
        #expect(try store.next(queue: nil, by: TestStore.owner, at: TestStore.time(3))?.categories == [.health: 0.97])
    }

    @Test(
        "a value that this program never wrote is an error that names its column",
        arguments: [
            ("state", "'lost'"), ("source", "'fax'"), ("holder", "'a b'"), ("day", "9223372036854775807"),
            ("deadline", "-9223372036854775808"), ("lease_end", "9223372036854775807"), ("level", "-1"),
        ])
    func damaged(column: String, value: String) throws {
        let test = try TestStore()
        let number = try test.claimed(.mail())
        try test.store.write { try $0.execute(sql: "UPDATE cases SET \(column) = \(value)") }
        do {
            let entries = try test.store.queue(
                QueueFilter(states: Set(CaseState.allCases)), by: TestStore.owner, at: TestStore.time(5))
            // A number is a number: it is shown as it is.
            _ = entries.map { "\($0.day) \($0.day.month) \($0.deadline?.description ?? "")" }
            try test.store.returnToQueue(number, by: TestStore.owner, at: TestStore.time(5))
        } catch let error as CaseworkError {
            #expect(["state", "source", "holder"].contains(column), "\(error)")
        }
    }

    @Test("a blob that no case refers to is removed at the next opening")
    func orphan() throws {
        let scratch = try ScratchFolder()
        let folder = StoreFolder(path: scratch.path + "/store")
        _ = try SQLiteCaseStore(folder: folder, creating: true, holder: "x", at: TestStore.time(0))
        try Data([1]).write(to: URL(filePath: folder.blobs + "/0011"))
        try Data([1]).write(to: URL(filePath: folder.blobs + "/0022.new"))
        _ = try SQLiteCaseStore(folder: folder, creating: false, holder: "x", at: TestStore.time(1))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.blobs).isEmpty)
    }
}
