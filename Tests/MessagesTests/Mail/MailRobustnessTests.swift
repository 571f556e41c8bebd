import Testing

@testable import Messages

@Suite("Hostile mail")
struct MailRobustnessTests {
    /// What must hold of any message, whatever its bytes.
    private func check(_ message: Message) -> Bool {
        let count = message.raw.count
        return message.segments.allSatisfy { segment in
            var end = 0
            let areOrdered = segment.regions.allSatisfy { region in
                defer { end = region.range.upperBound }
                return region.range.lowerBound >= end && !region.range.isEmpty
                    && region.range.upperBound <= segment.text.count
            }
            let isValid = segment.text.withUnsafeBytes { String(validating: $0, as: UTF8.self) } != nil
            return areOrdered && isValid && segment.decoding.source.upperBound <= count
                && segment.rawMap(in: message).count == segment.text.count
        } && message.attachments.allSatisfy { $0.range.upperBound <= count } && message.problems.count <= 101
    }

    @Test("Awkward messages of other parsers' tests are read")
    func awkward() throws {
        guard let path = Corpus.path else { return Corpus.skip("awkward") }
        let messages = try Corpus.awkwardMessages(path)
        #expect(messages.count == 506)
        for (name, raw) in messages { #expect(check(Message.mail(raw)), "\(name)") }
    }

    @Test("Messages cut, doubled and changed at random are read")
    func mutations() throws {
        guard let path = Corpus.path else { return Corpus.skip("mutations") }
        let small = try Corpus.awkwardMessages(path).map(\.raw).filter { $0.bytes.count < 20_000 }
        let rounds = Corpus.isFull ? 40 : 8
        var generator = SeededGenerator(seed: 6)
        var cases = 0
        for _ in 0..<rounds {
            for raw in small {
                let bytes = Self.mutated(raw.bytes.array, using: &generator)
                let message = Message.mail(
                    RawMessage(source: "test", bytes: Bytes(bytes), isFromQuoted: cases % 2 == 0))
                #expect(check(message))
                cases += 1
            }
        }
        print("mutations, \(Corpus.isFull ? "full" : "sample"): \(cases) messages")
    }

    private static func mutated(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
            let start = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, start + Int.random(in: 0...40, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[start] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &generator))
            case 3: bytes.removeLast(bytes.count - start)
            default:
                bytes[start] = [0x0A, 0x0D, 0x3D, 0x22, 0x3C, 0x3B, 0x00, 0xFF].randomElement(using: &generator) ?? 0
            }
        }
        return bytes
    }

    static let hostile: [(String, String)] = [
        ("100,000 headers", String(repeating: "A: b\n", count: 100_000) + "\nx"),
        ("one header of 2 MB", "Subject: " + String(repeating: "word ", count: 400_000) + "\n\nx"),
        ("a header folded 100,000 times", "Subject: a" + String(repeating: "\n b", count: 100_000) + "\n\nx"),
        ("many CR", String(repeating: "\r", count: 1_000_000)),
        ("CR in a header", "A: b\n" + String(repeating: "\r", count: 1_000_000) + "x"),
        (
            "many quoted-printable breaks",
            "Content-Transfer-Encoding: quoted-printable\n\n" + String(repeating: "=\n", count: 500_000)
        ),
        (
            "only blanks in quoted-printable",
            "Content-Transfer-Encoding: quoted-printable\n\n" + String(repeating: " ", count: 1_000_000)
        ),
        ("many quote marks", "A: b\n\n" + String(repeating: ">", count: 1_000_000)),
        ("many lines that end in a colon", "A: b\n\n" + String(repeating: "a:\n\n\n", count: 200_000)),
        ("many rules", "A: b\n\n" + String(repeating: "----- a -----\n", count: 70_000)),
        ("many key blocks", "A: b\n\n" + String(repeating: "-----BEGIN PGP MESSAGE-----\n", count: 40_000)),
        ("one long run", "A: b\n\n" + String(repeating: "a0", count: 500_000)),
        ("many parameters", "Content-Type: text/plain" + String(repeating: "; a=\"b", count: 10_000) + "\n\nx"),
        (
            "many pieces of a name",
            "Content-Disposition: attachment" + (0..<3_000).map { "; filename*\($0 % 1000)=x" }.joined() + "\n\nx"
        ),
    ]

    @Test("What is made to be slow is read in one pass", arguments: hostile)
    func slow(name: String, text: String) {
        #expect(check(mail(text)), "\(name)")
    }

    @Test("Multiparts nested 10,000 deep, and with themselves, end at the limit")
    func nesting() {
        var text = ""
        for depth in 0..<10_000 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        #expect(mail(text).unscannable == .tooLarge)
        let same = String(repeating: "Content-Type: multipart/mixed; boundary=b\n\n--b\n", count: 10_000)
        #expect(check(mail(same)))
        let messages = String(repeating: "Content-Type: message/rfc822\n\n", count: 10_000)
        #expect(mail(messages).unscannable == .tooLarge)
        let encoded = String(
            repeating: "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n", count: 5_000)
        #expect(mail(encoded).unscannable == .tooLarge)
    }

    @Test("A boundary of 1 MB, and 1 MB of lines that almost are boundaries")
    func boundaries() {
        var limits = MessageLimits()
        limits.headerBytes = 2 << 20
        let long = String(repeating: "b", count: 1 << 20)
        let one = mail(
            Array("Content-Type: multipart/mixed; boundary=\(long)\n\n--\(long)\n\nx\n--\(long)--\n".utf8),
            limits: limits)
        #expect(one.segments.map(\.text.string) == ["x"])
        let lines = String(repeating: "--bbbbbbbbb\n", count: 90_000)
        #expect(check(mail("Content-Type: multipart/mixed; boundary=bbbbbbbbbb\n\n--bbbbbbbbbb\n\n" + lines)))
        let empty = String(repeating: "--b\n", count: 300_000)
        let message = mail("Content-Type: multipart/mixed; boundary=b\n\n" + empty)
        #expect(message.unscannable == .tooLarge)
    }

    @Test("Any short input is read")
    func short() {
        let pool = Array("\r\n \t:-=<>&;\"?aA0".utf8) + [0x00, 0x80, 0xFF]
        var generator = SeededGenerator(seed: 7)
        for length in 0..<60 {
            for _ in 0..<200 {
                let bytes = (0..<length).map { _ in pool.randomElement(using: &generator) ?? 0 }
                #expect(check(mail(bytes)))
            }
        }
    }
}
