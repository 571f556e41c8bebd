import Milter
import Testing

@testable import Service

@Suite("The configuration file")
struct ConfigurationTests {
    @Test("every setting is read")
    func whole() throws {
        let text = """
            listen: [unix:/run/inward/service.sock, "127.0.0.1:8080"]
            socket-mode: "0600"
            store: /var/lib/inward
            keys: /etc/inward/keys
            key-passphrase-file: /etc/inward/passphrase
            erasure-log: /var/log/inward.erasures
            releases: /var/spool/inward
            backups: /var/backups/inward
            public-key: /etc/inward/seal.public
            service: unix:/run/inward/service.sock
            patterns: /usr/share/inward/patterns
            policy: /etc/inward/policy.yaml
            log: {level: notice}
            limits: {body: 2 MiB, form-body: 64 KiB, intake-body: 90 MB, connections: 20, request-time: 5s, idle-time: 2m}
            forms:
              contact: {token-file: /etc/inward/contact, recipients: desk@office.example, submissions-a-minute: 5}
            hooks:
              mx-1: {token-file: /etc/inward/mx}
            milter:
              listen: ["unix:/run/inward/milter.sock,group=postfix,mode=0666", "inet6:[::1]:8891"]
              observe: true
              token-file: /etc/inward/mx
              hold-in: hold-queue
              braked: tempfail
              figures: 127.0.0.1:9464
              limits: {messages: 7, memory: 9 MiB, message: 3 MiB, connections: 8, verdict-time: 90s}
            """
        let read = try Configuration.check(text: text, file: "inward.yaml").get()
        #expect(read.listen == [.unix(path: "/run/inward/service.sock"), .tcp(host: "127.0.0.1", port: 8080)])
        #expect(read.socketMode == 0o600)
        #expect(read.store == "/var/lib/inward")
        #expect(read.keys == "/etc/inward/keys")
        #expect(read.keyPassphraseFile == "/etc/inward/passphrase")
        #expect(read.erasureLog == "/var/log/inward.erasures")
        #expect(read.releases == "/var/spool/inward")
        #expect(read.backups == "/var/backups/inward")
        #expect(read.publicKey == "/etc/inward/seal.public")
        #expect(read.service == .unix(path: "/run/inward/service.sock"))
        #expect(read.patterns == "/usr/share/inward/patterns")
        #expect(read.policy == "/etc/inward/policy.yaml")
        #expect(read.log.level == .notice)
        var limits = ServiceLimits()
        limits.body = 2 << 20
        limits.formBody = 64 << 10
        limits.intakeBody = 90_000_000
        limits.connections = 20
        limits.request = .seconds(5)
        limits.idle = .seconds(120)
        #expect(read.limits == limits)
        var door = FormDoor(tokenFile: "/etc/inward/contact", recipients: ["desk@office.example"])
        door.submissions = 5
        #expect(read.forms == ["contact": door])
        #expect(read.hooks == ["mx-1": HookDoor(tokenFile: "/etc/inward/mx")])
        var milter = MilterSettings()
        milter.listen = [
            .unix(path: "/run/inward/milter.sock", access: SocketAccess(group: "postfix", mode: 0o666)),
            .inet6(host: "::1", port: 8891),
        ]
        milter.observe = true
        milter.tokenFile = "/etc/inward/mx"
        milter.holdIn = .holdQueue
        milter.braked = .tempfail
        milter.figures = .tcp(host: "127.0.0.1", port: 9464)
        milter.limits = MilterLimits()
        milter.limits.messages = 7
        milter.limits.memory = 9 << 20
        milter.limits.message = 3 << 20
        milter.limits.connections = 8
        milter.limits.verdict = .seconds(90)
        #expect(read.milter == milter)
    }

    @Test(
        "a mistake is named with its line and what would be right",
        arguments: [
            ("milter:\n  listen: tcp:1", "inward.yaml:2: milter.listen: 'tcp:1' should be like inet:"),
            ("milter:\n  listen: inet:192.0.2.1:25", "inward.yaml:2: milter: inet:192.0.2.1:25 can be reached"),
            ("milter:\n  hold-in: here", "inward.yaml:2: milter.hold-in: "),
            ("store: /a\nlisten: 8080", "inward.yaml:2: listen: '8080' should be unix:"),
            ("listen: unix:run/x.sock", "should be unix:"),
            ("listen: \"0.0.0.0:80\"", "inward.yaml:1: listen: 0.0.0.0:80 can be reached from other machines"),
            ("store: lib/inward", "inward.yaml:1: store: 'lib/inward' should be a whole path"),
            ("stor: /x", "unknown key 'stor'; did you mean 'store'?"),
            ("socket-mode: rw", "socket-mode: 'rw' should be a mode in octal digits"),
            ("log: {level: loud}", "log.level: 'loud' is not one of debug, info, notice, warning, error"),
            ("limits: {body: lots}", "limits.body: 'lots' should be a size"),
            ("limits: {connections: 0}", "limits.connections: should be 1 or more"),
            ("forms: {contact: {}}", "forms.contact: has no 'token-file'"),
            ("forms: {Contact us: {token-file: /x}}", "forms.Contact us: the name should be of small letters"),
            ("forms: {check: {token-file: /x}}", "and not 'check'"),
            ("forms: {a: {token-file: /x, recipients: desk}}", "'desk' should be a mail address"),
            ("hooks: {mx: {token: /x}}", "unknown key 'token'; known are token-file"),
        ])
    func mistakes(text: String, words: String) throws {
        let mistakes = Configuration.check(text: text, file: "inward.yaml").mistakes
        #expect(mistakes.contains { $0.description.contains(words) }, "\(mistakes)")
    }

    @Test("every mistake is named, in the order of the file")
    func all() {
        let mistakes = Configuration.check(text: "store: x\nlog: {level: loud}\nkeys: y\n", file: "f").mistakes
        #expect(mistakes.map(\.line) == [1, 2, 3])
    }

    @Test("other hosts are let in where the file says so")
    func otherHosts() throws {
        let text = "listen: \"[::]:8080\"\nlisten-to-other-hosts: true"
        #expect(try Configuration.check(text: text, file: "f").get().listen == [.tcp(host: "::", port: 8080)])
    }

    @Test(
        "what is reached from this machine alone",
        arguments: [
            ("127.0.0.1:1", true), ("127.9.9.9:1", true), ("localhost:1", true), ("[::1]:1", true), ("unix:/x", true),
            ("0.0.0.0:1", false), ("[::]:1", false), ("127.example.com:1", false), ("192.168.0.1:1", false),
        ])
    func local(text: String, isLocal: Bool) throws {
        #expect(try #require(ListenAddress(text)).isLocal == isLocal)
    }

    @Test("a service is found by URL or socket, and a token never goes in the clear to another machine")
    func serviceAddress() throws {
        #expect(try ServiceAddress("unix:/run/x") == .unix(path: "/run/x"))
        #expect(try ServiceAddress("https://inward.office.example/") == .url("https://inward.office.example"))
        #expect(try ServiceAddress("http://127.0.0.1:80") == .url("http://127.0.0.1:80"))
        for text in ["http://inward.office.example", "unix:run", "ftp://x", "x", "https://", "https://a@b"] {
            #expect(throws: ServiceClientError.self, "\(text)") { try ServiceAddress(text) }
        }
    }
}
