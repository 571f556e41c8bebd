/// Many words, phrases and regular expressions, looked for in one pass. Immutable: any number of threads may search with it, each with a
/// `MatcherScratch` of its own.
public final class Matcher: Sendable {
    let table: TermTable
    let regexes: [AnchoredRegex]

    /// The longest text that is searched, in bytes.
    public static let maximumTextLength = Int(Int32.max)

    init(table: TermTable, regexes: [AnchoredRegex]) {
        self.table = table
        self.regexes = regexes
    }

    /// Finds everything in `text`, which need not be valid UTF-8.
    ///
    /// Matches are appended in order of their starts, longer ones first, then by pattern. Matches may overlap; of those that have the same
    /// pattern and start, the longest is reported. A text longer than 2 GB is refused and counted in the scratch.
    public func find(in text: UnsafeRawBufferPointer, scratch: MatcherScratch, into matches: inout [Match]) {
        find(in: text, range: 0..<text.count, scratch: scratch, into: &matches)
    }

    /// Finds what lies within `range` of `text`. The bytes around it only decide whether words begin and end at its borders, and are seen by
    /// lookbehinds.
    public func find(
        in text: UnsafeRawBufferPointer, range: Range<Int>, scratch: MatcherScratch, into matches: inout [Match]
    ) {
        guard text.count <= Self.maximumTextLength else {
            scratch.refusedTexts += 1
            return
        }
        let range = range.clamped(to: 0..<text.count)
        guard let base = text.baseAddress, !range.isEmpty else { return }
        // The view does not outlive this call, for which the caller lends `text`.
        let view = TextView(base: base.assumingMemoryBound(to: UInt8.self), count: text.count)
        scratch.found.removeAll(keepingCapacity: true)
        let anchors = scratch.anchors.begin(view, regexes: regexes.count, limit: scratch.limits.trials)
        var search = TermSearch(view, range, table, scratch, anchors)
        search.run()
        scratch.skippedTrials += scratch.anchors.skipped
        if !scratch.anchors.hits.isEmpty {
            var window = RegexWindow(text: view, range: range, scratch: scratch)
            window.run(regexes)
        }
        MatchOrder.append(&scratch.found, to: &matches)
    }
}
