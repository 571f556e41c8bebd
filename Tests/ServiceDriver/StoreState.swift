import Casework
import Foundation

/// What a store holds, in one line that is the same in every run: nothing random, no time.
enum StoreState {
    static let passphrase = "a passphrase of the driver"

    static func text(of store: SQLiteCaseStore) throws -> String {
        let now = Date()
        let (auditor, approver, reviewer) = (
            try ActorID("auditor"), try ActorID("approver"), try ActorID("reviewer")
        )
        var parts: [String] = []
        for account in try store.accounts(by: auditor, at: now) {
            let tokens = try store.tokens(of: account.id, by: auditor, at: now).map {
                "\($0.label)\($0.isRevoked ? "-" : "+")"
            }
            let roles = account.settings.roles.map(\.rawValue).sorted().joined(separator: "+")
            let flags = [account.isActive, account.waits, account.hasPassword, account.hasOneTimeCodes]
            parts.append(
                "\(account.id)=\(roles):\(flags.map { $0 ? "1" : "0" }.joined()):\(tokens.sorted().joined())")
        }
        parts += try store.standIns(by: auditor, at: now).map { "\($0.deputy)-for-\($0.absent)" }.sorted()
        for kind in [VersionKind.policy, .patterns] {
            parts += try store.versions(kind, by: auditor, at: now).map { "\(kind)\($0.number)=\($0.state)" }
        }
        let all: Set<RequestState> = [.asked, .approved, .narrowed, .refused, .revoked, .expired]
        parts += try store.requests(all, by: approver, at: now).map { "request=\($0.state):\($0.depth)" }.sorted()
        parts += try store.queue(QueueFilter(states: Set(CaseState.allCases)), by: reviewer, at: now).map {
            let lease = $0.lease.map { "\($0.holder)" } ?? "-"
            return
                "case=\($0.state):\($0.level):\($0.categories.count):\(lease):\($0.isEscalated):\($0.isProtected):\($0.waitsFor != nil)"
        }.sorted()
        parts += try store.epochs(by: auditor, at: now).map {
            "epoch\($0.epoch)=\($0.isHere):\($0.destroyed != nil):\($0.cases)"
        }
        parts += try store.incidents(by: auditor, at: now).map { "incident=\($0.kind)" }
        let events = Dictionary(
            grouping: try store.audit(from: 1, limit: 10_000).map { "\($0.event)" }, by: { $0 })
        parts += events.keys.sorted().map { "\($0)*\(events[$0]?.count ?? 0)" }
        return parts.joined(separator: ",")
    }

    /// Opens a store as a restart does and says what it holds and what is wrong with it, and with the backup beside it.
    static func report(_ path: String, backup: String, scratch: String) throws {
        let folder = StoreFolder(path: path, passphrase: passphrase)
        let store = try SQLiteCaseStore(folder: folder, creating: false, holder: "the test", at: Date())
        for fault in try store.verifyAudit(against: nil).faults { say("fault", "audit: \(fault)") }
        say("state", try text(of: store))
        for fault in try store.check(by: ActorID("auditor"), at: Date()).faults { say("fault", "check: \(fault)") }
        guard StoreFolder(path: backup).exists else { return }
        let files = FileManager.default
        if files.fileExists(atPath: scratch) { try files.removeItem(atPath: scratch) }
        try files.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        let copy = StoreFolder(path: scratch, passphrase: passphrase)
        try files.copyItem(atPath: folder.keys, toPath: copy.keys)
        let restored = try SQLiteCaseStore.restore(
            backup, into: copy, erasures: .lost, holder: "the test", at: Date()
        ).store
        // A key that was destroyed since opens nothing in a backup either: that is what rotation is for.
        let faults = try restored.check(by: ActorID("auditor"), at: Date()).faults
        for fault in faults where !fault.contains("the private key is not here") { say("fault", "backup: \(fault)") }
        say("backup")
    }
}
