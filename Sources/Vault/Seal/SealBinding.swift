/// What a sealed piece is for and whom it belongs to. It is not stored in the piece: who opens it must say the same.
public struct SealBinding: Sendable, Hashable {
    /// What a sealed piece holds.
    public enum Purpose: UInt8, Sendable, CaseIterable {
        /// The bytes of a message.
        case message = 1
        /// Addresses, subject, names: what stands on and around a message.
        case envelope = 2
        /// What was found, with its sentences.
        case findings = 3
        /// Free text and addresses that people wrote about something.
        case note = 4
        /// The bytes of a message without its findings, on their way out.
        case redacted = 5
    }

    /// What it holds.
    public var purpose: Purpose
    /// The name of what it belongs to, as a case number; at most 255 bytes of UTF-8 count.
    public var owner: String

    /// A purpose for an owner.
    public init(_ purpose: Purpose, of owner: String) {
        self.purpose = purpose
        self.owner = owner
    }

    /// `inward-sealed`, version, purpose, length of the owner, owner.
    func bytes(version: UInt8) -> [UInt8] {
        let owner = Array(owner.utf8.prefix(255))
        return Array("inward-sealed".utf8) + [version, purpose.rawValue, UInt8(owner.count)] + owner
    }
}
