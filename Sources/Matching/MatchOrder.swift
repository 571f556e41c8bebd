/// The order in which matches are reported.
enum MatchOrder {
    /// Appends `found`, sorted and without those that have the same pattern and start as a longer one.
    static func append(_ found: inout [Match], to matches: inout [Match]) {
        guard found.count > 1 else {
            matches += found
            return
        }
        found.sort { ($0.start, $0.pattern, $1.end) < ($1.start, $1.pattern, $0.end) }
        var kept = 1
        for index in 1..<found.count {
            let last = found[kept - 1]
            guard found[index].start != last.start || found[index].pattern != last.pattern else { continue }
            found[kept] = found[index]
            kept += 1
        }
        found.removeLast(found.count - kept)
        found.sort { ($0.start, $1.end, $0.pattern) < ($1.start, $0.end, $1.pattern) }
        matches += found
    }
}
