import Testing

@testable import Policy

@Suite("Addresses")
struct AddressTests {
    @Test(
        "every spelling of a mailbox has one form",
        arguments: [
            "dpo@office.example", "DPO@Office.EXAMPLE", "dpo@office.example.", "<dpo@office.example>",
            " dpo@office.example ", "\"dpo\"@office.example", "\"d\\po\"@office.example", "d(x)po@office.example",
            "dpo(a(b)c)@office.example", "dpo @ office.example", "Data Office <dpo@office.example>",
            "\"<x@y.example>\" <dpo@office.example>", "<@relay.example:dpo@office.example>",
            "<@a.example,@b.example:dpo@office.example>", "ｄｐｏ@ｏｆｆｉｃｅ.example", "dpo@office。example",
            "dpo@office.example (the office)", "<dpo@office.example",
        ])
    func spellings(text: String) {
        #expect(Address(text) == Address("dpo@office.example"))
    }

    @Test(
        "different mailboxes stay different",
        arguments: [
            "dp0@office.example", "dpo@office.example.net", "dpo@xoffice.example", "xdpo@office.example",
            "\"x@dpo\"@office.example", "dpo@office.example@evil.example", "\"dpo@office.example\"@evil.example",
        ])
    func others(text: String) {
        #expect(Address(text) != Address("dpo@office.example"))
    }

    @Test("an @ in a quoted local part does not end it")
    func quotedAt() {
        let address = Address("\"dpo@office.example\"@evil.example")
        #expect(address.local == "dpo@office.example")
        #expect(address.domain == "evil.example")
    }

    @Test("a domain in its own script and in ASCII is one domain")
    func internationalDomain() {
        #expect(Address("a@bücher.example") == Address("a@xn--bcher-kva.example"))
        #expect(Address("a@BU\u{308}CHER.example").domain == "xn--bcher-kva.example")
    }

    @Test("an address without a domain has only a local part")
    func local() {
        #expect(Address("root").local == "root")
        #expect(Address("root").domain.isEmpty)
    }

    @Test(
        "any text makes an address, and none of these a known one",
        arguments: ["", "@", "@@", "\"", "\\", "(((", "<", ">", "<>", "a@", "@a", ":", "\u{0}@\u{0}", "+@x"])
    func nonsense(text: String) throws {
        let pattern = try #require(AddressPattern("dpo@office.example"))
        #expect(!pattern.matches(Address(text)))
    }

    @Test("a very long address is read in one pass")
    func long() {
        let nested = String(repeating: "(", count: 200_000) + "@" + String(repeating: "ü.", count: 20_000)
        #expect(Address(nested).local.isEmpty)
        #expect(Address(String(repeating: "a@", count: 50_000)).domain.isEmpty)
    }

    // RFC 3492 section 7.1, samples (A), (B), (L) and (S), and two domain labels.
    @Test(
        "Punycode agrees with the RFC's samples",
        arguments: [
            ("bücher", "bcher-kva"), ("münchen", "mnchen-3ya"), ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"), ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("-> $1.00 <-", "-> $1.00 <--"),
        ])
    func punycode(text: String, encoded: String) {
        #expect(Punycode.encode(text.unicodeScalars.map(\.value)) == encoded)
    }
}
