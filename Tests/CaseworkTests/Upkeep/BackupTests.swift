import Foundation
import Testing
import Vault

@testable import Casework

@Suite("Backup, restore and check")
struct BackupTests {
    let office: Office
    var store: SQLiteCaseStore { office.store }

    init() throws { office = try Office() }

    private var copy: String { office.test.scratch.path + "/backup" }

    private func restored(_ erasures: SQLiteCaseStore.KnownErasures) throws -> (
        store: SQLiteCaseStore, erasedAgain: Int
    ) {
        let folder = StoreFolder(path: office.test.scratch.path + "/restored", keys: office.test.folder.keys)
        return try SQLiteCaseStore.restore(
            copy, into: folder, erasures: erasures, holder: "the test", at: Office.time(100))
    }

    @Test("a restored backup has what the store had, blobs too, and what was erased since is erased again")
    func restores() throws {
        let kept = try office.claimed(
            .mail(text: "I have been on dialysis since June. " + String(repeating: "x", count: 90_000)))
        let erased = try office.claimed(.mail())
        try store.backup(to: copy, by: Office.admin, at: Office.time(5))
        #expect(!FileManager.default.fileExists(atPath: copy + "/keys"))
        _ = try store.decide(erased, Decision(.erase, why: "not-needed"), by: Office.reviewer, at: Office.time(6))
        let result = try restored(.log(path: office.test.folder.erasureLog))
        #expect(result.erasedAgain == 1)
        #expect(throws: CaseworkError.erased(erased)) { try result.store.read { try result.store.caseRow(erased, $0) } }
        #expect(try result.store.check(by: Office.auditor, at: Office.time(101)).faults == [])
        let folder = result.store.folder
        #expect(try StoreBytes(folder).holding(Array("\(erased)".utf8)).isEmpty == false)
        #expect(try result.store.read { try result.store.caseRow(kept, $0).state } == .claimed)
    }

    @Test("without the erasure log nothing is restored; that it is lost has to be said, and opens an incident")
    func needsLog() throws {
        try store.backup(to: copy, by: Office.admin, at: Office.time(5))
        let log = office.test.scratch.path + "/none"
        #expect(throws: CaseworkError.noErasures(path: log)) { try restored(.log(path: log)) }
        #expect(!FileManager.default.fileExists(atPath: office.test.scratch.path + "/restored/inward.sqlite"))
        let result = try restored(.lost)
        #expect(try result.store.incidents(by: Office.auditor, at: Office.time(101)).map(\.kind) == ["erasures-lost"])
        try Data("not a log\n".utf8).write(to: URL(fileURLWithPath: log))
        #expect(throws: CaseworkError.self) { try restored(.log(path: log)) }
    }

    @Test("every erasure is a line of number and day outside of the store")
    func log() throws {
        let number = try office.claimed()
        _ = try store.decide(number, Decision(.erase, why: "not-needed"), by: Office.reviewer, at: Office.time(6))
        let text = try String(contentsOfFile: office.test.folder.erasureLog, encoding: .utf8)
        #expect(text == "\(number) 2026-05-06\n")
        #expect(!office.test.folder.erasureLog.hasPrefix(office.test.folder.path + "/"))
    }

    @Test("a check names a blob that is gone, and counts what is kept")
    func checks() throws {
        let number = try office.opened(
            .mail(text: "I have been on dialysis since June. " + String(repeating: "x", count: 90_000)))
        _ = try office.opened(.mail(queue: "unscannable"))
        let whole = try store.check(by: Office.auditor, at: Office.time(5))
        #expect(whole.faults == [] && whole.cases == 2 && whole.sourceDigests == 2 && whole.unscannable == 1)
        for name in try FileSystem.names(in: office.test.folder.blobs) {
            try FileSystem.remove(office.test.folder.blob(name))
        }
        let faults = try store.check(by: Office.auditor, at: Office.time(6)).faults
        #expect(faults.first == "case \(number): its blob is not there" && faults.count == 2)
        #expect(try store.dropSourceDigests(by: Office.admin, at: Office.time(7)) == 2)
    }

    @Test("an export is proved elsewhere: by its chain alone, and with the public key against a checkpoint")
    func export() throws {
        let number = try office.claimed()
        _ = try store.show(
            number, depth: .metadata, reason: .misdirected, names: false, by: Office.reviewer, at: Office.time(3))
        let lines = try store.audit(from: 1, limit: 1000).map(AuditExport.line)
        let bytes = lines.flatMap { $0 }
        let key = try VerifyingKey(path: office.test.folder.keys + "/audit.public")
        let checkpoint = try store.checkpoint(at: Office.time(4))
        let report = AuditExport.verify(bytes, checkpoint: checkpoint, key: key)
        #expect(report.isWhole && report.proven == lines.count)
        #expect(
            AuditExport.verify(lines.dropLast().flatMap { $0 }, checkpoint: checkpoint, key: key).faults
                == [.cutOff(after: lines.count - 1, checkpoint: lines.count)])
        var missing = lines
        missing.remove(at: 2)
        #expect(AuditExport.verify(missing.flatMap { $0 }, checkpoint: nil, key: nil).faults == [.removed(3)])
        let text = String(decoding: bytes, as: UTF8.self).replacing(
            "\"actor\":\"reviewer-1\"", with: "\"actor\":\"reviewer-2\"")
        #expect(!AuditExport.verify(Array(text.utf8), checkpoint: nil, key: nil).isWhole)
        var garbled = lines
        garbled[1] = Array("{}\n".utf8)
        #expect(!AuditExport.verify(garbled.flatMap { $0 }, checkpoint: nil, key: nil).isWhole)
    }

    @Test("what a reviewer was shown is replayed by the trail alone, without what it said")
    func replay() throws {
        let number = try office.claimed()
        for depth in [Depth.metadata, .snippet] {
            _ = try store.show(
                number, depth: depth, reason: .misdirected, names: false, by: Office.reviewer, at: Office.time(3))
        }
        let looks = try store.audit(from: 1, limit: 1000).compactMap(AuditedLook.init).map(\.description)
        #expect(
            looks == [
                "2026-05-06T08:02:06Z  reviewer-1 was shown of case \(number), for misdirected: categories, kinds of finding, confidence; 1 findings; people by pseudonyms",
                "2026-05-06T08:02:06Z  reviewer-1 was shown of case \(number), for misdirected: categories, kinds of finding, sentences with every finding masked; 1 findings; people by pseudonyms",
            ])
    }
}
