import Foundation
import Testing

@testable import Messages

@Suite("Transfer encodings")
struct EncodingTests {
    static let quotedPrintableCases: [(String, String)] = [
        ("caf=C3=A9", "café"),
        ("caf=c3=a9", "café"),
        ("soft=\r\nbreak", "softbreak"),
        ("soft=\nbreak", "softbreak"),
        ("soft= \t\r\nbreak", "softbreak"),
        ("trailing  \t\r\nblanks \n", "trailing\r\nblanks\n"),
        ("kept=20\r\n", "kept \r\n"),
        ("broken =ZZ =4 =", "broken =ZZ =4 "),
        ("a=3D=3D b", "a== b"),
        ("==41", "=A"),
        ("=\r\n=\r\nx", "x"),
        ("", ""),
    ]

    @Test("Quoted-printable, and what is broken stays", arguments: quotedPrintableCases)
    func quotedPrintable(input: String, expected: String) {
        #expect(decoded(input) { QuotedPrintable.decode($0, into: &$1) } == expected)
    }

    static let base64Cases: [(String, String)] = [
        ("aGVsbG8=", "hello"),
        ("aGVs\r\nbG8=\r\n", "hello"),
        ("aGVsbG8", "hello"),
        ("aG!Vs*bG 8=", "hello"),
        ("aGVsbG8=aGVsbG8=", "hellohello"),
        ("aGVsbG8==aGk=", "hellohi"),
        ("Pz8_Pj4-", "???>>>"),
        ("====", ""),
        ("a", ""),
        ("", ""),
    ]

    @Test("Base64, with junk and without padding", arguments: base64Cases)
    func base64(input: String, expected: String) {
        #expect(decoded(input) { Base64.decode($0, into: &$1) } == expected)
    }

    @Test("Base64 of any bytes is what Foundation encoded")
    func base64RoundTrip() {
        var generator = SeededGenerator(seed: 1)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let encoded = Array(Data(bytes).base64EncodedString(options: .lineLength76Characters).utf8)
            var sink = ByteSink()
            Base64.decode(encoded.span, into: &sink)
            #expect(sink.bytes == bytes)
        }
    }

    @Test("Uuencoded lines")
    func uuencode() {
        let text = "begin 644 x.txt\r\n#0V%T\r\n`\r\nend\r\nignored"
        #expect(decoded(text) { Uuencode.decode($0, into: &$1) } == "Cat")
        #expect(decoded("%:&5L;&\\`\n") { Uuencode.decode($0, into: &$1) } == "hello")
    }

    static let quotingCases: [(String, String)] = [
        (">From here\n", "From here\n"),
        ("a\n>From here\n>>From there\n", "a\nFrom here\n>From there\n"),
        ("a\r\n>From here", "a\r\nFrom here"),
        ("a >From here\n>Fro\n>from here\n>Fram here", "a >From here\n>Fro\n>from here\n>Fram here"),
        (">>>>From x\n>From y\n>From z", ">>>From x\nFrom y\nFrom z"),
        (">From", ">From"),
    ]

    @Test("One quote mark goes from lines that an mbox writer quoted", arguments: quotingCases)
    func mboxQuoting(input: String, expected: String) {
        #expect(decoded(input) { MboxQuoting.decode($0, into: &$1) } == expected)
        let bytes = Array(input.utf8)
        let isNeeded = MboxQuoting.isNeeded(in: bytes.span, 0..<bytes.count)
        #expect(isNeeded == (input != expected))
    }

    @Test("Only parts with such lines get the step, and only out of an mbox that quotes")
    func mboxQuotingStep() {
        let text = "A: b\n\nx\n>From y\n"
        #expect(mail(text, isFromQuoted: true).segments.first?.text.string == "x\nFrom y\n")
        #expect(mail(text, isFromQuoted: true).segments.first?.decoding.steps == [.mboxQuoting])
        #expect(mail(text).segments.first?.text.string == "x\n>From y\n")
        #expect(mail("A: b\n\nx\n", isFromQuoted: true).segments.first?.decoding.steps == [])
    }

    @Test("CRLF, CR and several CR before LF become LF")
    func lineEndings() {
        for (input, expected) in [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\r\r\n", "\n"), ("\r\r", "\n\n"), ("a\r", "a\n"), ("", ""),
        ] {
            #expect(decoded(input) { LineEndings.decode($0, into: &$1) } == expected)
        }
    }
}
