import FaultDisk
import Foundation
import Service
import Testing

/// What the hook answers when it cannot do its work: defined, and nothing lost or let out.
@Suite("milter: when something fails", .serialized, WithPostfix(), .timeLimit(.minutes(5)))
struct HookFailureTests {
    private let scratch: Scratch
    private static let grounds = """
        jurisdiction: home
        jurisdictions: {home: {zone: UTC, hours: "09:00-17:00", basis: a, condition: b, assessment: c, informed: d}}
        """
    private static let holding = """
        version: 1
        mode: enforce
        rules: [{name: facts, when: {category: health}, then: quarantine, why: a team reads it}]

        """ + grounds

    init() throws { scratch = try Scratch() }

    private func start(
        _ postfix: PostfixInstance, _ more: [String] = [], settings: String = "{}",
        environment: [String: String] = [:]
    ) throws -> RunningHook {
        let file = try scratch.write("inward.yaml", settings)
        let own = environment["INWARD_SERVER"] == nil ? ["--store", scratch("store")] : []
        return try RunningHook(
            ["--listen", "unix:\(postfix.socket),mode=0666", "--config", file] + own + more, log: scratch("hook.log"),
            environment: environment)
    }

    private func text(_ mark: String, _ body: String = Mails.health) -> String {
        Mails.mail(body, id: "<\(mark)@sender.example>", ending: "\r\n")
    }

    @Test("a store of one's own that is gone, or whose key others can read: later, and no new store is made")
    func storeGone() throws {
        guard let postfix = PostfixInstance.shared else { return }
        let hook = try start(postfix, settings: "{}")
        let client = try SMTPTalk(port: postfix.port)
        #expect(try client.mail(text("k0"), to: "desk@office.example").hasPrefix("250"))
        let key = scratch("store/keys/digest.secret")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        #expect(try client.mail(text("k1"), to: "desk@office.example").hasPrefix("451 4.3.0"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        #expect(try client.mail(text("k1"), to: "desk@office.example").hasPrefix("250"))
        try FileManager.default.removeItem(atPath: scratch("store"))
        #expect(try client.mail(text("k2"), to: "desk@office.example").hasPrefix("451 4.3.0"))
        #expect(try client.mail(text("k3", Mails.plain), to: "desk@office.example").hasPrefix("250"))
        #expect(!FileManager.default.fileExists(atPath: scratch("store/keys")))
        let lines = try hook.mails(5)
        #expect(lines.map { $0["reason"]?.string } == [nil, "store-away", nil, "store-away", nil])
        try postfix.settle()
        #expect(!postfix.delivered.contains("<k1@") && !postfix.delivered.contains("<k2@"))
        client.end()
        #expect(hook.stop() == 0)
    }

    @Test("the service away: later, taken once when it is back, and after tempfail-for what the policy names")
    func serviceAway() throws {
        guard let postfix = PostfixInstance.shared else { return }
        let folder = "/tmp/inward-hook-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try Tool()("init", "--store", "\(folder)/store").status == 0)
        for name in ["hook.token", "other.token"] {
            _ = FileManager.default.createFile(
                atPath: "\(folder)/\(name)", contents: Data("\(name)-of-a-host-that-hands-over".utf8),
                attributes: [.posixPermissions: 0o600])
        }
        let settings = """
            listen: unix:\(folder)/socket
            store: \(folder)/store
            patterns: \(Repository.patterns)
            hooks: {mx: {token-file: \(folder)/hook.token}}
            """
        try Data(settings.utf8).write(to: URL(fileURLWithPath: "\(folder)/inward.yaml"))
        var server = try serve(folder)
        let policy = try scratch.write("policy.yaml", Self.holding + "\ntempfail-for: 2s\nwhen-away: tag\n")
        let hook = try start(
            postfix, ["--policy", policy, "--token-file", "\(folder)/hook.token"],
            environment: ["INWARD_SERVER": "unix:\(folder)/socket"])
        let client = try SMTPTalk(port: postfix.port)
        #expect(try client.mail(text("w1"), to: "desk@office.example").hasPrefix("250"))

        server.kill()
        _ = server.finish()
        #expect(try client.mail(text("w2"), to: "desk@office.example").hasPrefix("451 4.3.0"))
        server = try serve(folder)
        #expect(try client.mail(text("w2"), to: "desk@office.example").hasPrefix("250"))
        server.kill()
        _ = server.finish()
        var answers: [String] = []
        while answers.last?.hasPrefix("250") != true, answers.count < 200 {
            answers.append(String(try client.mail(text("w3"), to: "desk@office.example").prefix(9)))
            Thread.sleep(forTimeInterval: 0.05)
        }
        #expect(answers.first == "451 4.3.0" && answers.count > 2)
        #expect(postfix.messages(with: "<w3@").first?.contains("\nX-Inward-Disposition: tag\n") == true)
        #expect(!postfix.delivered.contains("<w1@") && !postfix.delivered.contains("<w2@"))
        #expect(hook.mails.last?["reason"]?.string == "when-away")
        client.end()
        #expect(hook.stop() == 0)
        // What says nothing new joins the case in which it was asked: two were held, in one case.
        #expect(try CaseList(Tool(), "\(folder)/store").numbers.count == 1)
        #expect(hook.mails.filter { $0["reference"] != nil }.count == 2)
    }

    private func serve(_ folder: String) throws -> Running {
        try? FileManager.default.removeItem(atPath: "\(folder)/socket")
        let server = try Tool().start(["serve", "--config", "\(folder)/inward.yaml"])
        for _ in 0..<500 where !FileManager.default.fileExists(atPath: "\(folder)/socket") {
            Thread.sleep(forTimeInterval: 0.02)
        }
        return server
    }

    @Test("past its memory mail is told at once to come later")
    func overload() throws {
        guard let postfix = PostfixInstance.shared else { return }
        let hook = try start(postfix, settings: "log: {level: error}\nmilter: {limits: {memory: 300 KiB}}")
        let client = try SMTPTalk(port: postfix.port)
        let large = String(repeating: String(repeating: "x", count: 76) + "\r\n", count: 20_000)
        #expect(try client.mail(text("m1", large), to: "desk@office.example").hasPrefix("451 4.3.2"))
        #expect(try client.mail(text("m2", Mails.plain), to: "desk@office.example").hasPrefix("250"))
        #expect(try hook.mails(2).first?["reason"]?.string == "busy")
        client.end()
        #expect(hook.stop() == 0)
    }

    @Test("what is longer than can be kept is read as far as that: refused where it would be held, delivered else")
    func tooLarge() throws {
        guard let postfix = PostfixInstance.shared else { return }
        let hook = try start(postfix, settings: "milter: {limits: {message: 1 MiB}}")
        let client = try SMTPTalk(port: postfix.port)
        let rest = String(repeating: String(repeating: "x", count: 76) + "\r\n", count: 20_000)
        #expect(
            try client.mail(text("t1", Mails.health + "\r\n" + rest), to: "desk@office.example").hasPrefix("552 5.3.4"))
        #expect(try client.mail(text("t2", Mails.plain + "\r\n" + rest), to: "desk@office.example").hasPrefix("250"))
        #expect(postfix.messages(with: "<t2@").first?.contains("\nX-Inward-Disposition: unscannable\n") == true)
        client.end()
        #expect(hook.stop() == 0)
    }

    @Test(
        "the brake: past its share mail is marked instead of held, or told to come later, and the log says so",
        arguments: ["tag", "tempfail"])
    func brake(braked: String) throws {
        guard let postfix = PostfixInstance.shared else { return }
        let policy = try scratch.write("policy.yaml", Self.holding + "\nbrake: {share: 0.5, of-last: 4}\n")
        let hook = try start(postfix, ["--policy", policy], settings: "milter: {braked: \(braked)}")
        let client = try SMTPTalk(port: postfix.port)
        for mark in ["b1", "b2"] { #expect(try client.mail(text(mark), to: "desk@office.example").hasPrefix("250")) }
        let third = try client.mail(text("b3-\(braked)"), to: "desk@office.example")
        #expect(third.hasPrefix(braked == "tag" ? "250" : "451"))
        if braked == "tag" {
            #expect(postfix.messages(with: "<b3-tag@").first?.contains("\nX-Inward-Disposition: tag\n") == true)
        }
        #expect(try hook.mails(3).last?["reason"]?.string == "brake")
        #expect(hook.lines.filter { $0["level"]?.string == "error" }.count == 1)
        for number in 0..<4 { try client.mail(text("b4-\(number)", Mails.plain), to: "desk@office.example") }
        #expect(try client.mail(text("b5"), to: "desk@office.example").hasPrefix("250"))
        #expect(try hook.mails(8).last?["disposition"]?.string == "quarantine")
        #expect(hook.mails.filter { $0["reference"] != nil }.count == 3)
        client.end()
        #expect(hook.stop() == 0)
    }

    @Test(
        "SIGHUP: open connections end on what they began with, new ones have the new rules, broken ones change nothing")
    func reload() throws {
        guard let postfix = PostfixInstance.shared else { return }
        let policy = try scratch.write("policy.yaml", Self.holding)
        let hook = try start(postfix, ["--policy", policy], settings: "{}")
        let old = try SMTPTalk(port: postfix.port)
        #expect(try old.mail(text("r1"), to: "desk@office.example").hasPrefix("250"))
        try scratch.write(
            "policy.yaml",
            Self.holding.replacing("version: 1", with: "version: 2").replacing("quarantine", with: "reject"))
        hook.reload()
        try hook.wait { $0["message"]?.string == "judging" && $0["policy"]?.string == "2" }
        #expect(try old.mail(text("r2"), to: "desk@office.example").hasPrefix("250"))
        let new = try SMTPTalk(port: postfix.port)
        #expect(try new.mail(text("r3"), to: "desk@office.example").hasPrefix("550"))
        try scratch.write("policy.yaml", "version: 3\nrules: [\n")
        hook.reload()
        try hook.wait { $0["message"]?.string?.hasPrefix("not reloaded") == true }
        #expect(try SMTPTalk(port: postfix.port).mail(text("r4"), to: "desk@office.example").hasPrefix("550"))
        #expect(hook.mails.filter { $0["reference"] != nil }.count == 2)
        old.end()
        new.end()
        #expect(hook.stop() == 0)
    }

    @Test("on a disk that is full: later; and no answer is given before all of it is on the disk")
    func disk() throws {
        guard let postfix = PostfixInstance.shared else { return }
        // The shim knows files by their real paths.
        let real = "/tmp/inward-disk-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: real) }
        guard let walk = try FaultWalk(command: [], scratch: real) else {
            return print("hook on a failing disk: not run, there is no C compiler")
        }
        for folder in [walk.disk, walk.disk + ".kept"] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        var environment = walk.environment
        environment["INWARD_STORE"] = walk.disk + "/store"
        let file = try scratch.write("inward.yaml", "{}")
        let hook = try RunningHook(
            ["--listen", "unix:\(postfix.socket),mode=0666", "--config", file], log: scratch("hook.log"),
            environment: environment)
        let client = try SMTPTalk(port: postfix.port)
        let before = walk.run
        #expect(try client.mail(text("f1"), to: "desk@office.example").hasPrefix("250"))
        let held = walk.run
        #expect(held.syncs > before.syncs && held.operations > before.operations)
        #expect(held.log.contains { $0.hasPrefix("answer ") } && held.unsyncedAnswers.isEmpty)
        _ = FileManager.default.createFile(atPath: walk.full, contents: nil)
        #expect(
            try client.mail(text("f2"), from: "ben@sender.example", to: "desk@office.example").hasPrefix("451 4.3.0"))
        try FileManager.default.removeItem(atPath: walk.full)
        #expect(try client.mail(text("f2"), from: "ben@sender.example", to: "desk@office.example").hasPrefix("250"))
        // What was said while the disk was full promised nothing; what was said last did.
        #expect(walk.run.log.last { $0.hasPrefix("answer ") }?.hasPrefix("answer files 0 names 0") == true)
        client.end()
        #expect(hook.stop() == 0)
    }

    @Test("figures and health: red while the brake holds, and nothing but words of our own")
    func figures() async throws {
        guard let postfix = PostfixInstance.shared else { return }
        let socket = "/tmp/inward-figures-" + UUID().uuidString.prefix(8)
        defer { try? FileManager.default.removeItem(atPath: socket) }
        let policy = try scratch.write("policy.yaml", Self.holding + "\nbrake: {share: 0.5, of-last: 2}\n")
        let hook = try start(postfix, ["--policy", policy], settings: "milter: {figures: \"unix:\(socket)\"}")
        let (client, figures) = (try SMTPTalk(port: postfix.port), ServiceClient(.unix(path: socket)))
        for _ in 0..<200 where (try? await figures.reply("GET", "/ready"))?.status != 200 {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try client.mail(text("v1"), to: "desk@office.example").hasPrefix("250"))
        #expect(try await figures.reply("GET", "/health").status == 200)
        #expect(try client.mail(text("v2"), to: "desk@office.example").hasPrefix("250"))
        _ = try hook.mails(2)
        #expect(try await figures.reply("GET", "/health").status == 503)
        let reply = try await figures.reply("GET", "/metrics")
        let text = String(decoding: reply.body, as: UTF8.self)
        for line in [
            "inward_milter_messages_total{disposition=\"quarantine\"} 1",
            "inward_milter_messages_total{disposition=\"tag\"} 1",
            "inward_milter_reasons_total{reason=\"brake\"} 1", "inward_milter_brake 1", "inward_milter_store_away 0",
            "inward_milter_connections 1", "inward_milter_seconds_count{phase=\"keep\"} 1",
        ] {
            #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
        }
        for secret in ["health\"", "office.example", "diabetes"] { #expect(!text.contains(secret)) }
        client.end()
        #expect(hook.stop() == 0)
    }

    @Test("without a hook Postfix keeps mail with its sender")
    func noHook() throws {
        guard let postfix = PostfixInstance.shared else { return }
        try? FileManager.default.removeItem(atPath: postfix.socket)
        #expect(try SMTPTalk(port: postfix.port).mail(text("n1"), to: "desk@office.example").hasPrefix("451"))
    }

    @Test("listening on other machines, nowhere, or on a socket that is none is refused by name")
    func listeners() throws {
        for (arguments, word) in [
            (["--listen", "inet:192.0.2.1:8891"], "listen-to-other-hosts"), ([], "--listen"),
            (["--listen", "tcp:1"], "--listen"),
        ] {
            var tool = Tool()
            tool.environment["INWARD_CONFIG"] = try scratch.write("inward.yaml", "{}")
            let outcome = try tool.run(["milter", "--store", scratch("store")] + arguments)
            #expect(outcome.status == 64 && outcome.errorText.contains(word))
        }
    }
}
