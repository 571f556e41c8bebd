import CPCRE2

/// Tries a new regex on texts that bring bad ones to their knees, so that they are refused when a pack is checked and not met by a sender.
enum RegexTrial {
    /// The most steps that one trial may take; searches allow twice as many (`MatcherLimits.steps`).
    static let steps: UInt32 = 50_000
    /// How many of a regex's anchors are tried.
    static let maximumAnchors = 8

    /// - Throws: `PatternError` where the regex reaches the limit on some text.
    static func check(_ regex: Regex, anchors: [Term]) throws {
        let memory = RegexMemory(MatcherLimits(steps: steps))
        for anchor in anchors.prefix(maximumAnchors) {
            let words = anchor.program
            for text in texts(words) where isTooMuch(regex, text, memory) {
                throw PatternError(
                    "the regular expression needs too many steps on some texts; bound its repetitions and do not nest them"
                )
            }
        }
    }

    /// Texts of one window: the anchor between long runs of one kind, and many anchors.
    private static func texts(_ anchor: [UInt8]) -> [[UInt8]] {
        let length = RegexWindow.before + RegexWindow.after
        let fillers = ["a", " ", "1", "a ", "a, ", "1 ", "-", "aA1_ ", "é", "\n", "> ", "i am ", "the "].map {
            Array($0.utf8)
        }
        var texts = fillers.flatMap { filler -> [[UInt8]] in
            let before = filled(filler, RegexWindow.before - 1)
            let after = filled(filler, length - RegexWindow.before - anchor.count - 2)
            return [before + [0x20] + anchor + after + [0x21], before + [0x20] + anchor + [0x20] + after]
        }
        texts.append(filled(anchor + [0x20], length))
        texts.append(filled(anchor, length))
        return texts
    }

    private static func filled(_ filler: [UInt8], _ length: Int) -> [UInt8] {
        var result: [UInt8] = []
        while result.count + filler.count <= length, !filler.isEmpty { result += filler }
        return result
    }

    private static func isTooMuch(_ regex: Regex, _ text: [UInt8], _ memory: RegexMemory) -> Bool {
        text.withUnsafeBufferPointer {
            regex.firstMatch(in: $0, from: 0, lastStart: $0.count, options: 0, memory: memory) == .limited
        }
    }
}
