import Testing

@Suite("scan: text for people") struct ScanTextTests {
    let scratch: Scratch
    let inward = Tool()

    init() throws { scratch = try Scratch() }

    @Test("ends with one screen that counts mails, kinds, senders and cases")
    func closingScreen() throws {
        let bodies = [Mails.health, Mails.union, Mails.plain, "My wife has asthma and I know it."]
        let path = try scratch.write("box.mbox", Mails.mbox(bodies.map { Mails.mail($0) }))
        let text = try inward("scan", "--format", "text", path).text
        #expect(text.contains("4 messages read"))
        #expect(text.contains("3 (75.0%) look sensitive"))
        #expect(text.contains("2  health\n") && text.contains("1  union\n"))
        #expect(text.contains("2 (50.0%) would be held by the policy: about 4 minutes of reading"))
    }

    @Test("no colour into a pipe, whatever NO_COLOR says", arguments: [nil, "1"])
    func noColour(setting: String?) throws {
        var inward = inward
        inward.environment["NO_COLOR"] = setting
        inward.environment["TERM"] = "xterm-256color"
        let outcome = try inward("scan", "--format", "text", "-", input: Mails.bytes(Mails.health))
        #expect(!outcome.output.contains(0x1B) && !outcome.errors.contains(0x1B))
    }

    @Test("colour on a terminal, none with NO_COLOR")
    func terminal() throws {
        let path = try scratch.write("a.eml", Mails.bytes(Mails.health))
        guard try inward.shell("command -v script").status == 0 else {
            return print("not run: colour on a terminal: there is no program script")
        }
        let line = "script -qec \"'$INWARD' scan '\(path)'\" /dev/null </dev/null"
        let coloured = try inward.shell("TERM=xterm \(line)")
        #expect(coloured.text.contains("\u{1B}[1m"))
        #expect(coloured.text.contains("look sensitive"))
        let plain = try inward.shell("TERM=xterm NO_COLOR=1 \(line)")
        #expect(!plain.text.contains("\u{1B}[1m"))
        #expect(plain.text.contains("look sensitive"))
    }

    @Test("a control character in an address does not reach the reader")
    func controlCharacters() throws {
        let mail = Mails.mail(Mails.health, from: "\"x\u{1B}[2J\" <a\u{1B}[31mb\u{9B}1m@sender.example>")
        for format in ["text", "jsonl", "csv", "sarif"] {
            let outcome = try inward("scan", "--format", format, "-", input: Array(mail.utf8))
            #expect(!outcome.output.contains(0x1B))
            if format == "text" { #expect(!outcome.text.unicodeScalars.contains("\u{9B}")) }
        }
    }

    @Test("--pseudonyms shows the same address alike, and no address")
    func pseudonyms() throws {
        let mails = [
            Mails.mail(Mails.health), Mails.mail(Mails.union, from: "ANN@sender.example", to: "bo@office.example"),
        ]
        let path = try scratch.write("box.mbox", Mails.mbox(mails))
        #expect(try inward("init", "--store", scratch("store")).status == 0)
        let outcome = try inward("scan", "--pseudonyms", "--store", scratch("store"), path)
        let from = try Records.member("from", of: outcome)
        #expect(from.count == 2 && from[0] == from[1] && from[0].hasPrefix("person-"))
        #expect(!outcome.text.contains("@sender.example\",\"to") && !outcome.text.contains("@office.example"))
        let again = try inward("scan", "--pseudonyms", "--store", scratch("store"), path)
        #expect(again.output == outcome.output)
    }
}
