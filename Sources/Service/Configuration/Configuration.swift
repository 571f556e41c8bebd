import Detection
import Foundation

/// How the machine is set up, as `inward.yaml` says it. What is decided about people's mail stands in the policy.
public struct Configuration: Sendable {
    /// The file as the user named it.
    public var file: String
    /// Where the service listens.
    public var listen: [ListenAddress] = []
    /// Whether it may listen on addresses that other machines can reach.
    public var otherHosts = false
    /// The mode of unix sockets.
    public var socketMode = 0o660
    /// The store's folder.
    public var store: String?
    /// The folder of its keys.
    public var keys: String?
    /// A file with the passphrase of the private keys.
    public var keyPassphraseFile: String?
    /// The list of erased cases, outside of the store and its backups.
    public var erasureLog: String?
    /// The folder in which released messages are written; no request can name a place outside of it.
    public var releases: String?
    /// The folder in which backups are made, likewise.
    public var backups: String?
    /// The public key of the service, for hosts that only hand over.
    public var publicKey: String?
    /// Where the commands of this host find the service.
    public var service: ListenAddress?
    /// The folder of rule packs.
    public var patterns: String?
    /// The policy's file.
    public var policy: String?
    /// What is logged.
    public var log = LogSettings()
    /// What one client, one request and all of them together may take.
    public var limits = ServiceLimits()
    /// The doors of forms by their name.
    public var forms: [String: FormDoor] = [:]
    /// The hosts that hand over messages, by their name.
    public var hooks: [String: HookDoor] = [:]
    /// How people hear that cases wait.
    public var notices = NoticeSettings()
    /// The mail filter of this host.
    public var milter = MilterSettings()

    /// The settings of a machine that has no file.
    public init(file: String = "") { self.file = file }

    /// Reads a file. Throws the first ``SettingsError`` in it; ``check(path:)`` gives all.
    public static func load(path: String) throws -> Configuration { try check(path: path).get() }
}

/// What is logged. Never a text, an address, a category or a case number, whatever is set.
public struct LogSettings: Sendable, Equatable {
    /// How much is logged.
    public enum Level: String, Sendable, CaseIterable { case debug, info, notice, warning, error }

    /// This and what is graver.
    public var level = Level.info
}

/// Limits, each with its default.
public struct ServiceLimits: Sendable, Equatable {
    /// Bytes of the body of any other request. Default 1 MiB.
    public var body = 1 << 20
    /// Bytes of a form submission. Default 256 KiB.
    public var formBody = 256 << 10
    /// Bytes of one hand-over. Default 80 MiB: a sealed message of 64 MiB, and what stands on it.
    public var intakeBody = 80 << 20
    /// Connections at one time. Default 512.
    public var connections = 512
    /// How long a request may take. Default 30 s.
    public var request = Duration.seconds(30)
    /// How long a connection may say nothing. Default 60 s.
    public var idle = Duration.seconds(60)
}

/// The door of one form.
public struct FormDoor: Sendable, Equatable {
    /// A file with the token that the form's program shows.
    public var tokenFile: String
    /// To whom submissions go: what the policy says of these mailboxes holds for the form.
    public var recipients: [String] = []
    /// Submissions in a minute. Default 60.
    public var submissions = 60
    /// Checks in a minute. Default 6,000.
    public var checks = 6_000

    /// A door with the usual limits.
    public init(tokenFile: String, recipients: [String] = []) {
        self.tokenFile = tokenFile
        self.recipients = recipients
    }
}

/// How reviewers and approvers hear that cases wait: counts, queues and deadlines, no content.
public struct NoticeSettings: Sendable, Equatable {
    /// No more often than this. Default an hour.
    public var every = Duration.seconds(3600)
    /// A mail into a maildir.
    public var mail: NoticeMail?
    /// A signed request.
    public var webhook: WebhookSettings?
}

/// A notice as a mail.
public struct NoticeMail: Sendable, Equatable {
    /// The maildir that it is written into.
    public var maildir: String
    /// Whom it is from.
    public var from: String
    /// Whom it is to.
    public var to: String
}

/// A notice as a request.
public struct WebhookSettings: Sendable, Equatable {
    /// Where it is sent: over TLS, or to this machine.
    public var url: String
    /// A file with the secret that it is signed with.
    public var secretFile: String
}

/// A host that hands over sealed messages.
public struct HookDoor: Sendable, Equatable {
    /// A file with the token that the host shows.
    public var tokenFile: String

    /// A host with its token.
    public init(tokenFile: String) { self.tokenFile = tokenFile }
}
