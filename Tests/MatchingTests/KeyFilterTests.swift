import Seeded
import Testing

@testable import Matching

@Suite("The filter of keys")
struct KeyFilterTests {
    @Test("It knows all of its keys, and few others", arguments: [0, 1, 7, 1_000, 40_000])
    func answers(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let keys = (0..<count).map { _ in UInt64.random(in: .min ... .max, using: &generator) }
        let filter = KeyFilter(keys.map(TermKey.hash), bitsForKey: 8, maximum: 20)
        #expect(keys.allSatisfy { filter.view.mayContain(TermKey.hash($0)) == 1 })
        let others = (0..<10_000).count { _ in
            filter.view.mayContain(TermKey.hash(UInt64.random(in: .min ... .max, using: &generator))) == 1
        }
        #expect(others < 1_600)
    }
}
