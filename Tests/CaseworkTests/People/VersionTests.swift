import Foundation
import Testing

@testable import Casework

@Suite("Versions in force")
struct VersionTests {
    @Test("a change needs a second person; every version is kept with its number and digest")
    func second() throws {
        let office = try Office()
        let store = office.store
        let text = Office.policy.replacing("version: 7", with: "version: 8")
        let number = try store.proposeVersion(.policy, Array(text.utf8), by: Office.approver, at: Office.time(5))
        #expect(number == 2)
        #expect(throws: CaseworkError.self) {
            try store.approveVersion(.policy, 2, by: Office.approver, at: Office.time(6))
        }
        #expect(try store.versionInForce(.policy)?.number == 1)
        try store.approveVersion(.policy, 2, by: Office.other, at: Office.time(7))
        #expect(try store.versionInForce(.policy)?.content == Array(text.utf8))
        let versions = try store.versions(.policy, by: Office.dpo, at: Office.time(8))
        #expect(versions.map(\.state) == [.past, .inForce] && versions.map(\.number) == [1, 2])
        #expect(try store.version(.policy, 1, by: Office.dpo, at: Office.time(8)) == Array(Office.policy.utf8))
        #expect(try store.read { try store.policyInForce($0) }?.version == 8)
    }

    @Test("a policy with a mistake is no version; a proposal that was overtaken cannot come in force unseen")
    func refused() throws {
        let office = try Office()
        let store = office.store
        do {
            _ = try store.proposeVersion(.policy, Array("version: none".utf8), by: Office.admin, at: Office.time(1))
            Issue.record("taken")
        } catch CaseworkError.badVersion(let reason) {
            #expect(reason.contains("the policy:1"))
        }
        for _ in 0..<2 {
            _ = try store.proposeVersion(.policy, Array(Office.policy.utf8), by: Office.admin, at: Office.time(1))
        }
        try store.approveVersion(.policy, 3, by: Office.approver, at: Office.time(2))
        #expect(throws: CaseworkError.badVersion(reason: "policy 2 is not waiting for approval")) {
            try store.approveVersion(.policy, 2, by: Office.approver, at: Office.time(3))
        }
    }

    @Test("rule packs go in as a folder and come out as one, with the same digest")
    func patterns() throws {
        let office = try Office()
        let folder = office.test.scratch.path + "/packs"
        try FileManager.default.createDirectory(atPath: folder + "/en", withIntermediateDirectories: true)
        for (name, text) in [("pack.yaml", "a"), ("en/terms.txt", "b"), ("policy.yaml", "c"), ("notes.md", "d")] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        let archive = try PatternArchive(folder: folder)
        #expect(archive.files.keys.sorted() == ["en/terms.txt", "pack.yaml"])
        let number = try office.store.proposeVersion(.patterns, archive.bytes, by: Office.admin, at: Office.time(1))
        try office.store.approveVersion(.patterns, number, by: Office.approver, at: Office.time(2))
        let inForce = try #require(try office.store.versionInForce(.patterns))
        let copy = office.test.scratch.path + "/copy"
        try PatternArchive(bytes: inForce.content).write(to: copy)
        #expect(try PatternArchive(folder: copy) == archive)
        #expect(try PatternArchive(folder: copy).digest == archive.digest)
    }

    @Test("an archive cannot write outside of its folder", arguments: ["/etc/x", "a/../../x", ".."])
    func escapes(name: String) throws {
        var archive = try PatternArchive(bytes: Array(#"{"files":{}}"#.utf8))
        archive.files[name] = Data()
        #expect(throws: CaseworkError.self) { try PatternArchive(bytes: archive.bytes) }
    }
}
