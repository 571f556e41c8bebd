import Foundation
import GRDB
import Messages
import Testing
import Vault

@testable import Casework

@Suite("What lies on the disk")
struct SecrecyTests {
    /// A word for every place that a message has, none of them part of another.
    private static let canaries = [
        "kanarienvogelbody", "kanarienvogelsubj", "kanarienvogelfrom", "kanarienvogelauth", "kanarienvogelrcpt",
        "kanarienvogelmsgid", "kanarienvogelpath", "kanarienvogelqueue", "kanarienvogelfield", "kanarienvogelnote",
        "kanarienvogeldest", "kanarienvogelform", "kanarienvogeljoin",
    ]

    private func intake(text: String) -> CaseIntake {
        var intake = CaseIntake.mail(
            .filter, text: text, sender: "kanarienvogelfrom@x.example", recipients: ["kanarienvogelrcpt@y.example"],
            subject: "kanarienvogelsubj")
        intake.envelope.author = "kanarienvogelauth@x.example"
        intake.envelope.messageID = "<kanarienvogelmsgid@x.example>"
        intake.envelope.sourceName = "/home/kanarienvogelpath/inbox.mbox"
        intake.envelope.queueID = "kanarienvogelqueue"
        intake.envelope.formID = "kanarienvogelform"
        intake.findings.findings[0].place = "field:kanarienvogelfield"
        return intake
    }

    @Test("no word of a message, its envelope, a note or a destination is in the clear in any file, at any stage")
    func canary() throws {
        let test = try TestStore()
        func check(_ stage: String) throws {
            let bytes = try StoreBytes(test.folder)
            #expect(bytes.files.count >= 2)
            for canary in Self.canaries {
                for form in [Array(canary.utf8), Array(canary.uppercased().utf8), Array(canary.utf16).flatMap(utf16)] {
                    #expect(bytes.holding(form) == [], "\(canary) after \(stage)")
                }
            }
        }
        let small = try test.claimed(intake(text: "I have kanarienvogelbody since May."))
        let large = try test.claimed(
            intake(text: String(repeating: "I have kanarienvogelbody since June. ", count: 5000)))
        var joining = intake(text: "I have kanarienvogelbody since May.")
        joining.envelope.recipients = ["kanarienvogeljoin@y.example"]
        #expect(try test.store.take(joining, at: TestStore.time(2)) == .joined(small))
        try check("taking")
        for depth in Depth.allCases {
            _ = try test.store.show(
                small, depth: depth, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(3))
        }
        try test.store.verdict(small, finding: 1, .wrong, by: TestStore.owner, at: TestStore.time(4))
        try check("looking")
        let result = try test.store.decide(
            small,
            Decision(
                .release, why: "not-needed", text: "kanarienvogelnote",
                destination: test.scratch.path + "/kanarienvogeldest"), by: TestStore.owner, at: TestStore.time(5))
        #expect(result.state == .closed)
        _ = try test.store.decide(
            large, Decision(.erase, why: "not-needed", text: "kanarienvogelnote"), by: TestStore.owner,
            at: TestStore.time(6))
        try check("deciding")
        // The look-out would find it: the released file is outside the store and has it.
        let out = try #require(FileManager.default.contents(atPath: test.scratch.path + "/kanarienvogeldest"))
        #expect(out.firstRange(of: Data("kanarienvogelbody".utf8)) != nil)
    }

    private func utf16(_ unit: UInt16) -> [UInt8] { [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }

    @Test("an erased message, its keys, its digests and its blob are in no file any more")
    func erased() throws {
        let test = try TestStore()
        let text = String(repeating: "I have been on dialysis since May. ", count: 5000)
        let number = try test.claimed(.mail(.filter, text: text))
        let kept = try test.claimed(.mail())
        _ = try test.store.show(
            number, depth: .message, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(3))
        let secrets = try test.store.read { database in
            try Data.fetchAll(
                database,
                sql: """
                    SELECT key FROM pieces WHERE case_number = ?1
                    UNION ALL SELECT content FROM pieces WHERE case_number = ?1 AND content NOT NULL
                    UNION ALL SELECT digest FROM redeliveries WHERE case_number = ?1
                    UNION ALL SELECT address FROM addresses WHERE case_number = ?1
                        AND address NOT IN (SELECT address FROM addresses WHERE case_number <> ?1)
                    """, arguments: [number.description])
        }
        #expect(secrets.count == 6)
        let before = try StoreBytes(test.folder)
        // A long content runs over several pages, so its start stands for it.
        for secret in secrets { #expect(before.holding(secret.prefix(60)) != []) }
        _ = try test.store.claim(number, by: TestStore.owner, lease: .seconds(9), at: TestStore.time(86400))
        let result = try test.store.decide(
            number, Decision(.erase, why: "not-needed", text: "a note"), by: TestStore.owner, at: TestStore.time(86400))
        #expect(result == DecisionResult(state: .closed, effect: .done, failure: nil))
        let after = try StoreBytes(test.folder)
        for secret in secrets { #expect(after.holding(secret.prefix(60)) == []) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder.blobs).isEmpty)
        #expect(try leftOvers(number, test) == ["audit", "effects", "erased_cases"])
        let erasure = try test.store.erasure(of: number)
        #expect(erasure?.month == "2026-05" && erasure?.doneHere?.description == "2026-05-07")
        #expect(erasure?.doneInBackups == nil)
        #expect(try test.store.erasure(of: kept) == nil)
        #expect(throws: CaseworkError.erased(number)) {
            try test.store.show(
                number, depth: .metadata, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(90000))
        }
        #expect(try test.store.verifyAudit(against: nil).isWhole)
    }

    /// The tables that have a row of the case.
    private func leftOvers(_ number: CaseNumber, _ test: TestStore) throws -> [String] {
        try test.store.read { database in
            let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            return try tables.filter { table in
                let columns = try database.columns(in: table).map(\.name).filter {
                    $0 == "case_number" || $0 == "number"
                }
                return try columns.contains { column in
                    try Bool.fetchOne(
                        database, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = ?)",
                        arguments: [number.description]) == true
                }
            }.sorted()
        }
    }

    @Test("an effect's row has no destination once its case was erased")
    func destination() throws {
        let test = try TestStore()
        let number = try test.claimed(.mail(.filter))
        _ = try test.store.decide(
            number, Decision(.release, why: "x", destination: test.scratch.path + "/no/where"), by: TestStore.owner,
            at: TestStore.time(3))
        _ = try test.store.decide(number, Decision(.erase, why: "x"), by: TestStore.owner, at: TestStore.time(4))
        let left = try test.store.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM effects WHERE key NOT NULL OR content NOT NULL")
        }
        #expect(left == 0)
    }

    @Test("a case's reference in logs is no case number and leads back to it")
    func reference() throws {
        let test = try TestStore()
        let number = try test.claimed(.mail())
        let reference = try test.store.reference(of: number)
        #expect(reference.count == 16 && !reference.contains(number.description))
        #expect(try test.store.caseNumber(ofReference: reference) == number)
        #expect(try test.store.caseNumber(ofReference: "0000000000000000") == nil)
        #expect(try TestStore().store.reference(of: number) != reference)
    }
}
