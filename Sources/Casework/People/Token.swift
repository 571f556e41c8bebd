import Crypto
import Foundation
import Vault

/// An API token: shown once when it is made, stored as SHA-256. It has 256 bits of chance, so it needs no salt.
public struct Token: Sendable, Equatable {
    static let prefix = "inward_"

    /// What its holder keeps secret: `inward_` and 52 letters and digits.
    public let text: String

    /// A token that a service made.
    package init(text: String) { self.text = text }

    init() { text = Self.prefix + Base32.text(Secret.random(32)).lowercased() }

    /// The digest of a token as somebody shows it.
    static func digest(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

/// A token, as lists show it.
public struct TokenEntry: Codable, Sendable, Equatable {
    /// The first eight digits of its digest: names it, and does not open anything.
    public var id: String
    /// Whose it is.
    public var account: ActorID
    /// What its holder calls it.
    public var label: String
    /// When it ends; nil: when it is revoked.
    public var expires: Date?
    /// Whether it was revoked.
    public var isRevoked: Bool
}
