import Testing

@testable import Messages

@Suite("Regions of a text")
struct TextRegionsTests {
    static let markers = QuoteMarkers(
        attributionVerbs: ["wrote", "schrieb"], originalMessage: ["Original Message"],
        replyHeaders: ["From", "Sent", "To", "Subject"], closings: ["Kind regards", "Yours sincerely"])

    private func regions(_ text: String, _ markers: QuoteMarkers) -> [String] {
        let bytes = Array(text.utf8)
        let found = TextRegions(in: bytes.span, words: MarkerWords(markers)).regions(under: [])
        return found.map { "\($0.kind): \(String(decoding: bytes[$0.range], as: UTF8.self))" }
    }

    static let wordless: [(String, [String])] = [
        ("a\n> b\n> c\n>> d\n> > e\nf", ["quote(depth: 1): > b\n> c", "quote(depth: 2): >> d\n> > e"]),
        (
            "On 1 May, N. <n@a.example> said:\n> b\n",
            [
                "attribution: On 1 May, N. <n@a.example> said:", "quote(depth: 1): > b",
            ]
        ),
        ("On 1 May 2020,\nN. said:\n\n> b\n", ["attribution: On 1 May 2020,\nN. said:", "quote(depth: 1): > b"]),
        ("I have this:\nb\n", []),
        ("text\n-- \nname\nplace\n", ["signature: -- \nname\nplace"]),
        ("text\n--\nname\n", ["signature: --\nname"]),
        (
            "-----Message d'origine-----\nDe: a\nObjet: b\n\nc\n",
            [
                "attribution: -----Message d'origine-----\nDe: a\nObjet: b", "quote(depth: 1): c",
            ]
        ),
        (
            "________________________________\nVon: a\nGesendet: b\n\nc\n",
            [
                "attribution: ________________________________\nVon: a\nGesendet: b", "quote(depth: 1): c",
            ]
        ),
        ("----- end of list -----\nmore text\n", []),
        ("From: a\nSent: b\n\nc\n", []),
        ("Title here\n==========\ntext\n", ["heading: Title here"]),
        (
            "see http://a.example/\(String(repeating: "abc/", count: 20)) now",
            [
                "machine: http://a.example/\(String(repeating: "abc/", count: 20))"
            ]
        ),
        (String(repeating: "Aa0+", count: 19), ["machine: " + String(repeating: "Aa0+", count: 19)]),
        (String(repeating: "word", count: 20), []),
        (String(repeating: "日", count: 40), []),
        (
            "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----\nafter\n",
            [
                "machine: -----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----"
            ]
        ),
        ("-----BEGIN PGP SIGNED MESSAGE-----\nmy own text\n", ["machine: -----BEGIN PGP SIGNED MESSAGE-----"]),
        ("-----BEGIN PGP MESSAGE-----\nmy own text\n", ["machine: -----BEGIN PGP MESSAGE-----"]),
        ("", []),
        ("\n\n\n", []),
    ]

    @Test("Marks that need no words of any language", arguments: wordless)
    func withoutWords(text: String, expected: [String]) {
        #expect(regions(text, .none) == expected)
    }

    static let worded: [(String, [String])] = [
        ("Reply.\n\nAm 1. Mai schrieb N.\n", []),
        (
            "Reply.\n\nOn 1 May N. wrote:\nb\n\nc\n",
            ["attribution: On 1 May N. wrote:", "quote(depth: 1): b", "quote(depth: 1): c"]
        ),
        (
            "Reply.\nFrom: a\nSent: b\nTo: c\n\nd\nFrom: e\nSubject: f\n\ng",
            [
                "attribution: From: a\nSent: b\nTo: c", "quote(depth: 1): d", "attribution: From: e\nSubject: f",
                "quote(depth: 2): g",
            ]
        ),
        ("Reply.\n--- original message ---\nb\n", ["attribution: --- original message ---", "quote(depth: 1): b"]),
        ("text\n\nKind Regards,\nN.\nPlace\n", ["signature: Kind Regards,\nN.\nPlace"]),
        (
            "text\nkind regards\n\nN.\n> quoted\n",
            ["signature: kind regards", "signature: N.", "quote(depth: 1): > quoted"]
        ),
        ("Kind regards\n" + String(repeating: "text\n", count: 20), []),
    ]

    @Test("Words that a rule pack names", arguments: worded)
    func withWords(text: String, expected: [String]) {
        #expect(regions(text, Self.markers) == expected)
    }

    @Test("A mail is read with the words it is given")
    func reading() {
        let raw = RawMessage(source: "test", bytes: Bytes("A: b\n\nx\nOn 1 May N. wrote:\ny\n"))
        #expect(Message.mail(raw).segments.first?.regions == [])
        let reading = MailReading(markers: Self.markers)
        #expect(Message.mail(raw, reading: reading).segments.first?.regions.count == 2)
    }

    @Test("Layers of regions never overlap, cover what either covers, and the upper one wins")
    func layers() {
        var generator = SeededGenerator(seed: 3)
        func layer(_ kind: Region.Kind) -> [Region] {
            var regions: [Region] = []
            var start = Int.random(in: 0...5, using: &generator)
            while start < 60 {
                let end = start + Int.random(in: 1...12, using: &generator)
                regions.append(Region(kind: kind, range: start..<end))
                start = end + Int.random(in: 0...9, using: &generator)
            }
            return regions
        }
        for _ in 0..<2_000 {
            let base = layer(.signature)
            let over = layer(.hidden)
            let result = RegionLayers.overlay(base, with: over)
            for (left, right) in zip(result, result.dropFirst()) {
                #expect(left.range.upperBound <= right.range.lowerBound)
            }
            for position in 0..<80 {
                func kind(_ regions: [Region]) -> Region.Kind? { regions.first { $0.range.contains(position) }?.kind }
                #expect(kind(result) == kind(over) ?? kind(base))
            }
        }
    }
}
