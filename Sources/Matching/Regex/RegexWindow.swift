import CByteScan
import CPCRE2

/// Tries regexes around the anchors that a search has found.
struct RegexWindow {
    /// How far before an anchor a match may begin, in bytes.
    static let before = 256
    /// How far behind the start of an anchor a match may end, in bytes.
    static let after = 512
    /// How many matches without the anchor are passed over at one anchor.
    static let maximumRestarts = 32

    private let text: TextView
    /// Where matches have to lie.
    private let range: Range<Int>
    private let scratch: MatcherScratch
    /// Whether every window is in ASCII.
    private let isASCII: Bool
    private var trials = 0
    private var limitedTrials = 0

    init(text: TextView, range: Range<Int>, scratch: MatcherScratch) {
        self.text = text
        self.range = range
        self.scratch = scratch
        isASCII = cbs_find_high(text.base, text.count) == text.count
    }

    /// Tries the regex of each anchor in the scratch and takes down its matches, which for one regex do not overlap.
    mutating func run(_ regexes: [AnchoredRegex]) {
        scratch.anchors.sort()
        let hits = scratch.anchors.hits
        var index = 0
        while index < hits.count {
            let regex = hits[index].regex
            run(regexes[Int(regex)], regex, hits, &index)
        }
        // The counters are checked for access by two at every turn, so they are moved on once.
        scratch.trials += trials
        scratch.limitedTrials += limitedTrials
    }

    /// Tries one regex at its hits, which begin at `index` and behind which it is left.
    private mutating func run(_ regex: AnchoredRegex, _ number: Int32, _ hits: [AnchorHit], _ index: inout Int) {
        var lastEnd = 0
        while index < hits.count, hits[index].regex == number {
            let hit = hits[index]
            index &+= 1
            guard Int(hit.start) >= lastEnd, let match = match(regex, hit, notBefore: lastEnd) else { continue }
            lastEnd = match.upperBound
            guard scratch.found.count < scratch.limits.matches else {
                scratch.droppedMatches += 1
                continue
            }
            scratch.found.append(
                Match(pattern: regex.regex.pattern, start: Int32(match.lowerBound), end: Int32(match.upperBound)))
        }
    }

    private mutating func match(_ regex: AnchoredRegex, _ hit: AnchorHit, notBefore: Int) -> Range<Int>? {
        let anchor = Int(hit.start)..<Int(hit.end)
        let first = text.scalarStart(atOrBefore: max(0, anchor.lowerBound &- Self.before))
        let end = min(range.upperBound, text.scalarStart(atOrBefore: min(text.count, anchor.lowerBound &+ Self.after)))
        let reached = text.start(reaching: regex.reach, before: anchor.lowerBound)
        var start = text.scalarStart(atOrAfter: max(first, reached, notBefore, range.lowerBound))
        guard start <= anchor.lowerBound, anchor.upperBound <= end else { return nil }
        // `first..<end` lies within the text.
        let subject = UnsafeBufferPointer(start: text.base + first, count: end &- first)
        let isASCII = isASCII || cbs_find_high(text.base + first, subject.count) == subject.count
        let options = (beginsLine(first) ? 0 : PCRE2_NOTBOL) | (endsLine(end) ? 0 : PCRE2_NOTEOL)
        for _ in 0..<Self.maximumRestarts {
            trials &+= 1
            if scratch.countsTrials { scratch.trialsByPattern[regex.regex.pattern, default: 0] += 1 }
            let outcome = regex.regex.firstMatch(
                in: subject, isASCII: isASCII, from: start &- first, lastStart: anchor.lowerBound &- first,
                options: options, memory: scratch.regexMemory)
            guard case .match(let found) = outcome else {
                if outcome == .limited { limitedTrials &+= 1 }
                return nil
            }
            let match = found.lowerBound &+ first..<found.upperBound &+ first
            if isWanted(match, anchor, windowEnd: end) { return match }
            start = text.scalar(around: match.lowerBound).start &+ text.scalar(at: match.lowerBound).length
            guard start <= anchor.lowerBound else { return nil }
        }
        limitedTrials &+= 1
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
