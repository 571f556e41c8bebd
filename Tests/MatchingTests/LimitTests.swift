import Matching
import Testing

@Suite("Limits")
struct LimitTests {
    @Test(
        "Regexes that some text makes very slow are refused",
        arguments: [
            "sick(?:a+)+!", "sick (?:\\w+\\s*)+!", "sick(?:a|a)*b", "sick (?:[a-z]+ ?)*;", "(?:a+)+ sick",
            "sick(?:.*.*)*x", "sick (.+)+ (.+)+ (.+)+x",
        ])
    func catastrophic(regex: String) throws {
        let error = #expect(throws: PatternError.self) { try matcher(regex: regex, anchors: ["sick"]) }
        #expect(error?.description.contains("too many steps") == true)
    }

    @Test(
        "Ordinary regexes with bounded gaps are not refused",
        arguments: [
            "signed off (?:\\w+ ){0,3}sick", "\\bmy .{0,40}dialysis\\b",
            "(?:diagnosed|living) with (?:\\w+[ ,]+){0,4}lupus", "sick[^.!?]{0,80}leave\\b",
            "\\b(?:he|she|they) (?:is|was|has been) (?:\\w+ ){0,2}sick\\b", "(?:\\w+,? ){0,5}sick",
            "sick(?: \\w+){0,6} leave",
        ])
    func ordinary(regex: String) throws {
        _ = try matcher(regex: regex)
    }

    @Test("A search reports as many matches as it may and counts the rest")
    func matches() throws {
        let scratch = MatcherScratch(limits: MatcherLimits(matches: 3))
        #expect(try matcher("a").pieces(of: "a a a a a", scratch: scratch).count == 3)
        #expect(scratch.droppedMatches == 2)
    }

    @Test("A search tries regexes as often as it may and counts the rest")
    func trials() throws {
        let scratch = MatcherScratch(limits: MatcherLimits(trials: 2))
        #expect(try matcher(regex: "sick\\b").pieces(of: "sick sick sick", scratch: scratch).count == 2)
        #expect(scratch.skippedTrials == 1)
    }

    @Test("A text over 2 GB is refused and counted without being read")
    func longText() throws {
        let scratch = MatcherScratch()
        let matcher = try matcher("a")
        var matches: [Match] = []
        // Nothing is read of it: only one byte is there.
        Array("a".utf8).withUnsafeBytes { bytes in
            let long = UnsafeRawBufferPointer(start: bytes.baseAddress, count: Int(Int32.max) + 1)
            matcher.find(in: long, scratch: scratch, into: &matches)
        }
        #expect(matches.isEmpty)
        #expect(scratch.refusedTexts == 1)
    }

    @Test("A range beyond the text is cut to it")
    func range() throws {
        #expect(
            try matcher("a").matches(in: Array("a a".utf8), range: 1..<900) == [Match(pattern: 0, start: 2, end: 3)])
    }
}
