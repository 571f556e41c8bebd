/// Candidates that stand on the same text, found by one sweep.
enum CandidateOverlaps {
    /// Calls `body` once with the positions of each two candidates of a segment whose ranges overlap.
    static func forEachPair(_ candidates: [Candidate], _ body: (Int, Int) -> Void) {
        let order = candidates.indices.sorted { left, right in
            let (left, right) = (candidates[left], candidates[right])
            return (left.segment, left.range.lowerBound) < (right.segment, right.range.lowerBound)
        }
        var open: [Int] = []
        for position in order {
            let candidate = candidates[position]
            open.removeAll {
                candidates[$0].segment != candidate.segment
                    || candidates[$0].range.upperBound <= candidate.range.lowerBound
            }
            for other in open { body(other, position) }
            open.append(position)
        }
    }
}
