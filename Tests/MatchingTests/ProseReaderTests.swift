import Matching
import Seeded
import Testing

@Suite("Words of running text")
struct ProseReaderTests {
    private static let reader = ProseReader(basis: 0x1234_5678_9ABC_DEF1)

    /// Byte by byte: runs of letters and apostrophes with a letter, runs of digits and apostrophes that begin with a digit.
    private static func plainly(_ bytes: [UInt8], _ range: Range<Int>) -> [(hash: UInt64, first: Int)] {
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }
        var words: [(UInt64, Int)] = []
        var position = range.lowerBound
        while position < range.upperBound {
            guard isDigit(bytes[position]) || isLetter(bytes[position]) else {
                position += 1
                continue
            }
            let start = position
            let isNumber = isDigit(bytes[start])
            var word: [UInt8] = []
            while position < range.upperBound {
                let byte = bytes[position]
                guard byte == 0x27 || (isNumber ? isDigit(byte) : isLetter(byte)) else { break }
                if byte != 0x27 { word.append(byte < 0x80 ? byte | 0x20 : byte) }
                position += 1
            }
            words.append((reader.hash(isNumber ? [0x30] : word[...]), start))
        }
        return words
    }

    @Test("Words by blocks are those found byte by byte, wherever they lie and the text ends")
    func property() {
        var generator = SeededGenerator(seed: 5)
        let pieces = [
            "a", "Word", "don't", "'tis", "12", "1'2", "é", " ", " ", "\n", ".", "''", "x9y", "longerword",
            "Großmütter",
            String(repeating: "x", count: 63), String(repeating: "n'", count: 40), String(repeating: "7", count: 70),
        ]
        for _ in 0..<3_000 {
            let count = Int.random(in: 1...16, using: &generator)
            let bytes = (0..<count).flatMap { _ in Array(pieces.pick(&generator).utf8) }
            let start = Int.random(in: 0..<bytes.count, using: &generator)
            let range = start..<Int.random(in: start...bytes.count, using: &generator)
            var words: [ProseWord] = []
            Self.reader.read(bytes.span.bytes, in: range, into: &words)
            let wanted = Self.plainly(bytes, range)
            #expect(words.map(\.hash) == wanted.map(\.hash))
            #expect(words.map(\.range.lowerBound) == wanted.map(\.first))
            #expect(words.allSatisfy { range.contains($0.range.lowerBound) && $0.range.upperBound <= range.upperBound })
        }
    }

    @Test("Different words have different hashes, and the same in capitals has the same")
    func hashes() {
        func hash(_ text: String) -> UInt64? {
            var words: [ProseWord] = []
            let bytes = Array(text.utf8)
            Self.reader.read(bytes.span.bytes, in: 0..<bytes.count, into: &words)
            return words.first?.hash
        }
        let texts = ["a", "b", "ab", "ba", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaaaaaaaaaaa", "é", "ê", "1"]
        #expect(Set(texts.map(hash)).count == texts.count)
        #expect(hash("DON'T") == hash("dont") && hash("1") == hash("2'345"))
    }

    @Test("The first mark that may end a sentence, at every place")
    func marks() {
        for byte in UInt8.min...UInt8.max {
            for place in [0, 1, 14, 15, 16, 31, 40] {
                var bytes = [UInt8](repeating: 0x61, count: 41)
                bytes[place] = byte
                let isMark = [0x0A, 0x21, 0x2E, 0x3F].contains(byte)
                #expect(SentenceMarks.first(in: bytes.span.bytes, 0..<41) == (isMark ? place : 41))
                #expect(SentenceMarks.first(in: bytes.span.bytes, place..<place) == place)
            }
        }
    }
}
