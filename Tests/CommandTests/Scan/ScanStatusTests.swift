import Foundation
import Testing

@Suite("scan: status and choice") struct ScanStatusTests {
    let scratch: Scratch
    let inward = Tool()
    let path: String

    init() throws {
        scratch = try Scratch()
        let mails = [Mails.plain, Mails.health, Mails.union, Mails.health + " " + Mails.union]
        path = try scratch.write("box.mbox", Mails.mbox(mails.map { Mails.mail($0) }))
    }

    @Test("1 where something is flagged, 0 where nothing is")
    func status() throws {
        #expect(try inward("scan", path).status == 1)
        let plain = try scratch.write("plain.eml", Mails.bytes(Mails.plain))
        #expect(try inward("scan", plain).status == 0)
        #expect(try inward("scan", "--all", plain).status == 0)
    }

    @Test("2 beats 1, in whatever order the paths come")
    func worst() throws {
        #expect(try inward("scan", scratch("none"), path).status == 2)
        #expect(try inward("scan", path, scratch("none")).status == 2)
    }

    @Test("only flagged messages have a record; with --all every one has")
    func all() throws {
        #expect(try Records.member("index", of: try inward("scan", path)) == ["1", "2", "3"])
        #expect(try Records.member("index", of: try inward("scan", "--all", path)) == ["0", "1", "2", "3"])
    }

    @Test("--categories leaves the others out of records, status and disposition")
    func categories() throws {
        let outcome = try inward("scan", "--categories", "union", path)
        let records = try Records.read(outcome)
        #expect(records.compactMap { $0["index"] as? Int } == [2, 3])
        #expect(records.allSatisfy { ($0["categories"] as? [String: Double])?.keys.sorted() == ["union"] })
        #expect(try Records.member("disposition", of: outcome) == ["tag", "tag"])
        let none = try inward("scan", "--categories", "politics,genetic", path)
        #expect(none.status == 0)
        #expect(none.output.isEmpty)
        let both = try inward("scan", "--categories", "union, health", path)
        #expect(try Records.member("index", of: both) == ["1", "2", "3"])
    }

    @Test("--min-confidence leaves out findings below, and keeps those at it")
    func minimum() throws {
        let union = try scratch.write("union.eml", Mails.bytes(Mails.union))
        let findings = try Records.read(try inward("scan", union)).first?["findings"] as? [[String: Any]]
        let confidence = try #require(findings?.first?["confidence"] as? Double)
        #expect(try inward("scan", "--min-confidence", "\(confidence - 0.01)", union).status == 1)
        #expect(try inward("scan", "--min-confidence", "\(confidence + 0.01)", union).status == 0)
    }

    @Test("--prevalence moves confidence, and never which text is looked at")
    func prevalence() throws {
        func confidences(_ share: String) throws -> [Double] {
            let outcome = try inward("scan", "--min-confidence", "0", "--prevalence", share, path)
            return try Records.read(outcome).flatMap { $0["findings"] as? [[String: Any]] ?? [] }
                .compactMap { $0["confidence"] as? Double }
        }
        let (rare, common) = (try confidences("0.001"), try confidences("0.5"))
        #expect(rare.count == 4)
        #expect(zip(rare, common).allSatisfy { $0 < $1 })
    }

    @Test(
        "a value that can't be is refused with 64 and the name of its flag",
        arguments: [
            ("--categories", "helth"), ("--categories", ""), ("--categories", "health,,unions"),
            ("--min-confidence", "2"),
            ("--min-confidence", "high"), ("--prevalence", "0"), ("--prevalence", "1"), ("--jobs", "0"),
            ("--jobs", "x"),
            ("--format", "xml"), ("--input", "zip"), ("--progress", "sometimes"),
        ])
    func badValues(flag: String, value: String) throws {
        let outcome = try inward("scan", flag, value, path)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorText.split(separator: "\n").first?.contains(flag) == true)
    }

    @Test("a scan that can't begin is 2, not 1, and says why in one line")
    func cannotBegin() throws {
        let broken = try scratch.write("broken.yaml", "version: 1\nrules: [\n")
        let file = try scratch.write("file", "x")
        let attempts = [
            ["--policy", scratch("none.yaml")], ["--policy", broken], ["--patterns", scratch("none")],
            ["--queue", "--store", file + "/store"],
        ]
        for arguments in attempts {
            let outcome = try inward.run(["scan"] + arguments + [path])
            #expect(outcome.status == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errorText.hasPrefix("inward: "))
            #expect(outcome.errorText.split(separator: "\n").count == 1)
        }
    }

    @Test("records that can't be written are 2, and so is a filter's message 75")
    func fullDisk() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else {
            return print("not run: records that can't be written are 2: there is no /dev/full")
        }
        let scan = try inward.shell("\"$INWARD\" scan '\(path)' >/dev/full")
        #expect(scan.status == 2)
        #expect(scan.errorText == "inward: standard output cannot be written: No space left on device\n")
        #expect(try inward.shell("\"$INWARD\" filter >/dev/full", input: Mails.bytes(Mails.plain)).status == 75)
    }

    @Test("a protected message has a record that says nothing but where it stands")
    func protected() throws {
        let mails = [Mails.mail(Mails.health, to: "dpo@office.example"), Mails.mail(Mails.criminal)]
        let box = try scratch.write("protected.mbox", Mails.mbox(mails))
        #expect(try Records.member("index", of: try inward("scan", box)) == ["1"])
        let record = try #require(try Records.read(try inward("scan", "--all", box)).first)
        #expect(record["disposition"] as? String == "accept")
        #expect(record["bytes"] as? Int == mails[0].utf8.count)
        for name in ["message_id", "date", "from", "subject", "language", "unscannable"] {
            #expect(record[name] is NSNull)
        }
        for name in ["to", "findings", "flags", "problems"] { #expect((record[name] as? [Any])?.isEmpty == true) }
        #expect((record["categories"] as? [String: Any])?.isEmpty == true)
    }
}
