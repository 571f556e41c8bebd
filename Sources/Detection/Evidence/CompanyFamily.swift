/// What else was found near a candidate: one telling word seldom comes alone.
struct CompanyFamily: EvidenceFamily {
    let name = "company"
    let version = 1
    let features: [Feature] = [
        Feature("same-sentence", weight: 0.4), Feature("same-message", weight: 0.2),
        Feature("many-in-message", weight: 0.2),
        Feature("strong-in-sentence", weight: 0.5), Feature("strong-in-message", weight: 0.4),
        Feature("other-in-sentence"), Feature("other-in-message"),
    ]

    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void) {
        for (position, candidate) in candidates.enumerated() {
            var company = Company()
            for (other, neighbour) in candidates.enumerated() where other != position {
                company.add(neighbour, to: candidate)
            }
            if company.sentence > 0 { found(position, FeatureHit(0)) }
            if company.message > 0 { found(position, FeatureHit(1)) }
            if company.message > 2 { found(position, FeatureHit(2)) }
            if company.strongSentence { found(position, FeatureHit(3)) }
            if company.strongMessage { found(position, FeatureHit(4)) }
            if company.otherSentence { found(position, FeatureHit(5)) }
            if company.otherMessage { found(position, FeatureHit(6)) }
        }
    }

    /// Neighbours of one candidate, counted.
    private struct Company {
        var sentence = 0
        var message = 0
        var strongSentence = false
        var strongMessage = false
        var otherSentence = false
        var otherMessage = false

        mutating func add(_ neighbour: Candidate, to candidate: Candidate) {
            let isNear = neighbour.sentence == candidate.sentence
            guard neighbour.target == candidate.target else {
                if case .category = neighbour.target {
                    if isNear { otherSentence = true } else { otherMessage = true }
                }
                return
            }
            guard !(neighbour.segment == candidate.segment && neighbour.range.overlaps(candidate.range)) else { return }
            let isStrong = neighbour.prior >= 0.5
            if isNear {
                sentence += 1
                if isStrong { strongSentence = true }
            } else {
                message += 1
                if isStrong { strongMessage = true }
            }
        }
    }
}
