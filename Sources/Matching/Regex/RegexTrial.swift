import CPCRE2

/// Tries a new regex on texts that bring bad ones to their knees, so that they are refused when a pack is checked and not met by a sender.
enum RegexTrial {
    /// The most steps that one trial may take; searches allow ten times as many (`MatcherLimits.steps`).
    static let steps: UInt32 = 10_000
    /// How many of a regex's anchors are tried.
    static let maximumAnchors = 5

    /// - Throws: `PatternError` where the regex reaches the limit on some text.
    static func check(_ regex: Regex, anchors: [String]) throws {
        let memory = RegexMemory(MatcherLimits(steps: steps))
        // Searches count steps as machine code does.
        regex.makeMachineCode()
        let beyondASCII = regex.isTriedBeyondASCII
        for anchor in anchors.prefix(maximumAnchors) {
            let words = Array(anchor.utf8.prefix { $0 != 0x2A })
            for text in texts(words, beyondASCII: beyondASCII) where isTooMuch(regex, text, memory) {
                throw PatternError(
                    "the regular expression needs too many steps on some texts; bound its repetitions and do not nest them"
                )
            }
        }
    }

    /// What ends a run that no repetition goes over; behind it every character that a regex might insist on before it tries at all.
    private static let ending: [UInt8] = [1] + (0x20...0x7E)

    /// Long runs of one kind, to stand before and behind an anchor.
    private static let runs = [
        "a", " ", "1", "a ", "a, ", "1 ", "-", "aA1_ ", "\n", "> ", "i am ", "the ",
    ].map(run)
    private static let runsBeyondASCII = ["é"].map(run)

    private static func run(of filler: String) -> (before: [UInt8], after: [UInt8]) {
        let filler = Array(filler.utf8)
        return (filled(filler, RegexWindow.before - 2), filled(filler, RegexWindow.after - ending.count - 1))
    }

    /// Texts of one window: the anchor between long runs that end badly, and many anchors.
    private static func texts(_ anchor: [UInt8], beyondASCII: Bool) -> [[UInt8]] {
        let many = RegexWindow.before + RegexWindow.after - ending.count
        return (beyondASCII ? runs + runsBeyondASCII : runs).flatMap { run -> [[UInt8]] in
            let after = run.after.prefix(max(0, run.after.count - anchor.count)) + ending
            return [
                run.before + [0x20] + anchor + after, run.before + [1, 0x20] + anchor + [0x20] + after,
            ]
        } + [filled(anchor + [0x20], many) + ending, filled(anchor, many) + ending]
    }

    private static func filled(_ filler: [UInt8], _ length: Int) -> [UInt8] {
        guard !filler.isEmpty else { return [] }
        return Array(repeatElement(filler, count: max(0, length) / filler.count).joined())
    }

    private static func isTooMuch(_ regex: Regex, _ text: [UInt8], _ memory: RegexMemory) -> Bool {
        let isASCII = text.allSatisfy { $0 < 0x80 }
        return text.withUnsafeBufferPointer {
            regex.firstMatch(
                in: $0, isASCII: isASCII, from: 0, lastStart: $0.count, options: 0, memory: memory) == .limited
        }
    }
}
