import Casework
import Detection
import Foundation
import Messages

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
        policyDigest = Hexadecimal.text(view.judgedBy.policyDigest)
        packDigest = Hexadecimal.text(view.judgedBy.packDigest)
        decision = view.decision
        message = view.message.map { Data($0.array) }
        others = view.others.map { Data($0.array) }
    }

    /// As the store gives it.
    var view: CaseView {
        CaseView(
            entry: entry, depth: depth, findings: findings, findingsLeftOut: findingsLeftOut, envelope: envelope,
            judgedBy: JudgedBy(
                policyVersion: policyVersion, policyDigest: Hexadecimal.bytes(policyDigest) ?? [],
                packDigest: Hexadecimal.bytes(packDigest) ?? []),
            decision: decision, message: message.map { Bytes(Array($0)) },
            others: others.map { Bytes(Array($0)) })
    }
}

/// Bytes as people compare them.
enum Hexadecimal {
    /// Two digits a byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The bytes; nil where it is no such text.
    static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}
