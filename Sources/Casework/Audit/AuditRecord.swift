import Crypto
import Foundation
import Vault

/// What the audit trail records.
public enum AuditEvent: String, Sendable, CaseIterable {
    case storeCreated = "store-created"
    case taken, joined, claimed, renewed
    case returned = "returned-to-queue"
    case looked, verdict, decided
    case effectDone = "effect-done"
    case effectFailed = "effect-failed"
    case reassigned, escalated, noted, covered
    case notesRead = "notes-read"
    case deadlinePassed = "deadline-passed"
    case effectInDoubt = "effect-in-doubt"
    case settled
    case keysRotated = "keys-rotated"
    case keyDestroyed = "key-destroyed"
    case keysLocked = "keys-locked"
    /// Something that has to be looked into: what, and how much it concerns.
    case incident
    case restored
    case backedUp = "backed-up"
    case digestsDropped = "digests-dropped"
    case versionProposed = "version-proposed"
    case versionApproved = "version-approved"
    /// A request: its id, purpose, basis, depth, number of cases, level, number of yes.
    case asked
    case requestApproved = "request-approved"
    case requestNarrowed = "request-narrowed"
    case requestRefused = "request-refused"
    case requestRevoked = "request-revoked"
    case requestExpired = "request-expired"
    /// Somebody asked for what they may not do: the action and why.
    case refused
    /// So many more refusals of the same kind in an hour.
    case refusedMore = "refused-more"
    case signInRefused = "sign-in-refused"
    case accountProposed = "account-proposed"
    case accountChanged = "account-changed"
    case accountConfirmed = "account-confirmed"
    case accountStopped = "account-stopped"
    case credentialSet = "credential-set"
    case credentialRevoked = "credential-revoked"
    case standInSet = "stand-in-set"
    case standInEnded = "stand-in-ended"
}

/// A record of the audit trail: ids, codes and times, chained by SHA-256.
///
/// Free text and addresses stand beside the trail, sealed; the record has only a salted commitment of them, which says
/// nothing once the salt is erased with the text. Records of messages that come in have the day alone.
public struct AuditRecord: Sendable, Equatable {
    /// From 1, without a gap.
    public var number: Int
    /// Seconds since 1970 in UTC.
    public var time: Int
    /// Who acted.
    public var actor: String
    /// Raw value of ``AuditEvent``.
    public var event: String
    /// The case, if it is about one.
    public var caseNumber: String?
    /// Codes that say more, divided by spaces.
    public var codes: String
    /// SHA-256 over salt and text, or over the sealed pieces of a message that came in.
    public var commitment: [UInt8]?
    /// ``hash`` of the record before; 32 zero bytes for the first.
    public var previous: [UInt8]
    /// ``computedHash`` when it was written.
    public var hash: [UInt8]

    /// Numbers that are given: far more than will ever be, and far from where arithmetic ends.
    static let numbers = 1..<1 << 53

    /// The chain's first link.
    static let origin = [UInt8](repeating: 0, count: 32)

    /// SHA-256 of the record's canonical encoding: `inward-audit-1`, then each field with its length in eight bytes;
    /// numbers in eight bytes big-endian; a missing field has the length of all ones.
    public var computedHash: [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("inward-audit-1".utf8))
        let fields: [[UInt8]?] = [
            BigEndian.bytes(Int64(number)), BigEndian.bytes(Int64(time)), Array(actor.utf8), Array(event.utf8),
            caseNumber.map { Array($0.utf8) }, Array(codes.utf8), commitment, previous,
        ]
        for field in fields {
            hash.update(data: BigEndian.bytes(field.map { UInt64($0.count) } ?? UInt64.max))
            hash.update(data: field ?? [])
        }
        return Array(hash.finalize())
    }

    /// The same record made complete after `last`.
    func chained(after last: AuditRecord?) -> AuditRecord {
        var record = self
        record.number = (last?.number ?? 0) + 1
        record.previous = last?.hash ?? Self.origin
        record.hash = record.computedHash
        return record
    }

    /// A record that is not in the chain yet.
    init(
        _ event: AuditEvent, of number: CaseNumber?, by actor: ActorID, time: Int, codes: [String] = [],
        commitment: [UInt8]? = nil
    ) {
        self.init(
            number: 0, time: time, actor: actor.description, event: event.rawValue, caseNumber: number?.description,
            codes: codes.joined(separator: " "), commitment: commitment, previous: [], hash: [])
    }

    /// A record as it was stored.
    init(
        number: Int, time: Int, actor: String, event: String, caseNumber: String?, codes: String,
        commitment: [UInt8]?, previous: [UInt8], hash: [UInt8]
    ) {
        self.number = number
        self.time = time
        self.actor = actor
        self.event = event
        self.caseNumber = caseNumber
        self.codes = codes
        self.commitment = commitment
        self.previous = previous
        self.hash = hash
    }
}
