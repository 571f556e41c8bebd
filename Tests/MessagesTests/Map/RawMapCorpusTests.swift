import Foundation
import Testing

@testable import Messages

/// The map back, checked scalar by scalar on real mail against decoders that have nothing in common with the product's.
@Suite("The map back to raw bytes")
struct RawMapCorpusTests {
    /// What was found over many segments.
    struct Count {
        var segments = 0
        var scalars = 0
        var outcomes: [NaiveDecoder.Outcome: Int] = [:]
        /// Where scalars differed: which steps, never what text.
        var places: Set<String> = []

        mutating func add(_ message: Message, name: String) {
            for segment in message.segments {
                segments += 1
                let map = segment.rawMap(in: message)
                let naive = NaiveDecoder(segment, raw: message.raw)
                var position = 0
                for scalar in segment.text.string.unicodeScalars {
                    let length = UTF8.width(scalar)
                    let outcome = naive.check(scalar, from: map.rawRange(of: position..<position + length))
                    outcomes[outcome, default: 0] += 1
                    if outcome == .different {
                        let kind = scalar.isASCII ? "ASCII" : String(scalar.value, radix: 16)
                        places.insert("\(name) part \(segment.part): \(kind) by \(segment.decoding.steps)")
                    }
                    position += length
                    scalars += 1
                }
                if position != segment.text.count || map.count != position { places.insert("\(name): lengths differ") }
            }
        }
    }

    @Test("Every scalar's raw range decodes to that scalar, in ham and spam", arguments: ["ham", "spam"])
    func mailboxes(name: String) throws {
        guard let path = Corpus.path else { return Corpus.skip("mailboxes") }
        var count = Count()
        for raw in try messages("\(path)/mail/\(name).mbox") where Corpus.isFull || raw.index % 20 == 0 {
            count.add(Message.mail(raw), name: "\(name) \(raw.index)")
        }
        report(count, name)
    }

    @Test("Every scalar's raw range decodes to that scalar, in awkward messages")
    func awkward() throws {
        guard let path = Corpus.path else { return Corpus.skip("awkward") }
        var count = Count()
        for (name, raw) in try Corpus.awkwardMessages(path) where Corpus.isFull || raw.bytes.count < 50_000 {
            count.add(Message.mail(raw), name: name)
        }
        report(count, "eml")
    }

    private func report(_ count: Count, _ name: String) {
        print(
            "map back, \(name), \(Corpus.isFull ? "full" : "sample"): \(count.segments) segments, \(count.scalars) scalars"
        )
        for (outcome, number) in count.outcomes.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            print("  \(outcome): \(number)")
        }
        for place in count.places.sorted().prefix(20) { print("  \(place)") }
        // The last byte of one uuencoded part, whose length byte promises more than its line has.
        #expect((count.outcomes[.different] ?? 0) <= 1)
        #expect(count.scalars > 0)
    }
}
