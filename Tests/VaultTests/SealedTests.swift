import Seeded
import Testing

@testable import Vault

@Suite("Sealed pieces")
struct SealedTests {
    static let key = PrivateKey(epoch: 3)
    static let binding = SealBinding(.message, of: "7k3m9qx")

    @Test(
        "what was sealed is opened with the private key, at every length around a chunk",
        arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001])
    func roundTrip(length: Int) throws {
        let text = Secret.random(length)
        let sealed = try Sealed(text, to: Self.key.publicKey, binding: Self.binding)
        #expect(try sealed.open(with: Self.key, binding: Self.binding) == text)
        #expect(sealed.content.count == 5 + length + 16 * max(1, (length + 65_535) / 65_536))
    }

    @Test("cut into any pieces, the stream opens to the text that was sealed in any pieces", arguments: 0..<40)
    func streams(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let text = random.bytes(Int.random(in: 0...150_000, using: &random))
        var sealer = try Sealer(to: Self.key.publicKey, binding: Self.binding)
        var content: [UInt8] = []
        for piece in pieces(of: text, &random) { content += try sealer.update(piece) }
        content += try sealer.finish()
        var opener = try Opener(key: sealer.key, with: Self.key, binding: Self.binding)
        var opened: [UInt8] = []
        for piece in pieces(of: content, &random) { opened += try opener.update(piece) }
        opened += try opener.finish()
        #expect(opened == text)
        #expect(try Sealed(key: sealer.key, content: content).open(with: Self.key, binding: Self.binding) == text)
    }

    private func pieces(of bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var from = 0
        while from < bytes.count {
            let end = min(bytes.count, from + Int.random(in: 0...70_000, using: &random))
            pieces.append(Array(bytes[from..<end]))
            from = end
        }
        return pieces
    }

    @Test("two pieces of the same text have nothing in common")
    func fresh() throws {
        let one = try Sealed([1, 2, 3], to: Self.key.publicKey, binding: Self.binding)
        let two = try Sealed([1, 2, 3], to: Self.key.publicKey, binding: Self.binding)
        #expect(one.key.bytes.suffix(80) != two.key.bytes.suffix(80))
        #expect(one.content.dropFirst(5) != two.content.dropFirst(5))
    }
}
