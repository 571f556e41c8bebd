import Foundation
import Testing

/// A Postfix of its own in a folder of its own, on a free loopback port, that asks the hook at ``socket`` about every message and
/// delivers everything into one mbox. It takes Debian's postfix, and root, which Postfix starts as.
final class PostfixInstance: Sendable {
    /// The one that a suite's tests share; nil where Postfix cannot be had.
    @TaskLocal static var shared: PostfixInstance?

    let folder: String
    let port: UInt16
    var socket: String { folder + "/run/hook.sock" }
    var inbox: String { folder + "/mail/inbox" }
    private var etc: String { folder + "/etc" }

    static var canRun: Bool {
        geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/sbin/postfix")
    }

    init() throws {
        folder = "/tmp/inward-postfix-" + UUID().uuidString.prefix(8)
        port = try FreePort.find()
        for name in ["etc", "queue", "data", "mail", "run"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        try Data(main.utf8).write(to: URL(fileURLWithPath: etc + "/main.cf"))
        try Data(master.utf8).write(to: URL(fileURLWithPath: etc + "/master.cf"))
        let line = """
            chown postfix '\(folder)/data'; chmod 1777 '\(folder)/mail'; chmod 755 '\(folder)' '\(folder)/run'
            exec postfix -c '\(etc)' start
            """
        _ = try Self.shell(line)
        for _ in 0..<200 {
            if (try? SMTPTalk(port: port)) != nil { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw CocoaError(.fileReadUnknown)
    }

    func stop() {
        _ = try? Self.shell("postfix -c '\(etc)' stop")
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// What was delivered so far, in one text.
    var delivered: String {
        String(decoding: FileManager.default.contents(atPath: inbox) ?? Data(), as: UTF8.self)
    }

    /// Waits until something with this text was delivered, and gives the messages that have it.
    func messages(with text: String) -> [String] {
        for _ in 0..<400 {
            let found = delivered.components(separatedBy: "\nFrom ").filter { $0.contains(text) }
            if !found.isEmpty { return found }
            Thread.sleep(forTimeInterval: 0.025)
        }
        return []
    }

    /// Waits until nothing is on its way any more: all that was accepted lies in the mailbox, or nowhere.
    func settle() throws {
        for _ in 0..<400 {
            if try queue.filter({ !$0.contains("!") }).isEmpty { return }
            Thread.sleep(forTimeInterval: 0.025)
        }
    }

    /// A line for each message in the queue; those on hold have a `!` behind their id.
    var queue: [String] {
        get throws {
            try Self.shell("postqueue -c '\(etc)' -p").split(separator: "\n").map(String.init)
                .filter { $0.first?.isHexDigit == true }
        }
    }

    /// Hands in a message as a program on this host does.
    func submit(_ message: String, to recipient: String) throws {
        _ = try Self.shell(
            "sendmail -C '\(etc)' -f ann@office.example '\(recipient)' <<'END'\n\(message)\nEND")
    }

    static func shell(_ line: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    private var main: String {
        """
        compatibility_level = 3.6
        queue_directory = \(folder)/queue
        data_directory = \(folder)/data
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        mail_owner = postfix
        setgid_group = postdrop
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = mx.office.example
        mydestination =
        alias_maps =
        alias_database =
        virtual_mailbox_domains = office.example
        virtual_mailbox_base = \(folder)/mail
        virtual_mailbox_maps = static:inbox
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        virtual_mailbox_limit = 0
        mynetworks = 127.0.0.0/8
        default_transport = error:no mail leaves this machine
        relay_transport = error:no mail leaves this machine
        smtpd_milters = unix:\(socket)
        non_smtpd_milters = unix:\(socket)
        milter_default_action = tempfail
        milter_protocol = 6
        milter_connect_timeout = 5s
        message_size_limit = 60000000
        mailbox_size_limit = 0
        maillog_file = \(folder)/log
        maillog_file_prefixes = \(folder)

        """
    }

    private var master: String {
        """
        127.0.0.1:\(port) inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        virtual unix - n n - - virtual
        showq unix n - n - - showq
        postlog unix-dgram n - n - 1 postlogd

        """
    }
}

/// Starts Postfix for a suite, and stops it behind its last test.
struct WithPostfix: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard PostfixInstance.canRun else {
            print("hook with Postfix: not run, it takes root and /usr/sbin/postfix")
            return try await function()
        }
        let postfix = try PostfixInstance()
        defer { postfix.stop() }
        try await PostfixInstance.$shared.withValue(postfix) { try await function() }
    }
}
