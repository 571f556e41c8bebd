import Casework
import Dispatch
import Foundation
import Service
import Vault

/// Where mail is kept that was held: a service, or a store of one's own.
protocol HeldMail: Sendable {
    /// Puts a message under review. Answers after the commit, with the word that stands for the case in logs.
    func hold(_ intake: CaseIntake, at time: Date) async throws -> String?
    /// Number and content of what is in force; nil where nothing was ever approved.
    func versionInForce(_ kind: VersionKind) async throws -> (number: Int, content: [UInt8])?
    /// Whether it is asked now and then what is in force.
    var isFollowed: Bool { get }
    /// Throws where nothing can be held.
    func check(at time: Date) async throws
}

/// A running service, to which messages go sealed.
struct ServiceHeldMail: HeldMail {
    let service: RemoteCaseStore
    var isFollowed: Bool { true }

    func hold(_ intake: CaseIntake, at time: Date) async throws -> String? { try await service.handOver(intake) }

    func versionInForce(_ kind: VersionKind) async throws -> (number: Int, content: [UInt8])? {
        try await service.versionInForce(kind)
    }

    func check(at time: Date) async throws { _ = try await service.sealingKey() }
}

/// A store in this machine's own folder. It is opened for each message and closed again, so that its reviewers can have it too,
/// on a thread of its own: it waits for the disk, and for whoever else has the store.
struct StoreHeldMail: HeldMail {
    let folder: StoreFolder
    /// It would have to be opened for that, and others want it too.
    var isFollowed: Bool { false }
    private let queue = DispatchQueue(label: "inward.store", qos: .userInitiated)
    private static let holder = "inward milter (process \(ProcessInfo.processInfo.processIdentifier))"

    init(_ folder: StoreFolder) { self.folder = folder }

    /// Makes the store where there is none; only when the hook starts: a store that is gone later is a failure, and not a
    /// reason for a new one with other keys.
    func make(at time: Date) async throws { try await run { _ = try open(creating: true, at: time) } }

    func hold(_ intake: CaseIntake, at time: Date) async throws -> String? {
        try await run {
            let store = try open(creating: false, at: time)
            let number =
                switch try store.take(intake, at: time) {
                case .opened(let number), .joined(let number), .covered(let number): number as CaseNumber?
                case .known(let number): number
                }
            return try number.map { try store.reference(of: $0) }
        }
    }

    func versionInForce(_ kind: VersionKind) async throws -> (number: Int, content: [UInt8])? {
        try await run { try open(creating: false, at: Date()).versionInForce(kind) }
    }

    func check(at time: Date) async throws { try await run { _ = try open(creating: false, at: time).sealingKey() } }

    private func open(creating: Bool, at time: Date) throws -> SQLiteCaseStore {
        try SQLiteCaseStore(folder: folder, creating: creating, holder: Self.holder, patience: .seconds(20), at: time)
    }

    private func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Swift.Result {
                        let result = try body()
                        // A store that is closed takes its write-ahead log with it; that too is on disk before anything is said.
                        try FileSystem.sync(folder: folder.path)
                        return result
                    })
            }
        }
    }
}
