import Crypto
import Testing

@testable import Vault

/// Made by `docs/sealed_format.py`, a second implementation.
@Suite("Vectors of a second implementation")
struct GoldenVectorTests {
    let privateKey = try! PrivateKey(epoch: 5, bytes: Array(0..<32))
    let dataKey = SymmetricKey(data: Array(64..<96) as [UInt8])
    let binding = SealBinding(.envelope, of: "7k3m9qx")
    let key = """
        0100000005eedd883da0a94515358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254772a55d18f259c25775e574\
        550c01534b6f74e2f58ab46ac1de99d06830616df6034bb22e1ce7addc71dfb6753cc2196
        """

    @Test(
        "a piece sealed elsewhere is opened",
        arguments: [
            ("494e574301519147d5779cfafb37bbb0b645f87fcee5668c65fcd2956cf4", "a message"),
            ("494e574301d399325dd44effedff81fc16dccfffa7", ""),
        ])
    func opens(content: String, text: String) throws {
        let sealed = Sealed(
            key: try SealedKey(bytes: try #require(Hex.bytes(key))), content: try #require(Hex.bytes(content)))
        #expect(sealed.key.epoch == 5)
        #expect(try sealed.open(with: privateKey, binding: binding) == Array(text.utf8))
    }

    @Test("the content of three chunks is sealed to the same bytes")
    func seals() throws {
        let text = (0..<131_073).map { UInt8($0 % 251) }
        var sealer = try Sealer(to: privateKey.publicKey, binding: binding, dataKey: dataKey)
        let content = try sealer.update(text) + sealer.finish()
        #expect(
            Hex.text(SHA256.hash(data: content)) == "4205805e7de54827fa637acc3f0961197309834f8f4c951ee9b1a9e616328905")
    }
}
