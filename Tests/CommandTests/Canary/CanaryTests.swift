import Foundation
import Testing

@Suite("masked: a marked word in every place of a message is shown nowhere") struct CanaryTests {
    let scratch: Scratch
    let inward = Tool()
    let paths: [String]

    init() throws {
        scratch = try Scratch()
        paths = [
            try scratch.write("box.mbox", CanaryMails.mbox), try scratch.write("forms.jsonl", CanaryMails.jsonLines),
            try scratch.write("forms.csv", CanaryMails.csv),
        ]
    }

    @Test("in no format of a scan, nor on its standard error", arguments: ["text", "jsonl", "csv", "sarif"])
    func scan(format: String) throws {
        let outcome = try inward.run(["scan", "--all", "--progress", "always", "--format", format] + paths)
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("[health]"))
        expectNoCanary(outcome)
        let pseudonymous = try inward.run(
            ["scan", "--all", "--pseudonyms", "--store", scratch("none"), "--format", format] + paths)
        expectNoCanary(pseudonymous)
    }

    @Test("every mail and form has a record, and most a finding; revealed, the word is there")
    func isATest() throws {
        let outcome = try inward.run(["scan", "--all"] + paths)
        let records = try Records.read(outcome)
        let mails = records.filter { $0["kind"] as? String == "email" }
        #expect(mails.count == CanaryMails.mails.count)
        #expect(mails.count { ($0["findings"] as? [Any])?.isEmpty == false } > CanaryMails.mails.count * 3 / 4)
        #expect(records.count { $0["kind"] as? String == "form" && ($0["findings"] as? [Any])?.isEmpty == false } >= 6)
        #expect(holdsCanary(try inward.run(["scan", "--all", "--reveal"] + paths).output))
    }

    @Test("with the shipped rules neither")
    func shippedRules() throws {
        var inward = inward
        inward.environment["INWARD_PATTERNS"] = Repository.shippedPatterns
        let arguments = ["scan", "--all", "--format", "jsonl", "--prevalence", "0.5", "--min-confidence", "0.05"]
        let outcome = try inward.run(arguments + paths)
        #expect(outcome.status == 1)
        expectNoCanary(outcome)
    }

    @Test("each mail alone: in no record, and in nothing that filter says")
    func eachAlone() throws {
        for mail in CanaryMails.mails {
            let outcome = try inward("scan", "--all", "--input", "eml", "-", input: Array(mail.utf8))
            expectNoCanary(outcome)
        }
        for mail in CanaryMails.mails.enumerated().filter({ $0.offset % 4 == 0 }).map(\.element) {
            let filtered = try inward("filter", "--recipient", "desk@office.example", input: Array(mail.utf8))
            #expect(filtered.status == 0)
            #expect(!holdsCanary(filtered.errors))
        }
    }

    @Test("in no progress line")
    func progress() throws {
        let line =
            "{ cat '\(paths[0])'; sleep 1.2; cat '\(paths[0])'; } | \"$INWARD\" scan --progress always --input mbox -"
        let outcome = try inward.shell(line)
        #expect(outcome.errorText.contains("messages"))
        expectNoCanary(outcome)
    }

    @Test("in no list of cases, and in no case before its sentences are asked for")
    func cases() throws {
        let store = scratch("store")
        let scanned = try inward.run(["scan", "--queue", "--format", "text", "--store", store] + paths)
        expectNoCanary(scanned)
        let numbers = try CaseList(inward, store).numbers
        // Mails that say the same are one case.
        #expect(numbers.count > CanaryMails.mails.count / 3)
        for words in [["queue", "list"], ["queue", "next"], ["audit", "verify"], ["audit", "checkpoint"]] {
            expectNoCanary(try inward.run(words + ["--store", store]))
        }
        for (index, number) in numbers.enumerated() {
            let depth = index % 2 == 0 ? "snippet" : "metadata"
            let shown = try inward("case", "show", number, "--depth", depth, "--reason", "duty", "--store", store)
            #expect(shown.status == 0)
            expectNoCanary(shown)
        }
        expectNoCanaryInFiles()
    }

    @Test("in no file of a store that filter writes")
    func vault() throws {
        var taken = 0
        for mail in CanaryMails.mails.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
            let arguments = [
                "filter", "--on-quarantine", "vault", "--store", scratch("store"), "--recipient", "desk@office.example",
            ]
            let outcome = try inward.run(arguments, input: Array(mail.utf8))
            if outcome.status == 99 { taken += 1 }
            #expect(!holdsCanary(outcome.errors))
        }
        #expect(taken > 5)
        expectNoCanaryInFiles()
    }

    @Test("a failing scan or filter quotes nothing")
    func errors() throws {
        let file = try scratch.write("file", "x")
        expectNoCanary(try inward.run(["scan", "--queue", "--store", file + "/store"] + paths))
        let mail = Array(CanaryMails.mails[0].utf8)
        let failed = try inward("filter", "--on-quarantine", "vault", "--store", file + "/store", input: mail)
        #expect(failed.status == 75)
        expectNoCanary(failed)
    }

    private func holdsCanary(_ bytes: [UInt8]) -> Bool {
        let lower = Data(bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
        return lower.range(of: Data(CanaryMails.word.utf8)) != nil
    }

    /// Names the first lines that have it, so that a failure can be followed; the word is ours.
    private func expectNoCanary(_ outcome: Outcome, at location: SourceLocation = #_sourceLocation) {
        let lines = (outcome.lines + outcome.errorText.split(separator: "\n").map(String.init)).filter {
            holdsCanary(Array($0.utf8))
        }
        #expect(lines.prefix(2) == [], sourceLocation: location)
    }

    private func expectNoCanaryInFiles(at location: SourceLocation = #_sourceLocation) {
        let files = scratch.everyFile().filter { $0.key.hasPrefix("store/") }
        #expect(files["store/inward.sqlite"]?.isEmpty == false, sourceLocation: location)
        #expect(
            files.filter { holdsCanary($0.value) || holdsCanary(Array($0.key.utf8)) }.keys.sorted() == [],
            sourceLocation: location)
    }
}
