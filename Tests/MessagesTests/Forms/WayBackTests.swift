import Foundation
import Testing

@testable import Messages

/// Every scalar of a field's text leads back to the raw bytes that it was written as.
@Suite("The way back from a form's text")
struct WayBackTests {
    /// The raw bytes of each scalar of the only segment.
    private func origins(_ raw: [UInt8], _ form: RawMessage.Form) -> [String] {
        let message = Message.form(RawMessage(source: "-", bytes: Bytes(raw), form: form, columns: ["a"]))
        guard let segment = message.segments.first else { return [] }
        let map = segment.rawMap(in: message)
        var position = 0
        return segment.text.string.unicodeScalars.map { scalar in
            let length = String(scalar).utf8.count
            defer { position += length }
            return message.raw.slice(map.rawRange(of: position..<position + length)).string
        }
    }

    @Test("Escapes of JSON")
    func json() {
        let raw = #"{"a":"x\n\u00e9\ud83d\ude00\r\n\ud83dé\"y"}"#
        let expected = ["x", #"\n"#, #"\u00e9"#, #"\ud83d\ude00"#, #"\r\n"#, #"\ud83d"#, "é", #"\""#, "y"]
        #expect(origins(Array(raw.utf8), .json) == expected)
    }

    @Test("Doubled quotation marks and line ends of CSV")
    func csv() {
        #expect(origins(Array("\"x\"\"y\r\nz\"".utf8), .csv(separator: 0x2C)) == ["x", "\"\"", "y", "\r\n", "z"])
        #expect(origins([0xE9, 0x78], .csv(separator: 0x2C)) == ["\u{FFFD}", "x"])
    }

    @Test("Percent escapes")
    func percent() {
        #expect(origins(Array("a=x+%C3%A9%".utf8), .urlencoded) == ["x", "+", "%C3%A9", "%"])
        #expect(origins(Array("a=%E9%0D%0a".utf8), .urlencoded) == ["%E9", "%0D%0a"])
    }

    @Test("Text and map come of the same steps, whatever the bytes are")
    func property() {
        var generator = SeededGenerator(seed: 5)
        let pieces: [[UInt8]] = [
            Array("\\u00e9".utf8), Array("\\ud83d".utf8), Array("\\ude00".utf8), Array("\\n".utf8), Array("\\r".utf8),
            [0x5C],
            Array("\"\"".utf8), [0x0D], [0x0A], Array("%0D".utf8), Array("%E2%82".utf8), Array("%".utf8), [0xE2, 0x82],
            [0xFF],
            Array("é".utf8), Array("text".utf8), Array("+".utf8), [0],
        ]
        for round in 0..<500 {
            let count = Int.random(in: 1...12, using: &generator)
            let value = (0..<count).flatMap { _ in pieces.randomElement(using: &generator) ?? [] }
            for (raw, form) in [
                (Array("{\"a\":\"".utf8) + value + Array("\"}".utf8), RawMessage.Form.json),
                ([0x22] + value + [0x22], .csv(separator: 0x2C)), (Array("a=".utf8) + value, .urlencoded),
            ] {
                let message = Message.form(RawMessage(source: "-", bytes: Bytes(raw), form: form, columns: ["a"]))
                for segment in message.segments {
                    let isText = String(validating: segment.text.array, as: UTF8.self) != nil
                    #expect(isText && !segment.text.contains(0x0D), "round \(round)")
                    let map = segment.rawMap(in: message)
                    let whole = map.rawRange(of: 0..<segment.text.count)
                    #expect(map.starts.count == segment.text.count, "round \(round)")
                    #expect(
                        segment.decoding.source.contains(whole.lowerBound)
                            && whole.upperBound <= segment.decoding.source.upperBound)
                }
            }
        }
    }
}
