import Foundation
import Messages
import Testing

@testable import Detection

@Suite("Messages as detection sees them")
struct MessageTextTests {
    @Test("A place in normalised text is in the region that holds what it was made of")
    func regions() throws {
        let text = "Früh\n> Zitat\n-- \nGruß"
        let bytes = Bytes(text)
        func region(_ kind: Region.Kind, _ words: String) throws -> Region {
            let found = try #require(text.range(of: words))
            let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
            return Region(kind: kind, range: start..<start + words.utf8.count)
        }
        let regions = [try region(.quote(depth: 1), "> Zitat"), try region(.signature, "-- \nGruß")]
        let message = MessageText(mail(text, regions: regions))
        let normalised = message.segments[0].text.string
        #expect(normalised.utf8.count != bytes.count || normalised != text)
        for (words, kind) in [("Fruh", nil), ("Zitat", .quote(depth: 1)), ("Gruss", .signature)]
            as [(String, Region.Kind?)]
        {
            let found = try #require(normalised.range(of: words))
            let start = normalised.utf8.distance(from: normalised.startIndex, to: found.lowerBound)
            #expect(message.region(at: start, segment: 0) == kind)
        }
    }

    @Test("Many regions: the one that a naive search finds")
    func manyRegions() {
        let text = String(repeating: "0123456789", count: 50)
        let regions = (0..<40).map { Region(kind: .quote(depth: $0), range: $0 * 12 + 2..<$0 * 12 + 9) }
        let message = MessageText(mail(text, regions: regions))
        for position in 0..<500 {
            #expect(
                message.region(at: position, segment: 0) == regions.first { $0.range.contains(position) }?.kind)
        }
    }

    @Test("Bytes are counted as Unicode scalars, in order and back")
    func scalars() {
        let text = "aé😀e\u{301}糖 end"
        let bytes = Bytes(text)
        let starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
        var counts = ScalarCount()
        for low in starts.reversed() + starts {
            for high in starts where high >= low {
                let naive = bytes.slice(0..<low).string.unicodeScalars.count
                let length = bytes.slice(low..<high).string.unicodeScalars.count
                #expect(counts.range(low..<high, of: bytes, segment: 0) == naive..<naive + length)
            }
        }
    }
}
