import Detection
import Foundation
import Policy

extension Configuration {
    /// What reading a file gave: settings where nothing is wrong, else every mistake.
    public struct Check: Sendable {
        /// The settings as far as they could be read.
        public var configuration: Configuration
        /// In the order of the file.
        public var mistakes: [SettingsError]

        /// The settings, or the first mistake.
        public func get() throws -> Configuration {
            if let first = mistakes.first { throw first }
            return configuration
        }
    }

    /// Reads a file and names every mistake in it.
    public static func check(path: String) -> Check {
        check(file: path) { try SettingsNode.load(path: path) }
    }

    /// The same of a text; `file` is named in mistakes.
    public static func check(text: String, file: String) -> Check {
        check(file: file) { try SettingsNode.parse(text, file: file) }
    }

    private static func check(file: String, _ load: () throws -> SettingsNode) -> Check {
        let mistakes = Mistakes()
        let node = mistakes.attempt(load)
        let configuration = node.flatMap { ConfigurationReader(mistakes: mistakes).configuration(from: $0) }
        return Check(configuration: configuration ?? Configuration(file: file), mistakes: mistakes.all)
    }
}

/// Reads a whole configuration; what is wrong goes to `mistakes`.
struct ConfigurationReader {
    let mistakes: Mistakes

    static let keys = [
        "listen", "listen-to-other-hosts", "socket-mode", "store", "keys", "key-passphrase-file", "erasure-log",
        "releases", "backups", "public-key", "service", "patterns", "policy", "log", "limits", "forms", "hooks",
        "notices", "milter",
    ]

    func configuration(from node: SettingsNode) -> Configuration? {
        guard let fields = mistakes.fields(of: node, keys: Self.keys) else { return nil }
        var configuration = Configuration(file: node.file)
        configuration.listen = fields.list("listen") { try $0.listenAddress() }
        fields.value("listen-to-other-hosts") { try $0.bool() }.map { configuration.otherHosts = $0 }
        fields.value("socket-mode") { try $0.mode() }.map { configuration.socketMode = $0 }
        configuration.store = fields.value("store") { try $0.path() }
        configuration.keys = fields.value("keys") { try $0.path() }
        configuration.keyPassphraseFile = fields.value("key-passphrase-file") { try $0.path() }
        configuration.erasureLog = fields.value("erasure-log") { try $0.path() }
        configuration.releases = fields.value("releases") { try $0.path() }
        configuration.backups = fields.value("backups") { try $0.path() }
        configuration.publicKey = fields.value("public-key") { try $0.path() }
        configuration.service = fields.value("service") { try $0.listenAddress() }
        configuration.patterns = fields.value("patterns") { try $0.path() }
        configuration.policy = fields.value("policy") { try $0.path() }
        configuration.log = fields.value("log") { $0 }.map(log) ?? LogSettings()
        configuration.limits = fields.value("limits") { $0 }.map(limits) ?? ServiceLimits()
        configuration.forms = named(fields, "forms", form)
        configuration.hooks = named(fields, "hooks", hook)
        configuration.notices = fields.value("notices") { $0 }.map(notices) ?? NoticeSettings()
        configuration.milter = fields.value("milter") { $0 }.map(milter) ?? MilterSettings()
        checkListeners(configuration, fields)
        return configuration
    }

    private func checkListeners(_ configuration: Configuration, _ fields: Fields) {
        guard !configuration.otherHosts else { return }
        if let node = fields.nodes["milter"] {
            for socket in configuration.milter.listen where !socket.isLocal {
                mistakes.add(
                    node.error(
                        "\(socket) can be reached from other machines, and mail goes there in the clear: listen on this "
                            + "machine, or say 'listen-to-other-hosts: true'"))
            }
        }
        guard let node = fields.nodes["listen"] else { return }
        for address in configuration.listen where !address.isLocal {
            mistakes.add(
                node.error(
                    "\(address) can be reached from other machines, and what is said there is not encrypted: put a proxy with "
                        + "TLS in front of a local address, or say 'listen-to-other-hosts: true'"))
        }
    }

    private func log(_ node: SettingsNode) -> LogSettings {
        var log = LogSettings()
        guard let fields = mistakes.fields(of: node, keys: ["level"]) else { return log }
        fields.value("level") { try $0.one(of: LogSettings.Level.self) }.map { log.level = $0 }
        return log
    }

    private func limits(_ node: SettingsNode) -> ServiceLimits {
        var limits = ServiceLimits()
        let keys = ["body", "form-body", "intake-body", "connections", "request-time", "idle-time"]
        guard let fields = mistakes.fields(of: node, keys: keys) else { return limits }
        fields.value("body") { try $0.byteCount() }.map { limits.body = $0 }
        fields.value("form-body") { try $0.byteCount() }.map { limits.formBody = $0 }
        fields.value("intake-body") { try $0.byteCount() }.map { limits.intakeBody = $0 }
        fields.value("connections") { try $0.int(atLeast: 1) }.map { limits.connections = $0 }
        fields.value("request-time") { try $0.shortTime() }.map { limits.request = $0 }
        fields.value("idle-time") { try $0.shortTime() }.map { limits.idle = $0 }
        return limits
    }

    private func notices(_ node: SettingsNode) -> NoticeSettings {
        var notices = NoticeSettings()
        guard let fields = mistakes.fields(of: node, keys: ["every", "mail", "webhook"]) else { return notices }
        fields.value("every") { try $0.shortTime() }.map { notices.every = $0 }
        notices.mail = fields.value("mail") { $0 }.flatMap(noticeMail)
        notices.webhook = fields.value("webhook") { $0 }.flatMap(webhook)
        return notices
    }

    private func noticeMail(_ node: SettingsNode) -> NoticeMail? {
        guard let fields = mistakes.fields(of: node, keys: ["maildir", "from", "to"]),
            let maildir = fields.required("maildir", { try $0.path() }),
            let from = fields.required("from", { try $0.address() }),
            let to = fields.required("to", { try $0.address() })
        else { return nil }
        return NoticeMail(maildir: maildir, from: from, to: to)
    }

    private func webhook(_ node: SettingsNode) -> WebhookSettings? {
        guard let fields = mistakes.fields(of: node, keys: ["url", "secret-file"]),
            let url = fields.required("url", { try $0.webhookURL() }),
            let secretFile = fields.required("secret-file", { try $0.path() })
        else { return nil }
        return WebhookSettings(url: url, secretFile: secretFile)
    }

    private func form(_ node: SettingsNode) -> FormDoor? {
        let keys = ["token-file", "recipients", "submissions-a-minute", "checks-a-minute"]
        guard let fields = mistakes.fields(of: node, keys: keys),
            let tokenFile = fields.required("token-file", { try $0.path() })
        else { return nil }
        var door = FormDoor(tokenFile: tokenFile)
        door.recipients = fields.list("recipients") { try $0.address() }
        fields.value("submissions-a-minute") { try $0.int(atLeast: 1) }.map { door.submissions = $0 }
        fields.value("checks-a-minute") { try $0.int(atLeast: 1) }.map { door.checks = $0 }
        return door
    }

    private func hook(_ node: SettingsNode) -> HookDoor? {
        guard let fields = mistakes.fields(of: node, keys: ["token-file"]),
            let tokenFile = fields.required("token-file", { try $0.path() })
        else { return nil }
        return HookDoor(tokenFile: tokenFile)
    }

    /// Doors by their name, which stands in addresses and logs and so is a short code.
    private func named<Door>(_ fields: Fields, _ key: String, _ read: (SettingsNode) -> Door?) -> [String: Door] {
        let entries = fields.value(key) { try $0.mapping() } ?? []
        return entries.reduce(into: [:]) { doors, entry in
            guard Self.isCode(entry.key), entry.key != "check" else {
                return mistakes.add(
                    entry.value.error("the name should be of small letters, digits and hyphens, and not 'check'"))
            }
            doors[entry.key] = read(entry.value)
        }
    }

    private static func isCode(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && SettingsNode.isCode(name)
    }
}
