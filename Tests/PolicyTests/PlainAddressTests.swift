import Testing

@testable import Policy

@Suite("Addresses compared as bytes")
struct PlainAddressTests {
    private static let patterns = [
        "dpo@*", "*@ico.org.uk", "whistleblow*@*", "*@*.example", "speak-up@our.example", "dpo+x@*", "*@*",
        "a.b@c.example",
    ]

    @Test(
        "A pattern means the same of an address and of its bytes",
        arguments: [
            "dpo@our.example", "DPO@Our.Example", "dpo+case7@our.example", "+x@our.example", "dpo+x@a.example",
            "whistleblowing@b.example", "a@ico.org.uk", "a@xico.org.uk", "a@ico.org.ukx", "speak-up@our.example",
            "speak_up@our.example", "a.b@c.example", "a.b@C.EXAMPLE", "@", "a@", "@b", "a@@b", "dpo@our.example.",
            "\"dpo\"@our.example", "<dpo@our.example>", "dpo @our.example", "dpö@our.example", "",
        ])
    func same(_ text: String) throws {
        for pattern in Self.patterns {
            let compiled = try #require(AddressPattern(pattern))
            #expect([compiled].contain(text) == compiled.matches(Address(text)))
        }
    }

    @Test("Only plain addresses have a plain form", arguments: ["\"a\"@b", "a b@c", "a@b@c", "ä@b", "a@b.", "a", ""])
    func others(_ text: String) {
        #expect(PlainAddress(text) == nil)
    }
}
