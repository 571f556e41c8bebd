import Foundation
import Testing

@Suite("audit verify and checkpoint") struct AuditTests {
    let scratch: Scratch
    let inward = Tool()
    let store: String
    /// Records of the trail: one for the store, one for each case.
    static let records = 15

    init() throws {
        scratch = try Scratch()
        store = scratch("store")
        let mails = (1..<Self.records).map { Mails.mail(Mails.health, id: "<\($0)@sender.example>") }
        let path = try scratch.write("box.mbox", Mails.mbox(mails))
        #expect(try inward("scan", "--queue", "--store", store, path).status == 1)
    }

    private func verify(_ arguments: String...) throws -> Outcome {
        try inward.run(["audit", "verify", "--store", store] + arguments)
    }

    private func checkpoint() throws -> String {
        try scratch.write("checkpoint.json", try inward("audit", "checkpoint", "--store", store).output)
    }

    /// Changes the database behind the program's back; false where there is no `sqlite3`.
    private func change(_ sql: String, test: String = #function) throws -> Bool {
        guard try inward.shell("command -v sqlite3").status == 0 else {
            print("not run: \(test): there is no program sqlite3")
            return false
        }
        let outcome = try inward.shell("sqlite3 '\(store)/inward.sqlite' \"\(sql)\"")
        #expect(outcome.status == 0)
        return true
    }

    @Test("a trail that was not touched passes, and says how far its proof reaches")
    func fresh() throws {
        let outcome = try verify()
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(
            outcome.text
                == "records 1 to 15 are one chain; whether later ones were cut off only a checkpoint can tell\n")
        let path = try checkpoint()
        #expect(
            try verify("--checkpoint", path).text
                == "records 1 to 15 are one chain; the checkpoint proves that none up to 15 was cut off\n")
        let number = try #require(try CaseList(inward, store).numbers.first)
        _ = try inward("case", "claim", number, "--store", store)
        let later = try verify("--checkpoint", path)
        #expect(later.status == 0)
        #expect(later.text == "records 1 to 16 are one chain; the checkpoint proves that none up to 15 was cut off\n")
    }

    @Test(
        "names a record of which one byte was changed",
        arguments: [
            "codes = 'Scan'", "actor = 'inwars'", "time = time + 1", "event = event || 's'", "case_number = '0000000'",
        ])
    func changed(column: String) throws {
        guard try change("UPDATE audit SET \(column) WHERE number = 7") else { return }
        expectFault(try verify(), "inward: record 7 was changed\n")
    }

    @Test("names the last record too")
    func changedLast() throws {
        guard try change("UPDATE audit SET codes = 'scam' WHERE number = 15") else { return }
        expectFault(try verify(), "inward: record 15 was changed\n")
    }

    @Test("names a record that was removed, the first too", arguments: [1, 7])
    func removed(number: Int) throws {
        guard try change("DELETE FROM audit WHERE number = \(number)") else { return }
        expectFault(try verify(), "inward: record \(number) was removed\n")
    }

    @Test("names two that changed places")
    func swapped() throws {
        let sql =
            "UPDATE audit SET number = -1 WHERE number = 4; UPDATE audit SET number = 4 WHERE number = 9; UPDATE audit SET number = 9 WHERE number = -1"
        guard try change(sql) else { return }
        let found = try verify()
        expectFault(
            found,
            "inward: record 9 was moved: it stands as record 4\ninward: record 4 was moved: it stands as record 9\n")
    }

    @Test("finds with a checkpoint that the last ten were cut off; without one it says how far the proof reaches")
    func cutOff() throws {
        let path = try checkpoint()
        guard try change("DELETE FROM audit WHERE number > 5") else { return }
        let blind = try verify()
        #expect(
            blind.text == "records 1 to 5 are one chain; whether later ones were cut off only a checkpoint can tell\n")
        expectFault(
            try verify("--checkpoint", path), "inward: records 6 to 15 were cut off: the checkpoint reaches to 15\n")
    }

    @Test("names a record of which the sealed pieces were changed or removed")
    func sealedPieces() throws {
        guard
            try change(
                "UPDATE pieces SET content = zeroblob(length(content)) WHERE rowid = (SELECT min(rowid) FROM pieces)")
        else { return }
        let outcome = try verify()
        #expect(outcome.status == 1)
        #expect(outcome.errorText == "inward: what is sealed beside record 2 was changed or removed\n")
    }

    @Test("a checkpoint of another store, or one that was changed, proves nothing")
    func foreignCheckpoint() throws {
        let path = try checkpoint()
        #expect(try inward("init", "--store", scratch("other")).status == 0)
        let foreign = try scratch.write(
            "foreign.json", try inward("audit", "checkpoint", "--store", scratch("other")).output)
        expectFault(try verify("--checkpoint", foreign), "inward: the checkpoint is not signed by this store's key\n")
        let text = String(decoding: try scratch.read("checkpoint.json"), as: UTF8.self)
        let changed = try scratch.write("changed.json", text.replacing("\"number\" : 15", with: "\"number\" : 14"))
        expectFault(try verify("--checkpoint", changed), "inward: the checkpoint is not signed by this store's key\n")
        for broken in [scratch("none.json"), try scratch.write("broken.json", "{")] {
            let outcome = try verify("--checkpoint", broken)
            #expect(outcome.status != 0)
            #expect(outcome.errorText.contains(broken))
        }
        #expect(try verify("--checkpoint", path).status == 0)
    }

    /// The fault is named, the status is 1, and nothing says that all is well.
    private func expectFault(_ outcome: Outcome, _ errors: String, at location: SourceLocation = #_sourceLocation) {
        #expect(outcome.status == 1, sourceLocation: location)
        #expect(outcome.errorText == errors, sourceLocation: location)
        #expect(!outcome.text.contains("are one chain"), sourceLocation: location)
        #expect(!outcome.text.contains("proves"), sourceLocation: location)
    }
}
