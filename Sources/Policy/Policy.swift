import Detection
import Foundation

/// Whether hooks hold what the rules say, or only count.
public enum Mode: String, Sendable, CaseIterable { case observe, enforce }

/// Everything decided about people's mail, as `policy.yaml` says it.
public struct Policy: Sendable {
    /// The number of the newest form of the file that this version reads.
    public static let schema = 1

    /// The policy's own number; a changed policy has a higher one.
    public var version: Int
    /// What the file says; ``mode(for:)`` says what holds.
    public var mode = Mode.observe
    /// The share of messages that are expected to hold a finding.
    public var prevalence = Prevalence()
    /// Correspondence that is never opened.
    public var protected = ProtectedAddresses()
    /// Mailboxes with something of their own.
    public var scopes: [Scope] = []
    /// In the order in which they are tried.
    public var rules: [Rule] = []
    /// How long a hook asks the sender's host to come again while the store is away.
    public var tempfailFor: Duration = .seconds(30 * 60)
    /// What a hook does after that.
    public var whenAway = Disposition.accept
    /// The brake, where there is one.
    public var brake: Brake?
    /// Our own domains in their ASCII form; their subdomains are ours too.
    public var domains: [String] = []
    /// The level an approver must hold, by depth, category, purpose or decision.
    public var levels: [String: Int] = [:]
    /// The codes that a decision may give as its reason.
    public var decisionReasons: [String] = []
    /// The key of the jurisdiction that holds where no scope names another.
    public var jurisdiction: String?
    /// The jurisdictions by their key.
    public var jurisdictions: [String: Jurisdiction] = [:]
    /// The file's bytes, for its digest.
    public var source: [UInt8] = []
    /// The file as the user named it.
    public var file: String

    /// Reads a policy. Throws the first ``SettingsError`` in the file; ``check(path:)`` gives all.
    public static func load(path: String) throws -> Policy { try check(path: path).get() }

    /// Reads a policy's text; `file` is named in mistakes.
    public static func parse(text: String, file: String) throws -> Policy { try check(text: text, file: file).get() }
}

/// Correspondence that is never opened.
public struct ProtectedAddresses: Sendable {
    /// Mail to these is protected.
    public var recipients: [AddressPattern] = []
    /// Mail from these is protected.
    public var senders: [AddressPattern] = []
}

/// A hook falls back to tagging where more than a share of the last messages would be held.
public struct Brake: Sendable, Equatable {
    /// Between 0 and 1.
    public var share: Double
    /// How many messages are looked back on.
    public var ofLast: Int
}
