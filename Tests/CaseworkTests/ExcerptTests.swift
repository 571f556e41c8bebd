import Detection
import Messages
import Testing

@testable import Casework

@Suite("The sentence around a finding")
struct ExcerptTests {
    /// A message of one body, and findings at the words between brackets.
    private func excerpts(_ marked: String) -> [Excerpt] {
        var text: [UInt8] = []
        var ranges: [Range<Int>] = []
        for byte in marked.utf8 {
            switch byte {
            case UInt8(ascii: "["): ranges.append(text.count..<text.count)
            case UInt8(ascii: "]"): ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<text.count
            default: text.append(byte)
            }
        }
        var message = Message(kind: .email, raw: Bytes(text))
        message.segments = [
            Segment(place: .body, part: "1", text: Bytes(text), decoding: Decoding(source: 0..<text.count, steps: []))
        ]
        let findings = ranges.map { Self.finding($0) }
        return findings.map { Excerpt(of: $0, among: findings, in: message) }
    }

    private static func finding(_ range: Range<Int>, _ category: Detection.Category = .health) -> Finding {
        Finding(
            rule: "x.y", category: category, polarity: .affirmed, about: .sender, explicit: true, confidence: 0.9,
            segment: 0, place: .body, part: "1", bytes: range, scalars: range, evidence: [])
    }

    @Test(
        "starts and ends where sentences do",
        arguments: [
            ("Hello. I am [ill] today. Bye.", "I am ill today."),
            ("[Ill]", "Ill"),
            ("Dear all,\n\nI am [ill]\nand stay home\n\nBye", "I am ill\nand stay home"),
            ("At 9.30 I was [ill]! Really?", "At 9.30 I was ill!"),
            ("  [ill]  ", "ill"),
            ("Früh. Ich bin [müde] wie nie… Ja", "Ich bin müde wie nie… Ja"),
        ])
    func sentence(marked: String, sentence: String) {
        #expect(excerpts(marked).map(\.text) == [sentence])
    }

    @Test(
        "hides every finding in it when masked",
        arguments: [
            ("I am [ill] and [sad].", "I am [health] and [health]."),
            ("[[ill]ness]", "[health]"), ("No. [Ill]. No.", "[health]."),
        ])
    func masked(marked: String, masked: String) {
        #expect(Set(excerpts(marked).map(\.masked)) == [masked])
    }

    @Test("is bounded, and whole in its letters, in text without an end")
    func bounded() {
        for letter in ["a", "é", "漢", "🙂"] {
            let side = String(repeating: letter, count: 3000)
            let excerpt = excerpts(side + "[ill]" + side)[0]
            #expect(excerpt.text.utf8.count <= 2 * Excerpt.reach + 3)
            #expect(excerpt.text.utf8.count > 2 * Excerpt.reach - 8)
            #expect(!excerpt.text.unicodeScalars.contains("\u{FFFD}"))
            #expect(excerpt.masked.contains("[health]"))
        }
    }

    @Test("is empty where a finding is of no segment or beyond its text")
    func outside() {
        let message = Message(kind: .email, raw: Bytes("x"))
        #expect(Excerpt(of: Self.finding(0..<3), among: [], in: message).text.isEmpty)
        var short = message
        short.segments = [
            Segment(place: .body, part: "1", text: Bytes("abc"), decoding: Decoding(source: 0..<1, steps: []))
        ]
        #expect(Excerpt(of: Self.finding(50..<60), among: [], in: short).masked == "abc")
    }

    @Test("the most confident findings are kept, in the order of the message")
    func kept() {
        let findings = (0..<1200).map { index in
            var finding = Self.finding(index..<index + 1)
            finding.confidence = Double(index * 7919 % 1200) / 1200
            return finding
        }
        let kept = KeptFindings.mostConfident(findings)
        #expect(kept.count == KeptFindings.most)
        #expect(kept.map(\.bytes.lowerBound) == kept.map(\.bytes.lowerBound).sorted())
        let floor = findings.map(\.confidence).sorted(by: >)[KeptFindings.most - 1]
        #expect(kept.allSatisfy { $0.confidence >= floor })
        #expect(KeptFindings.mostConfident(Array(findings.prefix(500))).count == 500)
    }
}
