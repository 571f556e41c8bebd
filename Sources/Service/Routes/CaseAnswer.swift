import Casework
import Detection
import Foundation
import Messages
import Vault

/// As much of a case as a look at one depth shows.
struct CaseAnswer: Codable, Sendable {
    var entry: QueueEntry
    var depth: Depth
    var findings: [FindingView]
    var findingsLeftOut: Int
    var envelope: CaseEnvelope
    var policyVersion: Int
    /// SHA-256 in hexadecimal.
    var policyDigest: String
    /// The same of the rule packs.
    var packDigest: String
    var decision: DecisionKind?
    /// The message in base 64, only at the depth `message`.
    var message: Data?
    /// The other messages that the case covers, likewise.
    var others: [Data]

    init(_ view: CaseView) {
        entry = view.entry
        depth = view.depth
        findings = view.findings
        findingsLeftOut = view.findingsLeftOut
        envelope = view.envelope
        policyVersion = view.judgedBy.policyVersion
        policyDigest = Hex.text(view.judgedBy.policyDigest)
        packDigest = Hex.text(view.judgedBy.packDigest)
        decision = view.decision
        message = view.message.map { Data($0.array) }
        others = view.others.map { Data($0.array) }
    }

    /// As the store gives it.
    var view: CaseView {
        CaseView(
            entry: entry, depth: depth, findings: findings, findingsLeftOut: findingsLeftOut, envelope: envelope,
            judgedBy: JudgedBy(
                policyVersion: policyVersion, policyDigest: Hex.bytes(policyDigest) ?? [],
                packDigest: Hex.bytes(packDigest) ?? []),
            decision: decision, message: message.map { Bytes(Array($0)) },
            others: others.map { Bytes(Array($0)) })
    }
}
