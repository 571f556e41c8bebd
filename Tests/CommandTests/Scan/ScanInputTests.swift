import Foundation
import Testing

@Suite("scan: what it reads") struct ScanInputTests {
    let scratch: Scratch
    let inward = Tool()

    init() throws { scratch = try Scratch() }

    @Test("a mail on standard input is read, and named -")
    func standardInput() throws {
        let outcome = try inward("scan", "-", input: Mails.bytes(Mails.health))
        #expect(outcome.status == 1)
        #expect(outcome.errors.isEmpty)
        let record = try #require(try Records.read(outcome).first)
        #expect(record["source"] as? String == "-")
        #expect(record["offset"] as? Int == 0)
        #expect(record["bytes"] as? Int == Mails.bytes(Mails.health).count)
        #expect(record["from"] as? String == "ann@sender.example")
        #expect(record["disposition"] as? String == "quarantine")
    }

    @Test("several paths are read in the order given, each with its own positions")
    func severalPaths() throws {
        let second = try scratch.write("b.eml", Mails.bytes(Mails.union))
        let first = try scratch.write("a.mbox", Mails.mbox([Mails.mail(Mails.health), Mails.mail(Mails.plain)]))
        let outcome = try inward("scan", "--all", second, first)
        #expect(try Records.member("source", of: outcome) == [second, first, first])
        #expect(try Records.member("index", of: outcome) == ["0", "0", "1"])
        #expect(try Records.member("disposition", of: outcome) == ["tag", "quarantine", "accept"])
    }

    @Test("an offset is the first byte after the From line")
    func offsets() throws {
        let mails = [Mails.mail(Mails.health), Mails.mail(Mails.plain, id: "<2@sender.example>")]
        let content = Array(Mails.mbox(mails).utf8)
        let path = try scratch.write("two.mbox", content)
        for (record, mail) in zip(try Records.read(try inward("scan", "--all", path)), mails) {
            let offset = try #require(record["offset"] as? Int)
            #expect(content[offset...].starts(with: mail.utf8))
        }
    }

    @Test("a folder is read in the order of its names; hidden files and what is no mail are passed over")
    func folder() throws {
        try scratch.write("box/b.eml", Mails.bytes(Mails.plain))
        try scratch.write("box/a/z.eml", Mails.bytes(Mails.plain))
        try scratch.write("box/.hidden.eml", Mails.bytes(Mails.health))
        try scratch.write("box/picture.bin", [0x89, 0x50, 0, 0, 1, 2, 3, 0])
        let outcome = try inward("scan", "--all", scratch("box"))
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(try Records.member("source", of: outcome) == [scratch("box/a/z.eml"), scratch("box/b.eml")])
    }

    @Test("of a maildir new and cur are read, tmp is not")
    func maildir() throws {
        for name in ["cur/1:2,S", "new/2", "tmp/3"] { try scratch.write("dir/\(name)", Mails.bytes(Mails.health)) }
        let outcome = try inward("scan", scratch("dir"))
        #expect(outcome.status == 1)
        #expect(try Records.member("source", of: outcome) == [scratch("dir/cur/1:2,S"), scratch("dir/new/2")])
    }

    @Test("a compressed mbox is read as its content, offsets too")
    func compressed() throws {
        let path = try scratch.write("box.mbox", Mails.longMbox(10))
        let plain = try Records.read(try inward("scan", "--all", path))
        #expect(try inward.shell("gzip -k '\(path)'").status == 0)
        let packed = try Records.read(try inward("scan", "--all", path + ".gz"))
        #expect(packed.count == 10)
        #expect(packed.map { $0["offset"] as? Int } == plain.map { $0["offset"] as? Int })
        #expect(packed.map { $0["bytes"] as? Int } == plain.map { $0["bytes"] as? Int })
    }

    @Test("a compressed file that ends too early gives what it holds, and status 2")
    func cutCompressed() throws {
        let path = try scratch.write("box.mbox", Mails.longMbox(10))
        #expect(try inward.shell("gzip -c '\(path)' | head -c 200 > '\(path).gz'").status == 0)
        let outcome = try inward("scan", "--all", path + ".gz")
        #expect(outcome.status == 2)
        #expect(try !Records.read(outcome).isEmpty)
        #expect(outcome.errorText.contains("\(path).gz"))
    }

    @Test("a missing file is named, the others are scanned, and the status is 2")
    func missing() throws {
        let path = try scratch.write("a.eml", Mails.bytes(Mails.health))
        let outcome = try inward("scan", scratch("nowhere.eml"), path)
        #expect(outcome.status == 2)
        #expect(outcome.errorText == "inward: \(scratch("nowhere.eml")): no such file or folder\n")
        #expect(try Records.member("source", of: outcome) == [path])
    }

    @Test("a binary file that is named is a warning and 2, in a folder it is passed over")
    func binary() throws {
        let binary = try scratch.write("box/a.bin", (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let named = try inward("scan", binary)
        #expect(named.status == 2)
        #expect(named.output.isEmpty)
        #expect(named.errorText.contains("\(binary): is not text"))
        let inFolder = try inward("scan", "--all", scratch("box"))
        #expect(inFolder.status == 0)
        #expect(inFolder.output.isEmpty && inFolder.errors.isEmpty)
    }

    @Test("an empty file and empty input are 0 and say nothing", arguments: ["jsonl", "csv", "text", "sarif"])
    func empty(format: String) throws {
        let path = try scratch.write("empty.mbox", "")
        for arguments in [[path], ["-"], ["--all", path], ["--queue", "--store", scratch("store"), path]] {
            let outcome = try inward.run(["scan", "--format", format] + arguments)
            #expect(outcome.status == 0)
            #expect(outcome.errors.isEmpty)
            if format == "jsonl" { #expect(outcome.output.isEmpty) }
        }
    }

    @Test("a form export is read by its content, and by its name's ending as CSV")
    func forms() throws {
        let lines =
            #"{"id":"7","from":"ann@sender.example","fields":{"Diet":"gluten free","note":"\#(Mails.plain)"}}"# + "\n"
        let json = try scratch.write("forms.jsonl", lines)
        let csv = try scratch.write("forms.csv", "note,Diet\n\(Mails.plain),gluten free\n")
        let outcome = try inward("scan", json, csv)
        #expect(outcome.status == 1)
        let records = try Records.read(outcome)
        #expect(records.map { $0["kind"] as? String } == ["form", "form"])
        #expect(records.first?["id"] as? String == "7")
        let places = records.map { ($0["findings"] as? [[String: Any]])?.first?["where"] as? String }
        #expect(places == ["field:Diet", "field:Diet"])
    }

    @Test("--input says how a file is read, whatever it looks like")
    func askedFormat() throws {
        let path = try scratch.write("letter.txt", Mails.mbox([Mails.mail(Mails.health), Mails.mail(Mails.health)]))
        #expect(try Records.read(try inward("scan", path)).count == 2)
        #expect(try Records.read(try inward("scan", "--input", "eml", path)).count == 1)
    }
}
