import CPCRE2

/// Tries regexes around the anchors that a search has found.
struct RegexWindow {
    /// How far before an anchor a match may begin, in bytes.
    static let before = 256
    /// How far behind the start of an anchor a match may end, in bytes.
    static let after = 512
    /// How many matches without the anchor are passed over at one anchor.
    static let maximumRestarts = 32

    let text: TextView
    /// Where matches have to lie.
    let range: Range<Int>
    let scratch: MatcherScratch

    /// Tries the regex of each anchor in the scratch and takes down its matches, which for one regex do not overlap.
    func run(_ regexes: [Regex]) {
        scratch.anchorHits.sort()
        var regex: Int32 = -1
        var lastEnd = 0
        for hit in scratch.anchorHits {
            if scratch.countsTrials { scratch.trials[regexes[Int(hit.regex)].pattern, default: 0] += 1 }
            if hit.regex != regex {
                regex = hit.regex
                lastEnd = 0
            }
            guard Int(hit.start) >= lastEnd, let match = match(regexes[Int(hit.regex)], hit, notBefore: lastEnd) else {
                continue
            }
            lastEnd = match.upperBound
            guard scratch.found.count < scratch.limits.matches else {
                scratch.droppedMatches += 1
                continue
            }
            scratch.found.append(
                Match(
                    pattern: regexes[Int(hit.regex)].pattern, start: Int32(match.lowerBound),
                    end: Int32(match.upperBound)))
        }
    }

    private func match(_ regex: Regex, _ hit: AnchorHit, notBefore: Int) -> Range<Int>? {
        let anchor = Int(hit.start)..<Int(hit.end)
        let first = text.scalarStart(atOrBefore: max(0, anchor.lowerBound &- Self.before))
        let end = min(range.upperBound, text.scalarStart(atOrBefore: min(text.count, anchor.lowerBound &+ Self.after)))
        // Letters may take more bytes in the text than in the regex.
        let earliest = anchor.lowerBound &- regex.reach &- (regex.reach > 0 ? 8 : 0)
        var start = text.scalarStart(atOrAfter: max(first, earliest, notBefore, range.lowerBound))
        guard start <= anchor.lowerBound, anchor.upperBound <= end else { return nil }
        // `first..<end` lies within the text.
        let subject = UnsafeBufferPointer(start: text.base + first, count: end &- first)
        let options = (beginsLine(first) ? 0 : PCRE2_NOTBOL) | (endsLine(end) ? 0 : PCRE2_NOTEOL)
        for _ in 0..<Self.maximumRestarts {
            let outcome = regex.firstMatch(
                in: subject, from: start &- first, lastStart: anchor.lowerBound &- first, options: options,
                memory: scratch.regexMemory)
            guard case .match(let found) = outcome else {
                if outcome == .limited { scratch.limitedTrials += 1 }
                return nil
            }
            // A regex that goes by bytes may end inside a character.
            let match =
                text.scalarStart(
                    atOrBefore: found.lowerBound &+ first)..<text.scalarStart(
                    atOrAfter: found.upperBound &+ first)
            if isWanted(match, anchor, windowEnd: end) { return match }
            start = text.scalar(around: match.lowerBound).start &+ text.scalar(at: match.lowerBound).length
            guard start <= anchor.lowerBound else { return nil }
        }
        scratch.limitedTrials += 1
        return nil
    }

    private func beginsLine(_ index: Int) -> Bool {
        text.byte(at: index &- 1).map(Separator.isBreak) ?? true
    }

    private func endsLine(_ index: Int) -> Bool {
        text.byte(at: index).map(Separator.isBreak) ?? true
    }

    /// A match contains the anchor, does not begin inside of a word, and was not cut off inside of a word by the end of the window.
    private func isWanted(_ match: Range<Int>, _ anchor: Range<Int>, windowEnd: Int) -> Bool {
        guard match.lowerBound <= anchor.lowerBound, match.upperBound >= anchor.upperBound else { return false }
        if text.isWord(at: match.lowerBound), text.isWord(at: match.lowerBound &- 1) { return false }
        return !(match.upperBound == windowEnd && text.isWord(at: windowEnd &- 1) && text.isWord(at: windowEnd))
    }
}
