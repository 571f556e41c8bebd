import Foundation
import Vault

/// Where cases are kept. Each method is a whole operation and one transaction, and answers after the commit.
///
/// The time is an argument everywhere: a store never looks at a clock. All errors are ``CaseworkError`` or `VaultError`.
public protocol CaseStore: AccountStore, RequestStore, StoreUpkeep, VersionStore {
    /// Puts a message under review.
    func take(_ intake: CaseIntake, at time: Date) async throws -> TakeResult
    /// Puts many under review by one commit; the results are in the order of the intakes. All are taken or none.
    func takeMany(_ intakes: [CaseIntake], at time: Date) async throws -> [TakeResult]
    /// Puts under review what was sealed elsewhere to ``sealingKey()``; all are taken or none.
    func take(_ handOver: HandOver, at time: Date) async throws -> [TakeResult]
    /// The public key of the newest epoch: whoever has it can hand over and read nothing.
    func sealingKey() async throws -> PublicKey
    /// What waits for who asks, most urgent first: deadline, then level (higher first), then day.
    func queue(_ filter: QueueFilter, by actor: ActorID, at time: Date) async throws -> [QueueEntry]
    /// The most urgent case that can be claimed, of one queue or of all.
    func next(queue: String?, by actor: ActorID, at time: Date) async throws -> QueueEntry?
    /// Takes a case for the length of a lease. A case whose lease ran out can be claimed by anyone.
    func claim(_ number: CaseNumber, by actor: ActorID, lease: Duration, at time: Date) async throws -> Lease
    /// Claims the most urgent cases that they can claim, in one step.
    func claimNext(
        _ count: Int, queue: String?, by actor: ActorID, lease: Duration, at time: Date
    ) async throws -> [Claim]
    /// Makes the lease run from now.
    func renew(_ number: CaseNumber, by actor: ActorID, lease: Duration, at time: Date) async throws -> Lease
    /// Gives a case back.
    func returnToQueue(_ number: CaseNumber, by actor: ActorID, at time: Date) async throws
    /// Says whether a finding (numbered from 1) was right; a wrong one is struck, and its category goes with the last.
    func verdict(
        _ number: CaseNumber, finding: Int, _ verdict: Verdict, by actor: ActorID, at time: Date) async throws
    /// What redacted messages are read again by before they leave; without it nothing is released redacted. A service has
    /// its own.
    func prove(by scan: any RedactionScan) async
    /// Decides a case, and does what the decision sets going.
    func decide(
        _ number: CaseNumber, _ decision: Decision, by actor: ActorID, at time: Date
    ) async throws -> DecisionResult
    /// Decides cases, each by itself, where several are to be decided at one time; the results are in the order of `orders`.
    func decideTogether(_ orders: [DecisionOrder], at time: Date) async -> [Result<DecisionResult, any Error>]
    /// Cases that one decision can take, before it is taken.
    func preview(_ selection: CaseSelection, by actor: ActorID, at time: Date) async throws -> [QueueEntry]
    /// Decides cases one after another, claiming those that wait; a refusal of one stops none of the others.
    func decideMany(
        _ numbers: [CaseNumber], _ decision: Decision, by actor: ActorID, at time: Date
    ) async throws -> [BulkResult]
    /// Hands a case up: back to its queue for somebody of a higher level.
    func escalate(_ number: CaseNumber, why: String, text: String?, by actor: ActorID, at time: Date) async throws
    /// Gives a case to somebody who could claim it.
    func reassign(
        _ number: CaseNumber, to other: ActorID, lease: Duration, by actor: ActorID, at time: Date) async throws
    /// Says whether a delivery in doubt arrived; one that did not is done again.
    func settle(_ number: CaseNumber, arrived: Bool, by actor: ActorID, at time: Date) async throws -> DecisionResult
    /// Leaves a note on a case.
    func note(_ number: CaseNumber, _ text: String, by actor: ActorID, at time: Date) async throws
    /// The notes on a case, oldest first.
    func notes(_ number: CaseNumber, by actor: ActorID, at time: Date) async throws -> [CaseNote]
    /// Ends what is over by time: requests and deadlines. Erases nothing.
    @discardableResult func tick(at time: Date) async throws -> TickReport
    /// How much waits, by queue and team.
    func workload(by actor: ActorID, at time: Date) async throws -> Workload
    /// Shows a case to a depth. The look is in the audit trail before anything is given out.
    ///
    /// - Parameter names: who the people are; without it they have pseudonyms below the depth of the whole message.
    func show(
        _ number: CaseNumber, depth: Depth, reason: Purpose, names: Bool, by actor: ActorID, at time: Date
    ) async throws -> CaseView
    /// What is left of an erased case, with its dates; nil where no such case was erased.
    func erasure(of number: CaseNumber) async throws -> Erasure?
    /// A word that stands for a case in logs: it says nothing without the store.
    func reference(of number: CaseNumber) async throws -> String
    /// The case that a reference stands for, erased ones too.
    func caseNumber(ofReference reference: String) async throws -> CaseNumber?
    /// Records of the audit trail from a number on, at most `limit`.
    func audit(from number: Int, limit: Int) async throws -> [AuditRecord]
    /// Proves the audit trail, against a checkpoint where there is one.
    func verifyAudit(against checkpoint: Checkpoint?) async throws -> AuditReport
    /// A signed statement of how far the audit trail reaches, to be kept outside the store.
    func checkpoint(at time: Date) async throws -> Checkpoint
}
