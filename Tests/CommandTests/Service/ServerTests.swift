import Foundation
import Testing

/// The same commands, with a service in between.
@Suite("Commands through a service")
struct ServerTests {
    private let scratch: Scratch
    private let folder: String

    init() throws {
        scratch = try Scratch()
        folder = "/tmp/inward-server-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let made = try Tool()("init", "--demo", "--store", folder + "/store")
        guard made.status == 0 else { throw CocoaError(.fileWriteUnknown) }
        try write("hook.token", "token-of-a-host-that-hands-over")
        try FileManager.default.createDirectory(atPath: folder + "/releases", withIntermediateDirectories: true)
        try write(
            "inward.yaml",
            """
            listen: unix:\(folder)/socket
            store: \(folder)/store
            patterns: \(Repository.patterns)
            releases: \(folder)/releases
            hooks: {mx: {token-file: \(folder)/hook.token}}
            """)
    }

    private func write(_ name: String, _ text: String) throws {
        let made = FileManager.default.createFile(
            atPath: "\(folder)/\(name)", contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard made else { throw CocoaError(.fileWriteUnknown) }
    }

    /// The program as one of the demo's people runs it, against the service.
    private func tool(_ who: String) throws -> Tool {
        let file = who == "mx" ? folder + "/hook.token" : "\(folder)/store.\(who)"
        var tool = Tool()
        tool.environment["INWARD_SERVER"] = "unix:\(folder)/socket"
        tool.environment["INWARD_TOKEN"] = try String(contentsOfFile: file, encoding: .utf8)
            .trimmingCharacters(in: .newlines)
        return tool
    }

    private func serving(_ body: () async throws -> Void) async throws {
        let server = try Tool().start(["serve", "--config", folder + "/inward.yaml"])
        defer {
            server.terminate()
            let end = server.finish()
            #expect(end.status == 0, "\(end.errorText)")
            try? FileManager.default.removeItem(atPath: folder)
        }
        for _ in 0..<500 where !FileManager.default.fileExists(atPath: folder + "/socket") {
            try await Task.sleep(for: .milliseconds(10))
        }
        try await body()
    }

    @Test("a message that was handed over is listed, claimed, looked at, judged and released by the same commands")
    func wholePath() async throws {
        try await serving {
            let mail = "From: ann@client.example\r\nTo: desk@office.example\r\nSubject: x\r\n\r\nI have epilepsy.\r\n"
            let filtered = try tool("mx").run(
                [
                    "filter", "--on-quarantine", "vault", "--sender", "ann@client.example", "--recipient",
                    "desk@office.example",
                ],
                input: Array(mail.utf8))
            #expect(filtered.status == 99, "\(filtered.errorText)")
            let listed = try tool("reviewer")("queue", "list")
            #expect(listed.status == 0 && listed.text.contains("people"), "\(listed.errorText)")
            let claimed = try tool("reviewer")("queue", "claim", "1")
            let number = try #require(claimed.text.split(separator: " ").first.map(String.init), "\(claimed.errorText)")
            for depth in ["metadata", "snippet"] {
                let shown = try tool("reviewer")("case", "show", number, "--depth", depth, "--reason", "misdirected")
                #expect(shown.status == 0 && shown.text.contains("health"), "\(shown.errorText)")
                #expect(!shown.text.contains("epilepsy"))
            }
            let judged = try tool("reviewer")("case", "verdict", number, "1", "right")
            #expect(judged.status == 0, "\(judged.errorText)")
            let outside = try tool("reviewer")(
                "case", "decide", number, "release", "--why", "not-needed", "--to", "/tmp/elsewhere.eml")
            #expect(outside.status != 0)
            let decided = try tool("reviewer")(
                "case", "decide", number, "release", "--why", "not-needed", "--to", "out.eml")
            #expect(decided.status == 0, "\(decided.errorText)")
            let written = FileManager.default.contents(atPath: folder + "/releases/out.eml")
            #expect(written == Data(mail.utf8))
            let verified = try tool("auditor")("audit", "verify")
            #expect(verified.status == 0, "\(verified.errorText)")
        }
    }

    @Test("an exported trail is proved elsewhere; what one may not do is refused with the reason")
    func trail() async throws {
        try await serving {
            let exported = try tool("auditor")("audit", "export")
            #expect(exported.status == 0 && exported.lines.count > 5)
            let proved = try Tool().run(["audit", "verify", "--export", "-"], input: exported.output)
            #expect(proved.status == 0, "\(proved.errorText)")
            let refused = try tool("reviewer")("audit", "export")
            #expect(refused.status != 0)
            #expect(refused.errorText.contains("your roles are: reviewer"))
        }
    }

    @Test("without a token the service is not asked; a service that is away is named")
    func noToken() async throws {
        var nobody = Tool()
        nobody.environment["INWARD_SERVER"] = "unix:\(folder)/socket"
        let asked = try nobody("queue", "list")
        #expect(asked.status != 0 && asked.errorText.contains("INWARD_TOKEN"))
        nobody.environment["INWARD_TOKEN"] = "x"
        let away = try nobody("queue", "list")
        #expect(away.status != 0 && away.errorText.contains("does not answer"))
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test("config check names mistakes of both files with their lines, and levels that too few people hold")
    func configCheck() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let good = try Tool()("config", "check", "--config", folder + "/inward.yaml")
        #expect(good.status == 0, "\(good.errorText)")
        try write("bad.yaml", "listen: 8080\nstores: /x\n")
        try write("policy.yaml", "version: 1\nmode: perhaps\n")
        let bad = try Tool()(
            "config", "check", "--config", folder + "/bad.yaml", "--policy", folder + "/policy.yaml")
        #expect(bad.status == 1)
        for words in ["bad.yaml:1: listen", "bad.yaml:2: ", "did you mean 'store'", "policy.yaml:2: mode"] {
            #expect(bad.errorText.contains(words), "\(bad.errorText)")
        }
    }
}
