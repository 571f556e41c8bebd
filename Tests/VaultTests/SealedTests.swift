import Testing

@testable import Vault

@Suite("Sealed pieces")
struct SealedTests {
    @Test(
        "what was sealed is opened with the private key, at every length around a chunk",
        arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001])
    func roundTrip(length: Int) throws {
        let key = PrivateKey(epoch: 3)
        let text = Secret.random(length)
        let binding = SealBinding(.message, of: "7k3m9qx")
        let sealed = try Sealed(text, to: key.publicKey, binding: binding)
        #expect(try sealed.open(with: key, binding: binding) == text)
        #expect(sealed.key.epoch == 3)
    }
}
