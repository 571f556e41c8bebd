import Foundation
import Testing

@Suite("filter: when something fails, the mail system keeps the message") struct FilterFailureTests {
    let scratch: Scratch
    let inward = Tool()
    let mail = Mails.bytes(Mails.health)

    init() throws { scratch = try Scratch() }

    @Test("no message is 65")
    func noMessage() throws {
        let outcome = try inward("filter")
        #expect(outcome.status == 65)
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.isEmpty)
    }

    @Test("a policy or a pack that can't be read is 75, with nothing on standard output")
    func brokenSettings() throws {
        let broken = try scratch.write("broken.yaml", "version: 1\nrules: [\n")
        let unknown = try scratch.write("unknown.yaml", "schema: 1\nversion: 1\nfoo: bar\n")
        for arguments in [
            ["--policy", broken], ["--policy", unknown], ["--policy", scratch("none")],
            ["--patterns", scratch("none")],
        ] {
            expectTemporaryFailure(try inward.run(["filter"] + arguments, input: mail))
        }
    }

    @Test("a store that can't be written is 75, with nothing on standard output")
    func brokenStore() throws {
        let file = try scratch.write("file", "x")
        try scratch.write("garbage/inward.sqlite", [UInt8](repeating: 0x55, count: 8192))
        #expect(try inward("init", "--store", scratch("open")).status == 0)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: scratch("open/keys/digest.secret"))
        for store in [file + "/store", scratch("garbage"), scratch("open")] {
            let arguments = ["filter", "--on-quarantine", "vault", "--store", store]
            expectTemporaryFailure(try inward.run(arguments, input: mail))
        }
    }

    @Test("a reader that goes away is 75")
    func closedOutput() throws {
        let large = Mails.bytes(String(repeating: Mails.plain + "\n", count: 20_000))
        let line = "{ \"$INWARD\" filter; echo $? >'\(scratch("status"))'; } | head -c 10 >/dev/null"
        _ = try inward.shell(line, input: large)
        #expect(String(decoding: try scratch.read("status"), as: UTF8.self) == "75\n")
    }

    @Test("a wrong flag is 64, with nothing on standard output")
    func wrongFlag() throws {
        let outcome = try inward("filter", "--on-quarantine", "elsewhere", input: mail)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
    }

    private func expectTemporaryFailure(_ outcome: Outcome) {
        #expect(outcome.status == 75)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorText.hasPrefix("inward filter: "))
        #expect(outcome.errorText.split(separator: "\n").count == 1)
    }
}
