import Testing

@testable import Messages

@Suite("Addresses")
struct AddressListTests {
    static let cases: [(String, [String])] = [
        ("a@b.example", ["a@b.example"]),
        ("<a@b.example>", ["a@b.example"]),
        ("Some Name <a@b.example>", ["a@b.example"]),
        ("\"Name, with comma\" <a@b.example>, c@d.example", ["a@b.example", "c@d.example"]),
        ("\"x@y.example\" <a@b.example>", ["a@b.example"]),
        ("=?utf-8?Q?Some=20Name?= <a@b.example>", ["a@b.example"]),
        ("a@b.example (Some Name)", ["a@b.example"]),
        ("(comment (nested) \\) ) a@b.example", ["a@b.example"]),
        ("Group: a@b.example, Name <c@d.example>; e@f.example", ["a@b.example", "c@d.example", "e@f.example"]),
        ("undisclosed-recipients:;", []),
        ("\"john smith\"@b.example", ["\"john smith\"@b.example"]),
        ("<\"john smith\"@b.example>", ["\"john smith\"@b.example"]),
        ("<@r.example,@s.example:a@b.example>", ["a@b.example"]),
        ("a@[192.0.2.1]", ["a@[192.0.2.1]"]),
        ("a@[IPv6:2001:db8::1]", ["a@[IPv6:2001:db8::1]"]),
        ("a@b.example\r\n , c@d.example", ["a@b.example", "c@d.example"]),
        ("a@b.example; c@d.example", ["a@b.example", "c@d.example"]),
        ("mailto:a@b.example", ["a@b.example"]),
        ("Name a@b.example", ["a@b.example"]),
        ("Name <a@b.example", ["a@b.example"]),
        ("Name <a@b.example, c@d.example", ["a@b.example", "c@d.example"]),
        ("Name <a @ b.example>", ["a@b.example"]),
        ("Name <root>", []),
        ("Name", []),
        ("<>", []),
        (")> a@b.example >) <c@d.example>>,)", ["c@d.example"]),
        ("@", []),
        ("a@", []),
        ("@b", []),
        ("\"unclosed <a@b.example>", []),
        ("", []),
    ]

    @Test("Addresses are taken out of any writing, without names", arguments: cases)
    func addresses(field: String, expected: [String]) {
        let bytes = Array(field.utf8)
        var found: [String] = []
        AddressList.append(to: &found, from: bytes.span, 0..<bytes.count)
        #expect(found == expected)
        let first = AddressList.first(in: bytes.span, 0..<bytes.count)
        #expect(first == expected.first)
    }

    @Test("To and Cc are recipients, From the sender")
    func fields() {
        let message = mail("From: X <x@a.example>\nCc: c@a.example\nTo: Y <y@a.example>\nTo: z@a.example\n\n")
        #expect(message.from == "x@a.example")
        #expect(message.to == ["y@a.example", "z@a.example", "c@a.example"])
    }

    @Test("A long list of broken addresses is read in one pass")
    func hostile() {
        let bytes = Array(String(repeating: "<a@b\"(", count: 100_000).utf8)
        var found: [String] = []
        AddressList.append(to: &found, from: bytes.span, 0..<bytes.count)
        #expect(found.count <= 1)
    }
}
