import Casework
import Foundation
import Service

extension Calls {
    /// Versions, keys, backups, checkpoints.
    func upkeep(_ policy: [UInt8]) async throws {
        let (administrator, approver, auditor) = (remote("administrator"), remote("approver"), remote("auditor"))
        _ = try await take(["one", "two"])
        let number = try await answered("proposeVersion") {
            try await administrator.proposeVersion(.policy, policy + Array("# again\n".utf8), by: me, at: now)
        }
        try await answered("approveVersion") { try await approver.approveVersion(.policy, number, by: me, at: now) }
        try await answered("checkpoint") { try await auditor.checkpoint(at: now) }
        try await answered("verifyAudit") { try await auditor.verifyAudit(against: nil) }
        try await answered("backup") { try await administrator.backup(to: "copy", by: me, at: now) }
        try await answered("rotateKeys") {
            try await administrator.rotateKeys(olderThan: .zero, by: me, at: now)
        }
        // Sealed for the new epoch.
        _ = try await take(["three"])
        try await answered("declareKeyLost") { try await administrator.declareKeyLost(1, by: me, at: now) }
        try await answered("lockKeys") {
            try await administrator.lockKeys(by: StoreState.passphrase, by: me, at: now)
        }
        try await answered("dropSourceDigests") { try await administrator.dropSourceDigests(by: me, at: now) }
    }
}
