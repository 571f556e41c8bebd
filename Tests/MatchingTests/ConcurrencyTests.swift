import Matching
import Testing

@Suite("One matcher, many threads")
struct ConcurrencyTests {
    @Test("Tasks that share a matcher find what one of them finds alone")
    func shared() async throws {
        var builder = MatcherBuilder()
        for index in 0..<300 { try builder.addTerm("word\(index) next*", pattern: Int32(index)) }
        try builder.addRegex("off (?:\\w+ ){0,3}sick\\b", pattern: 1_000)
        let matcher = try builder.build()
        let text = Array((0..<300).map { "a word\($0) nextly, off for days sick. " }.joined().utf8)
        let alone = matcher.matches(in: text)
        #expect(alone.count == 600)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let scratch = MatcherScratch()
                    return (0..<20).allSatisfy { _ in matcher.matches(in: text, scratch: scratch) == alone }
                }
            }
            for await isSame in group { #expect(isSame) }
        }
    }
}
