/// A case's number: seven random characters, so that it says nothing about when or after whom a case was opened.
///
/// The alphabet is Crockford's base 32 in lower case (no i, l, o, u): 2^35 numbers. When typed, capitals are taken, `o`
/// is read as `0`, `i` and `l` as `1`.
public struct CaseNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    static let length = 7

    /// The seven characters.
    public let description: String

    /// Reads a number as people type it; nil where it is none.
    public init?(_ text: some StringProtocol) {
        var characters: [UInt8] = []
        for byte in text.utf8 where characters.count <= Self.length {
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            switch lower {
            case UInt8(ascii: "o"): characters.append(UInt8(ascii: "0"))
            case UInt8(ascii: "i"), UInt8(ascii: "l"): characters.append(UInt8(ascii: "1"))
            default:
                guard Self.alphabet.contains(lower) else { return nil }
                characters.append(lower)
            }
        }
        guard characters.count == Self.length else { return nil }
        description = String(decoding: characters, as: UTF8.self)
    }

    /// The first of all numbers.
    package static let first = CaseNumber(characters: Array("0000000".utf8))

    /// A number by chance; whether it is free is for the store to see.
    static func random() -> CaseNumber {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    static func random(using generator: inout some RandomNumberGenerator) -> CaseNumber {
        let characters = (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
        return CaseNumber(characters: characters)
    }

    private init(characters: [UInt8]) { description = String(decoding: characters, as: UTF8.self) }

    /// By characters, which is a random order.
    public static func < (left: CaseNumber, right: CaseNumber) -> Bool { left.description < right.description }
}
