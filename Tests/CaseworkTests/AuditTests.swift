import Foundation
import GRDB
import Testing
import Vault

@testable import Casework

@Suite("The audit trail")
struct AuditTests {
    let test: TestStore
    let number: CaseNumber

    /// A trail of nine records: one without a case, a commitment to pieces, a commitment to a text.
    init() throws {
        test = try TestStore()
        let store = test.store
        number = try test.claimed(.mail(.filter))
        for depth in Depth.allCases {
            _ = try store.show(
                number, depth: depth, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(5))
        }
        _ = try store.decide(
            number,
            Decision(.release, why: "not-needed", text: "a note", destination: test.scratch.path + "/out"),
            by: TestStore.owner, at: TestStore.time(6))
    }

    /// Changes the database behind the store's back.
    private func tamper(_ sql: String, _ arguments: StatementArguments = []) throws {
        try test.store.write { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try database.execute(sql: sql, arguments: arguments)
            #expect(database.changesCount > 0)
        }
    }

    private func faults(_ checkpoint: Checkpoint? = nil) throws -> [AuditReport.Fault] {
        try test.store.verifyAudit(against: checkpoint).faults
    }

    @Test("as it was written has no fault, and says how far the proof reaches")
    func whole() throws {
        let report = try test.store.verifyAudit(against: nil)
        #expect(report.isWhole && report.count == 9 && report.proven == 0)
        #expect(
            report.reach == "records 1 to 9 are one chain; whether later ones were cut off only a checkpoint can tell")
        let checkpoint = try test.store.checkpoint(at: TestStore.time(7))
        _ = try test.store.take(.mail(), at: TestStore.time(8))
        let proven = try test.store.verifyAudit(against: checkpoint)
        #expect(proven.isWhole && proven.count == 10 && proven.proven == 9)
        #expect(
            proven.reach == "records 1 to 10 are one chain; the checkpoint proves that none up to 9 was cut off")
    }

    @Test(
        "a change in any column is named",
        arguments: [
            "time = time + 1", "actor = actor || 'x'", "actor = ''", "event = 'looked '", "case_number = '0000000'",
            "case_number = NULL", "codes = 'metadata duty '", "codes = codes || ' '", "commitment = x'00'",
            "commitment = x'0000000000000000000000000000000000000000000000000000000000000000'",
            "previous = x'00'", "hash = x'00'", "hash = zeroblob(32)", "previous = zeroblob(32)",
        ])
    func changed(set: String) throws {
        for record in 2...8 {
            let test = try AuditTests()
            try test.tamper("UPDATE audit SET \(set) WHERE number = ?", [record])
            #expect(try test.faults().contains(.changed(record)), "record \(record)")
        }
    }

    @Test("the first and the last record are named too")
    func ends() throws {
        for record in [1, 9] {
            let test = try AuditTests()
            try test.tamper("UPDATE audit SET time = time - 1 WHERE number = ?", [record])
            #expect(try test.faults() == [.changed(record)])
        }
    }

    @Test("one bit changed in any byte of any column is named")
    func bits() throws {
        for column in ["actor", "event", "case_number", "codes", "commitment", "previous", "hash"] {
            let test = try AuditTests()
            let record = 8
            let value = try #require(
                try test.test.store.read {
                    try DatabaseValue.fetchOne(
                        $0, sql: "SELECT \(column) FROM audit WHERE number = ?", arguments: [record])
                })
            let bytes = Array(
                try #require(String.fromDatabaseValue(value)?.data(using: .utf8) ?? Data.fromDatabaseValue(value)))
            for position in bytes.indices {
                var changed = bytes
                changed[position] ^= 1
                let isText = String.fromDatabaseValue(value) != nil
                let new: DatabaseValue =
                    isText
                    ? String(decoding: changed, as: UTF8.self).databaseValue : Data(changed).databaseValue
                try test.tamper("UPDATE audit SET \(column) = ? WHERE number = ?", [new, record])
                #expect(try test.faults().contains(.changed(record)), "\(column) \(position)")
            }
            try test.tamper("UPDATE audit SET \(column) = ? WHERE number = ?", [value, record])
            #expect(try test.faults() == [])
        }
    }

    @Test("a change with its hash made anew is named by the record after it")
    func rehashed() throws {
        var record = try #require(try test.store.audit(from: 4, limit: 1).first)
        record.actor = "nobody"
        try tamper(
            "UPDATE audit SET actor = 'nobody', hash = ? WHERE number = 4", [Data(record.computedHash)])
        #expect(try faults() == [.changed(4)])
    }

    @Test("a removed record is named, alone or with others, at the start too")
    func removed() throws {
        try tamper("DELETE FROM audit WHERE number IN (3, 6, 7)")
        #expect(try faults() == [.removed(3), .removed(6)])
        try tamper("DELETE FROM audit WHERE number = 1")
        #expect(try faults().first == .removed(1))
    }

    @Test("a removed record is found where those after it were numbered anew")
    func renumbered() throws {
        try tamper("DELETE FROM audit WHERE number = 4")
        for record in 5...9 { try tamper("UPDATE audit SET number = number - 1 WHERE number = ?", [record]) }
        #expect(try faults() == [.removed(4)])
    }

    @Test("swapped records are named where they stand")
    func swapped() throws {
        for (from, to) in [(4, 100), (6, 4), (100, 6)] {
            try tamper("UPDATE audit SET number = ? WHERE number = ?", [to, from])
        }
        #expect(try faults() == [.moved(at: 4, was: 6), .moved(at: 6, was: 4)])
    }

    @Test("a record put in between is named, and those numbered on after it")
    func inserted() throws {
        for record in stride(from: 9, through: 5, by: -1) {
            try tamper("UPDATE audit SET number = number + 1 WHERE number = ?", [record])
        }
        try tamper(
            "INSERT INTO audit SELECT 5, time, 'nobody', event, case_number, codes, commitment, previous, hash FROM audit WHERE number = 4"
        )
        let faults = try faults()
        #expect(faults.first == .changed(5))
        let moved = (6...10).map { AuditReport.Fault.moved(at: $0, was: $0 - 1) }
        #expect(Array(faults.dropFirst()) == moved)
    }

    @Test(
        "records under numbers that nobody gives are named, and cost no time",
        arguments: [Int.max, Int.max - 1, 1 << 40, 0, -1, Int.min])
    func strange(number: Int) throws {
        try tamper("UPDATE audit SET number = ? WHERE number = 9", [number])
        #expect(try faults().contains(number == 1 << 40 ? .moved(at: number, was: 9) : .changed(number)))
        if number == Int.max {
            #expect(throws: CaseworkError.damaged(what: "the audit trail's last number")) {
                try test.store.take(.mail(), at: TestStore.time(8))
            }
        }
        // With a hash that is right under the strange number it is the ones before that are missing.
        var record = try #require(try test.store.audit(from: 8, limit: 1).first)
        record.number = number
        try tamper(
            "UPDATE audit SET number = ?, hash = ? WHERE number = 8",
            [number == .max ? .max - 1 : number == 0 ? -7 : number + 1, Data(record.computedHash)])
        #expect(try !self.faults().isEmpty)
    }

    @Test("one bit changed in a record in the file itself is named")
    func file() throws {
        let scratch = try ScratchFolder()
        let folder = StoreFolder(path: scratch.path + "/store")
        do {
            let store = try SQLiteCaseStore(folder: folder, creating: true, holder: "x", at: TestStore.time(0))
            guard case .opened(let number) = try store.take(.mail(), at: TestStore.time(1)) else {
                throw TestStore.NotOpened()
            }
            _ = try store.show(
                number, depth: .snippet, reason: .continuity, names: false, by: TestStore.owner, at: TestStore.time(2))
            _ = try store.show(
                number, depth: .metadata, reason: .duty, names: false, by: TestStore.owner, at: TestStore.time(3))
            try store.writeOutside { _ = try $0.checkpoint(.truncate) }
        }
        let path = URL(filePath: folder.database)
        let whole = try Data(contentsOf: path)
        let place = try #require(whole.firstRange(of: Data("snippet continuity".utf8)))
        for position in place {
            var changed = whole
            changed[position] ^= 0x01
            try changed.write(to: path)
            let store = try SQLiteCaseStore(folder: folder, creating: false, holder: "x", at: TestStore.time(4))
            #expect(try store.verifyAudit(against: nil).faults == [.changed(3)])
        }
    }

    @Test("a cut-off tail is found against a checkpoint and not without one")
    func cutOff() throws {
        let checkpoint = try test.store.checkpoint(at: TestStore.time(7))
        try tamper("DELETE FROM audit WHERE number > 6")
        #expect(try faults() == [])
        #expect(try faults(checkpoint) == [.cutOff(after: 6, checkpoint: 9)])
    }

    @Test("a chain made anew is found against a checkpoint")
    func rewritten() throws {
        let checkpoint = try test.store.checkpoint(at: TestStore.time(7))
        var last: AuditRecord?
        for var record in try test.store.audit(from: 1, limit: 100) {
            if record.number == 5 { record.codes = "metadata duty" }
            let next = record.chained(after: last)
            try tamper(
                "UPDATE audit SET codes = ?, previous = ?, hash = ? WHERE number = ?",
                [next.codes, Data(next.previous), Data(next.hash), next.number])
            last = next
        }
        #expect(try faults() == [])
        #expect(try faults(checkpoint) == [.rewritten(checkpoint: 9)])
    }

    @Test("a checkpoint goes through its file, and is refused changed or signed by another")
    func checkpoints() throws {
        let checkpoint = try test.store.checkpoint(at: TestStore.time(7))
        #expect(try Checkpoint(json: checkpoint.json()) == checkpoint)
        #expect(throws: CaseworkError.self) { try Checkpoint(json: Array("{}".utf8)) }
        for change in [
            { $0.number = 3 }, { $0.hash = String($0.hash.reversed()) }, { $0.time = "2026-05-06T09:00:00Z" },
            { $0.key = "00" }, { $0.signature = "00" }, { $0.version = 2 },
        ] as [(inout Checkpoint) -> Void] {
            var changed = checkpoint
            change(&changed)
            #expect(try faults(changed) == [.badCheckpoint])
        }
        #expect(try TestStore().store.verifyAudit(against: checkpoint).faults == [.badCheckpoint])
        #expect(try faults(checkpoint) == [])
    }

    @Test(
        "what is sealed beside a record is part of it",
        arguments: [
            ("DELETE FROM audit_texts", 8), ("UPDATE audit_texts SET content = zeroblob(length(content))", 8),
            ("UPDATE audit_texts SET key = zeroblob(length(key))", 8), ("UPDATE audit_texts SET content = x''", 8),
            ("UPDATE pieces SET content = zeroblob(length(content)) WHERE purpose = 1", 2),
            ("DELETE FROM pieces WHERE purpose = 3", 2), ("UPDATE pieces SET content = NULL WHERE purpose = 2", 2),
            ("UPDATE pieces SET content = NULL, blob = '00' WHERE purpose = 2", 2),
        ])
    func sealed(sql: String, record: Int) throws {
        try tamper(sql)
        #expect(try faults() == [.sealed(record)])
    }

    @Test("the hash is over a written-down encoding")
    func encoding() {
        let record = AuditRecord(
            number: 2, time: 1_778_025_600, actor: "inward", event: "taken", caseNumber: "7k3m9qx", codes: "scan",
            commitment: nil, previous: AuditRecord.origin, hash: [])
        // Python's hashlib over the encoding in the docstring.
        #expect(Hex.text(record.computedHash) == "3205db4da05455eaba4083b846d25d30775c144613416190b297669118386130")
    }
}
