import Crypto
import Foundation

/// A store's secret for keyed digests (HMAC-SHA256, RFC 2104): equal things are recognised, nothing can be guessed
/// from the digest by anyone without the key.
public struct DigestKey: Sendable {
    let bytes: [UInt8]
    private let key: SymmetricKey

    init(bytes: [UInt8]) {
        self.bytes = bytes
        key = SymmetricKey(data: bytes)
    }

    /// A new secret.
    public init() { self.init(bytes: Secret.random(32)) }

    /// The digest of `parts` for one use. Parts are told apart by their lengths, and no digest of one use equals one
    /// of another.
    ///
    /// - Returns: 32 bytes.
    public func digest(_ use: StaticString, _ parts: [UInt8]...) -> [UInt8] { digest(use, parts) }

    /// The same for a list of parts.
    public func digest(_ use: StaticString, _ parts: [[UInt8]]) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        for part in [Array("\(use)".utf8)] + parts {
            code.update(data: BigEndian.bytes(UInt64(part.count)))
            code.update(data: part)
        }
        return Array(code.finalize())
    }

}

/// Random secrets.
public enum Secret {
    /// Bytes from the system's cryptographic generator.
    public static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

/// Numbers as bytes, highest first.
public enum BigEndian {
    /// The number's bytes, as many as its type has.
    public static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        stride(from: type(of: number).bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// The number that `bytes` say.
    public static func number<Number: FixedWidthInteger>(_ bytes: some Sequence<UInt8>) -> Number {
        bytes.reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }
}
