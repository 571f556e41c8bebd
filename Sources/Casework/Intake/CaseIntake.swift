import Crypto
import Detection
import Foundation
import Messages
import Policy

/// Through which door a message came.
public enum SourceKind: String, Codable, Sendable, CaseIterable {
    /// `inward scan --queue`: the message still stands where it was found.
    case scan
    /// `inward filter --on-quarantine vault`: the message was taken out of the mail path.
    case filter
    /// `inward milter`: the mail server was told that it was taken, and has it no more.
    case milter
    /// The service's door for forms: the submission went no further.
    case form
}

/// What happens to a case when nobody has decided by its deadline. Time never erases a message.
public enum DeadlineRule: String, Codable, Sendable, CaseIterable {
    /// It goes back to its queue, one level up.
    case escalate
    /// It goes on to whom it was sent.
    case release
    /// It goes back to its sender; escalated as long as that is not available.
    case `return`
}

/// A message to be put under review, with what was found and what the policy says about it.
public struct CaseIntake: Sendable {
    /// The door that it came through.
    public var source: SourceKind
    /// The message as it stands in the source: what is sealed, and what a release writes out again.
    public var message: Bytes
    /// What says that a scanned message is the same as one before; where nil, ``message``.
    public var sourceBytes: Bytes?
    /// Addresses, subject and names; sealed.
    public var envelope: CaseEnvelope
    /// A confidence for each category; kept in the clear with two decimals.
    public var categories: [Category: Double]
    /// What was found; sealed.
    public var findings: KeptFindings
    /// The reviewer queue that the policy names.
    public var queue: String
    /// The level that the policy asks of who decides.
    public var level: Int
    /// When it should be decided; kept to the hour, rounded down. Nil: a week after the day, so that no case is forgotten.
    public var deadline: Date?
    /// What happens then.
    public var atDeadline: DeadlineRule
    /// The Message-IDs of its thread: its own, and those it answers.
    public var thread: [String]
    /// Of a form submission, what says that it is sent again; without it each one is a new one.
    public var idempotencyKey: String?
    /// What it was judged by.
    public var judgedBy: JudgedBy

    /// An intake of `message`.
    public init(
        source: SourceKind, message: Bytes, sourceBytes: Bytes? = nil, envelope: CaseEnvelope,
        categories: [Category: Double], findings: KeptFindings, queue: String, level: Int, deadline: Date? = nil,
        atDeadline: DeadlineRule = .escalate, thread: [String] = [],
        judgedBy: JudgedBy
    ) {
        self.source = source
        self.message = message
        self.sourceBytes = sourceBytes
        self.envelope = envelope
        self.categories = categories
        self.findings = findings
        self.queue = queue
        self.level = level
        self.deadline = deadline
        self.atDeadline = atDeadline
        self.thread = thread
        self.judgedBy = judgedBy
    }
}

/// The versions by which a message was judged.
public struct JudgedBy: Codable, Sendable, Equatable {
    /// `version:` of the policy.
    public var policyVersion: Int
    /// SHA-256 of the policy.
    public var policyDigest: [UInt8]
    /// Digest of the rule packs.
    public var packDigest: [UInt8]

    /// These versions.
    public init(policyVersion: Int, policyDigest: [UInt8], packDigest: [UInt8]) {
        self.policyVersion = policyVersion
        self.policyDigest = policyDigest
        self.packDigest = packDigest
    }

    /// A policy and rule packs with this digest.
    public init(_ policy: Policy, packDigest: [UInt8]) {
        self.init(
            policyVersion: policy.version, policyDigest: Array(SHA256.hash(data: policy.source)), packDigest: packDigest
        )
    }
}

/// What became of a message that was handed over. Given only after the commit.
public enum TakeResult: Sendable, Equatable {
    /// A case was opened.
    case opened(CaseNumber)
    /// It is a case's message again, for a recipient who was not among that case's before.
    case joined(CaseNumber)
    /// What it says is asked in an open case already, which covers it too now.
    case covered(CaseNumber)
    /// It was here before and nothing is new. Of a scanned message no case is known: its digest is linked to none.
    case known(CaseNumber?)
}
