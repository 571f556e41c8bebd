/// Decides whether a term stands at a candidate's place, and takes down the match.
struct TermCheck {
    let text: TextView
    /// Where matches have to lie.
    let range: Range<Int>
    let table: TermTable
    let scratch: MatcherScratch
    let anchors: AnchorTracker.View

    private var comparison: TermComparison { TermComparison(text: text, programs: table.programs.base) }

    /// Takes down the matches of those of `records` whose anchor stands at `anchor`.
    @inline(__always)
    func compare(_ records: Range<Int>, anchor: Int) {
        if records.count == 1 { return compare(table.records.base[records.lowerBound], anchor: anchor) }
        compareAll(records, anchor: anchor)
    }

    @inline(never)
    private func compareAll(_ records: Range<Int>, anchor: Int) {
        var words = AdjacentWords(text, anchor)
        for record in records where table.neighbours.base[record].mayStand(&words) {
            compare(table.records.base[record], anchor: anchor)
        }
    }

    /// Takes down a match of `record` if there is one whose anchor stands at `anchor`.
    @inline(__always)
    private func compare(_ record: TermRecord, anchor: Int) {
        if record.flags.contains(.isKey) {
            let end = anchor &+ Int(record.length)
            if end <= range.upperBound { take(record, anchor..<end) }
            return
        }
        guard let start = comparison.start(of: record, anchor: anchor), start >= range.lowerBound,
            let end = comparison.end(of: record, from: start), end <= range.upperBound
        else { return }
        take(record, start..<end)
    }

    @inline(never)
    private func take(_ record: TermRecord, _ match: Range<Int>) {
        // A word found by its own key is whole.
        if !record.flags.contains(.isKey), record.flags.contains(.wordBefore), text.isWord(at: match.lowerBound &- 1) {
            return
        }
        if record.flags.contains(.regexAnchor) { return follow(record, match) }
        if record.attachedCount > 0, isExcluded(record, match) { return }
        guard scratch.found.count < scratch.limits.matches else {
            scratch.droppedMatches += 1
            return
        }
        scratch.found.append(
            Match(pattern: record.pattern, start: Int32(match.lowerBound), end: Int32(match.upperBound)))
    }

    private func follow(_ record: TermRecord, _ place: Range<Int>) {
        for link in record.attached { anchors.note(table.links.base[link], place) }
    }

    private func isExcluded(_ record: TermRecord, _ match: Range<Int>) -> Bool {
        record.attached.contains { stands(table.exclusions.base[$0], around: match) }
    }

    /// Whether `exclusion` overlaps `match`, or lies next to it with nothing but a separator between.
    private func stands(_ exclusion: TermRecord, around match: Range<Int>) -> Bool {
        let isAdjacent = exclusion.flags.contains(.adjacent)
        let reach = reach(of: exclusion)
        let last = isAdjacent ? min(text.count, match.upperBound &+ Separator.maximumLength &+ 1) : match.upperBound
        for start in max(0, match.lowerBound &- reach)..<last {
            guard let end = comparison.end(of: exclusion, from: start) else { continue }
            if exclusion.flags.contains(.wordBefore), text.isWord(at: start &- 1) { continue }
            if start < match.upperBound, end > match.lowerBound { return true }
            guard isAdjacent else { continue }
            if end <= match.lowerBound, isOnlySeparator(end..<match.lowerBound) { return true }
            if start >= match.upperBound, isOnlySeparator(match.upperBound..<start) { return true }
        }
        return false
    }

    private func isOnlySeparator(_ gap: Range<Int>) -> Bool {
        gap.isEmpty || text.separatorEnd(from: gap.lowerBound) == gap.upperBound
    }

    /// The most bytes before a match at which an exclusion that counts can begin.
    private func reach(of exclusion: TermRecord) -> Int {
        let program = table.programs.base + Int(exclusion.program)
        let separators = (0..<Int(exclusion.length)).count { program[$0] == Separator.marker }
        return Int(exclusion.length) &+ (separators &+ 1) &* Separator.maximumLength &+ Self.longestWordEnding
    }

    /// How far the last word of an exclusion with a `*` is followed.
    private static let longestWordEnding = 32
}
