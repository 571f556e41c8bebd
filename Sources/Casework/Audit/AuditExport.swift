import Foundation
import Vault

/// The audit trail as JSON Lines, to be kept and proved elsewhere: a record a line, with no free text and nothing sealed.
public enum AuditExport {
    private struct Line: Codable {
        var number: Int
        var time: String
        var seconds: Int
        var actor: String
        var event: String
        var caseNumber: String?
        var codes: String
        var commitment: String?
        var previous: String
        var hash: String

        enum CodingKeys: String, CodingKey {
            case number, time, seconds, actor, event
            case caseNumber = "case"
            case codes, commitment, previous, hash
        }
    }

    /// A record's line, with its line break.
    public static func line(_ record: AuditRecord) throws -> [UInt8] {
        let line = Line(
            number: record.number, time: Moment.text(Moment.date(record.time)), seconds: record.time,
            actor: record.actor, event: record.event, caseNumber: record.caseNumber, codes: record.codes,
            commitment: record.commitment.map(Hex.text), previous: Hex.text(record.previous),
            hash: Hex.text(record.hash))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(line)) + [0x0A]
    }

    /// Reads an export; nil for a line that is none.
    public static func records(_ bytes: [UInt8]) -> [AuditRecord?] {
        bytes.split(separator: 0x0A).map { text in
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(text)),
                let previous = Hex.bytes(line.previous), let hash = Hex.bytes(line.hash)
            else { return nil }
            // The commitment is hashed as bytes: one that is no hexadecimal is a change.
            let commitment = line.commitment.map { Hex.bytes($0) ?? [] }
            return AuditRecord(
                number: line.number, time: line.seconds, actor: line.actor, event: line.event,
                caseNumber: line.caseNumber, codes: line.codes, commitment: commitment, previous: previous, hash: hash)
        }
    }

    /// Proves an export by itself, and against a checkpoint with the public key where there is one.
    public static func verify(
        _ bytes: [UInt8], checkpoint: Checkpoint?, key: VerifyingKey?
    ) -> AuditReport {
        let lines = records(bytes)
        var proof = AuditProof(checkpoint: checkpoint?.number)
        let numbers = Dictionary(
            lines.compactMap { $0 }.map { ($0.hash, $0.number) }, uniquingKeysWith: { first, _ in first })
        let ordered = lines.enumerated().sorted {
            ($0.element?.number ?? $0.offset + 1) < ($1.element?.number ?? $1.offset + 1)
        }
        for (offset, record) in ordered {
            guard let record else {
                proof.addUnreadable(offset + 1)
                continue
            }
            _ = proof.add(record) { numbers[$0] }
        }
        guard let checkpoint, let key else { return proof.report }
        return proof.report(checkpoint, key: key)
    }
}

/// A look as the audit trail tells it: who was shown what kind of thing, without what it said.
public struct AuditedLook: Sendable, Equatable, CustomStringConvertible {
    /// When.
    public var time: Date
    /// Who looked.
    public var actor: String
    /// At which case.
    public var caseNumber: String
    /// The depth.
    public var depth: Depth
    /// Words from ``AuditRecord/codes``: purpose, findings, names or pseudonyms, request.
    public var codes: [String]

    /// A look, where the record is one.
    public init?(_ record: AuditRecord) {
        let codes = record.codes.split(separator: " ").map(String.init)
        guard record.event == AuditEvent.looked.rawValue, let depth = codes.first.flatMap(Depth.init),
            let number = record.caseNumber
        else { return nil }
        time = Moment.date(record.time)
        actor = record.actor
        caseNumber = number
        self.depth = depth
        self.codes = Array(codes.dropFirst())
    }

    private static let shown: [Depth: String] = [
        .metadata: "categories, kinds of finding, confidence",
        .snippet: "categories, kinds of finding, sentences with every finding masked",
        .sentence: "categories, kinds of finding, the sentences of the findings",
        .message: "the whole message with its header",
    ]

    private func code(_ name: String) -> String? {
        codes.first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
    }

    /// One sentence without a full stop.
    public var description: String {
        let people = codes.contains("names") ? "people by their addresses" : "people by pseudonyms"
        let wrong = code("wrong").map { ", struck by then: \($0)" } ?? ""
        let request = code("request").map { ", under request \($0)" } ?? ""
        return "\(Moment.text(time))  \(actor) was shown of case \(caseNumber), for \(codes.first ?? "?"): "
            + "\(Self.shown[depth] ?? ""); \(code("findings") ?? "0") findings\(wrong); \(people)\(request)"
    }
}
