import Messages

/// The look of the span itself: how many words, and how it is written.
struct SpanFamily: EvidenceFamily {
    let name = "span"
    let version = 1
    let features: [Feature] = [
        Feature("two-words"), Feature("many-words"), Feature("capitals"), Feature("name-follows", weight: -0.2),
        Feature("in-name", weight: -0.4), Feature("in-address", weight: -1.5), Feature("doubled-rule"),
    ]

    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void) {
        let doubled = doubled(candidates)
        for (position, candidate) in candidates.enumerated() {
            let text = message.segments[candidate.segment].text
            let range = candidate.range
            let (words, letters, capitals) = text.withBytes { Self.counts($0, range) }
            if words == 2 { found(position, FeatureHit(0)) }
            if words > 2 { found(position, FeatureHit(1)) }
            if letters > 1 && capitals == letters { found(position, FeatureHit(2)) }
            let startsUpper = range.lowerBound < text.count && ASCII.isUpper(text[range.lowerBound])
            let nextUpper =
                range.upperBound + 1 < text.count && text[range.upperBound] == 0x20
                && ASCII.isUpper(text[range.upperBound + 1])
            if nextUpper && startsUpper {
                found(position, FeatureHit(4))
            } else if nextUpper {
                found(position, FeatureHit(3))
            }
            if touchesAddress(range, text) { found(position, FeatureHit(5)) }
            if doubled[position] { found(position, FeatureHit(6)) }
        }
    }

    /// How many words, letters and capital letters a span has.
    private static func counts(_ text: Span<UInt8>, _ range: Range<Int>) -> (words: Int, letters: Int, capitals: Int) {
        var (words, letters, capitals) = (0, 0, 0)
        var inWord = false
        for index in range {
            let byte = text[index]
            let isWord = ASCII.isWord(byte)
            if isWord && !inWord { words += 1 }
            if ASCII.isLetter(byte) { letters += 1 }
            if ASCII.isUpper(byte) { capitals += 1 }
            inWord = isWord
        }
        return (words, letters, capitals)
    }

    /// For each candidate whether another rule hits the same text for the same target.
    private func doubled(_ candidates: [Candidate]) -> [Bool] {
        var doubled = [Bool](repeating: false, count: candidates.count)
        CandidateOverlaps.forEachPair(candidates) { left, right in
            guard candidates[left].target == candidates[right].target,
                candidates[left].source != candidates[right].source
            else { return }
            doubled[left] = true
            doubled[right] = true
        }
        return doubled
    }

    /// Whether the span is a piece of a web or mail address: no white space between it and `@`, `/` or a dot inside a word.
    private func touchesAddress(_ range: Range<Int>, _ text: Bytes) -> Bool {
        func isJoint(_ index: Int) -> Bool {
            guard index >= 0, index < text.count else { return false }
            return text[index] == 0x40 || text[index] == 0x2F || text[index] == 0x5C || text[index] == 0x5F
                || text[index] == 0x3D
        }
        if isJoint(range.lowerBound - 1) || isJoint(range.upperBound) { return true }
        let dotAfter =
            range.upperBound + 1 < text.count && text[range.upperBound] == 0x2E
            && ASCII.isWord(text[range.upperBound + 1])
        let dotBefore =
            range.lowerBound > 1 && text[range.lowerBound - 1] == 0x2E && ASCII.isWord(text[range.lowerBound - 2])
        return dotAfter || dotBefore
    }
}
