import Foundation

/// An epoch of keys, as lists show it.
public struct EpochEntry: Codable, Sendable, Equatable {
    /// From 1.
    public var epoch: Int
    /// The first digits of the SHA-256 of its public key.
    public var identifier: String
    /// When it was made, where that was recorded.
    public var started: Date?
    /// When its private key was destroyed here.
    public var destroyed: Date?
    /// Whether its private key is here.
    public var isHere: Bool
    /// How many cases are sealed to it.
    public var cases: Int

    /// Whether what is sealed to it can be read nowhere: its key is neither here nor was it destroyed on purpose.
    public var isMissing: Bool { !isHere && destroyed == nil && cases > 0 }
}

/// Something that has to be looked into, as a note until the register of incidents is there.
public struct IncidentNote: Codable, Sendable, Equatable {
    /// `key-lost`, `erasures-lost`.
    public var kind: String
    /// Codes that say more.
    public var codes: String
    /// When it was opened.
    public var opened: Date
}

/// A level that the policy asks for and too few people hold.
public struct ThinLevel: Codable, Sendable, Equatable {
    /// The level.
    public var level: Int
    /// The depths, purposes, categories and decisions that ask for it.
    public var asked: [String]
    /// How many approvers hold it.
    public var holders: Int
}

/// What waits, for those who are to look: counts, queues and deadlines, and no content.
public struct Notice: Codable, Sendable, Equatable {
    /// One JSON object.
    public var json: [UInt8]
    /// Ed25519 over ``json`` with the key of the checkpoints, in hexadecimal.
    public var signature: String

    package init(json: [UInt8], signature: String) {
        self.json = json
        self.signature = signature
    }
}

/// What a check of a store found.
public struct StoreReport: Codable, Sendable, Equatable {
    /// In words; empty: all is as it should be.
    public var faults: [String] = []
    /// How many cases there are, closed ones too.
    public var cases = 0
    /// How many cases were erased.
    public var erased = 0
    /// Keyed digests of scanned messages, linked to no case.
    public var sourceDigests = 0
    /// Keyed fingerprints of open and closed cases.
    public var fingerprints = 0
    /// Cases that could not be read as a whole wait in this queue.
    public var unscannable = 0
    /// How far the audit trail's proof reaches.
    public var audit = ""
}

/// Keys, backups and the store's own health.
public protocol StoreUpkeep: Sendable {
    /// The epochs of the keys.
    func epochs(by actor: ActorID, at time: Date) async throws -> [EpochEntry]
    /// Makes a new epoch, seals what is wanted anew and destroys the old private keys, while others go on working.
    ///
    /// - Parameter age: only where the newest epoch is at least so old.
    /// - Returns: the new epoch; nil where it was not time.
    func rotateKeys(olderThan age: Duration, by actor: ActorID, at time: Date) async throws -> Int?
    /// Locks the private keys by a passphrase; nil: by none.
    func lockKeys(by passphrase: String?, by actor: ActorID, at time: Date) async throws
    /// Says that the key of an epoch is lost for good: opens an incident note.
    func declareKeyLost(_ epoch: Int, by actor: ActorID, at time: Date) async throws -> IncidentNote
    /// Incident notes, oldest first.
    func incidents(by actor: ActorID, at time: Date) async throws -> [IncidentNote]
    /// Writes a copy of the store without keys into a new folder.
    func backup(to path: String, by actor: ActorID, at time: Date) async throws
    /// Levels that the policy in force asks for and fewer than two approvers hold.
    func thinLevels(at time: Date) async throws -> [ThinLevel]
    /// What waits, signed, for a webhook; nil where nothing does.
    func notice(at time: Date) async throws -> Notice?
    /// The same as a mail into a maildir; false where nothing waits.
    func writeNotice(to maildir: String, from: String, to: String, at time: Date) async throws -> Bool
    /// Looks at everything: files, seals, settings, the audit trail.
    func check(by actor: ActorID, at time: Date) async throws -> StoreReport
    /// Forgets which scanned messages were seen; how many.
    func dropSourceDigests(by actor: ActorID, at time: Date) async throws -> Int
}
