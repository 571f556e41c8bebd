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
        guard candidates.count > 1 else { return }
        let company = Company(candidates)
        for (position, candidate) in candidates.enumerated() {
            let near = company.near(position, candidate)
            let far = company.far(position, candidate)
            if near.all > 0 { found(position, FeatureHit(0)) }
            if far.all > 0 { found(position, FeatureHit(1)) }
            if far.all > 2 { found(position, FeatureHit(2)) }
            if near.strong > 0 { found(position, FeatureHit(3)) }
            if far.strong > 0 { found(position, FeatureHit(4)) }
            let others = company.others(candidate)
            if others.near > 0 { found(position, FeatureHit(5)) }
            if others.far > 0 { found(position, FeatureHit(6)) }
        }
    }
}

/// The candidates of a message, counted by what they are of and where they stand. What stands on the same text as a
/// candidate is no company for it.
private struct Company {
    /// Candidates, and those of rules that are nearly always right.
    struct Count {
        var all = 0
        var strong = 0

        mutating func add(_ candidate: Candidate) {
            all += 1
            if candidate.prior >= 0.5 { strong += 1 }
        }

        static func - (left: Count, right: Count) -> Count {
            Count(all: left.all - right.all, strong: left.strong - right.strong)
        }
    }

    /// By sentence and target, and by target; both by small numbers, as there are few.
    private var bySentence: [Count]
    private var byTarget = [Count](repeating: Count(), count: Rule.Target.count)
    private var categoriesBySentence: [Int]
    private var categories = 0
    /// For each candidate those of its target on the same text, itself among them: in its sentence and elsewhere.
    private var sameNear: [Count]
    private var sameFar: [Count]

    init(_ candidates: [Candidate]) {
        sameNear = [Count](repeating: Count(), count: candidates.count)
        sameFar = sameNear
        // The first is of candidates without a sentence.
        let sentences = (candidates.lazy.map(\.sentence).max() ?? -1) + 2
        bySentence = [Count](repeating: Count(), count: sentences * Rule.Target.count)
        categoriesBySentence = [Int](repeating: 0, count: sentences)
        for (position, candidate) in candidates.enumerated() {
            bySentence[Self.place(candidate)].add(candidate)
            byTarget[candidate.target.number].add(candidate)
            sameNear[position].add(candidate)
            if case .category = candidate.target {
                categoriesBySentence[candidate.sentence + 1] += 1
                categories += 1
            }
        }
        CandidateOverlaps.forEachPair(candidates) { left, right in
            guard candidates[left].target == candidates[right].target else { return }
            let isNear = candidates[left].sentence == candidates[right].sentence
            for (one, other) in [(left, right), (right, left)] {
                if isNear { sameNear[one].add(candidates[other]) } else { sameFar[one].add(candidates[other]) }
            }
        }
    }

    /// Others of the target in the sentence.
    func near(_ position: Int, _ candidate: Candidate) -> Count { inSentence(candidate) - sameNear[position] }

    /// Others of the target in the rest of the message.
    func far(_ position: Int, _ candidate: Candidate) -> Count {
        byTarget[candidate.target.number] - inSentence(candidate) - sameFar[position]
    }

    /// Candidates of other categories, in the sentence and in the rest of the message.
    func others(_ candidate: Candidate) -> (near: Int, far: Int) {
        let near = categoriesBySentence[candidate.sentence + 1]
        guard case .category = candidate.target else { return (near, categories - near) }
        let own = inSentence(candidate).all
        let all = byTarget[candidate.target.number].all
        return (near - own, categories - near - (all - own))
    }

    private func inSentence(_ candidate: Candidate) -> Count {
        bySentence[Self.place(candidate)]
    }

    private static func place(_ candidate: Candidate) -> Int {
        (candidate.sentence + 1) * Rule.Target.count + candidate.target.number
    }
}
