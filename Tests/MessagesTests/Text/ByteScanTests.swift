import Testing

@testable import Messages

@Suite("Searching in bytes")
struct ByteScanTests {
    @Test("Vector searches find what a plain loop finds, at every length and offset")
    func againstLoops() {
        var generator = SeededGenerator(seed: 4)
        let pool: [UInt8] = [
            0x20, 0x20, 0x3C, 0x26, 0x41, 0x42, 0x43, 0x0A, 0x0D, 0x2D, 0x3E, 0x46, 0x72, 0x80, 0xFF, 0x7E, 0x7F, 0x3A,
            0x1F,
        ]
        for length in 0..<400 {
            let rare = length % 3 == 0
            let bytes = (0..<length).map { _ -> UInt8 in
                rare && Int.random(in: 0..<40, using: &generator) > 0
                    ? 0x61 : pool.randomElement(using: &generator) ?? 0
            }
            let start = Int.random(in: 0...length, using: &generator)
            let range = start..<Int.random(in: start...length, using: &generator)
            func first(_ matches: (Int) -> Bool) -> Int { range.first(where: matches) ?? range.upperBound }
            func follows(_ place: Int, _ three: [UInt8]) -> Bool {
                place + 2 < range.upperBound && Array(bytes[place...(place + 2)]) == three
            }
            let feed = ByteScan.find(0x0A, in: bytes.span, range)
            #expect(feed == first { bytes[$0] == 0x0A })
            let high = ByteScan.findHigh(in: bytes.span, range)
            #expect(high == first { bytes[$0] >= 0x80 })
            let quoted = ByteScan.find(0x3E, 0x46, 0x72, in: bytes.span, range)
            #expect(quoted == first { follows($0, [0x3E, 0x46, 0x72]) })
            let blanks = ByteScan.find(0x20, 0x20, 0x41, in: bytes.span, range)
            #expect(blanks == first { follows($0, [0x20, 0x20, 0x41]) })
            let markup = ByteScan.findMarkup(in: bytes.span, range)
            let naive = first { place in
                let isDouble = bytes[place] == 0x20 && place + 1 < range.upperBound && bytes[place + 1] == 0x20
                return bytes[place] == 0x3C || bytes[place] == 0x26 || bytes[place] < 0x20 || isDouble
            }
            #expect(markup == naive)
            let name = ByteScan.findNameEnd(in: bytes.span, range)
            #expect(name == first { bytes[$0] <= 0x20 || bytes[$0] >= 0x7F || bytes[$0] == 0x3A })
        }
    }

    @Test("Ranges outside the bytes find nothing")
    func outside() {
        let bytes: [UInt8] = [0x41]
        let found = [
            ByteScan.find(0x41, in: bytes.span, 1..<9), ByteScan.find(0x42, in: bytes.span, 0..<9),
            ByteScan.htmlName(in: bytes.span, from: 1).end,
        ]
        #expect(found == [1, 1, 1])
        let matches = [
            ByteScan.isWord("ab", in: bytes.span, 0..<2), ByteScan.startsWith("a", in: bytes.span, 1..<2),
            ByteScan.startsWith("a", in: bytes.span, 0..<1),
        ]
        #expect(matches == [false, false, true])
    }

    @Test("Names of tags and attributes end where HTML ends them, and have keys that differ")
    func htmlNames() {
        for (text, length) in [
            ("div>", 3), ("br/>", 2), ("a href", 1), ("x=1", 1), ("blockquote class=1 id=2 style=3", 10), ("b", 1),
            ("abcdefghijklmnopqrstuvwxyz", 26), (">", 0),
        ] {
            let bytes = Array(text.utf8)
            let (key, end) = ByteScan.htmlName(in: bytes.span, from: 0)
            #expect(end == length)
            let shouted = Array(text.uppercased().utf8)
            let shoutedKey = ByteScan.htmlName(in: shouted.span, from: 0).key
            #expect(shoutedKey == key)
            let alone = Array(bytes.prefix(length))
            let aloneKey = ByteScan.htmlName(in: alone.span, from: 0).key
            #expect(aloneKey == key)
        }
    }
}
