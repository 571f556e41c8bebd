import Detection
import Foundation
import Messages
import Vault

/// Messages to be put under review, sealed where nothing can be opened: what a host hands over that has the public key alone.
///
/// The bytes are `INWH`, the version 1, a ``SealedKey`` and the sealed content. The content is, for each message, a head in
/// JSON and the message, each with its length before it in eight bytes, big-endian.
public struct HandOver: Sendable {
    private static let head = Array("INWH".utf8) + [1]
    private static let binding = SealBinding(.message, of: "hand-over")
    /// Messages in one piece at most.
    public static let most = 10_000

    /// What is sent.
    public let bytes: [UInt8]

    /// Seals messages.
    public init(_ intakes: [CaseIntake], to key: PublicKey) throws {
        var content: [UInt8] = []
        for intake in intakes {
            Self.append(Array(try Self.encoder.encode(Head(intake))), to: &content)
            Self.append(intake.message.array, to: &content)
        }
        let sealed = try Sealed(content, to: key, binding: Self.binding)
        bytes = Self.head + sealed.key.bytes + sealed.content
    }

    /// Takes what was sent. Throws ``CaseworkError/badHandOver`` where it is none.
    public init(bytes: [UInt8]) throws {
        guard bytes.starts(with: Self.head), bytes.count > Self.head.count + SealedKey.size else {
            throw CaseworkError.badHandOver
        }
        self.bytes = bytes
    }

    /// The messages.
    ///
    /// - Throws: ``CaseworkError/badHandOver`` for what is no hand-over once it is opened, or was changed;
    ///   ``CaseworkError/handOverToOldKey``.
    func intakes(with keys: KeyRing) throws -> [CaseIntake] {
        var rest = try content(with: keys)[...]
        var intakes: [CaseIntake] = []
        while !rest.isEmpty, intakes.count < Self.most {
            guard let head = Self.piece(of: &rest), let message = Self.piece(of: &rest),
                let intake = try? Self.decoder.decode(Head.self, from: Data(head)).intake(Bytes(Array(message)))
            else { throw CaseworkError.badHandOver }
            intakes.append(intake)
        }
        guard rest.isEmpty, !intakes.isEmpty else { throw CaseworkError.badHandOver }
        return intakes
    }

    private func content(with keys: KeyRing) throws -> [UInt8] {
        let start = Self.head.count
        do {
            let key = try SealedKey(bytes: Array(bytes[start..<start + SealedKey.size]))
            let sealed = Sealed(key: key, content: Array(bytes[(start + SealedKey.size)...]))
            return try sealed.open(with: keys, binding: Self.binding)
        } catch .noPrivateKey {
            throw CaseworkError.handOverToOldKey
        } catch {
            throw CaseworkError.badHandOver
        }
    }

    private static func append(_ piece: [UInt8], to content: inout [UInt8]) {
        content += BigEndian.bytes(UInt64(piece.count)) + piece
    }

    private static func piece(of rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.count >= 8 else { return nil }
        let length: UInt64 = BigEndian.number(rest.prefix(8))
        rest = rest.dropFirst(8)
        guard length <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(length)) }
        return rest.prefix(Int(length))
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        return encoder
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        return decoder
    }
}

/// All of an intake but the message.
private struct Head: Codable {
    var source: SourceKind
    var envelope: CaseEnvelope
    var categories: [Detection.Category: Double]
    var findings: KeptFindings
    var queue: String
    var level: Int
    var deadline: Date?
    var atDeadline: DeadlineRule
    var thread: [String]
    var judgedBy: JudgedBy

    init(_ intake: CaseIntake) {
        source = intake.source
        envelope = intake.envelope
        categories = intake.categories
        findings = intake.findings
        queue = intake.queue
        level = intake.level
        deadline = intake.deadline
        atDeadline = intake.atDeadline
        thread = intake.thread
        judgedBy = intake.judgedBy
    }

    /// What comes from another host is looked at before it stands in the clear.
    func intake(_ message: Bytes) throws -> CaseIntake {
        guard source != .form, (0...99).contains(level), (1...64).contains(queue.utf8.count),
            queue.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }),
            categories.values.allSatisfy({ (0...1).contains($0) }), findings.findings.count <= KeptFindings.most,
            !message.isEmpty
        else { throw CaseworkError.badHandOver }
        return CaseIntake(
            source: source, message: message, envelope: envelope, categories: categories, findings: findings,
            queue: queue, level: level, deadline: deadline, atDeadline: atDeadline, thread: thread, judgedBy: judgedBy)
    }
}
