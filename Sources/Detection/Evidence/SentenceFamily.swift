/// What the sentence model says, in steps: of the sentence that a candidate stands in, and of the message by its most telling sentence.
///
/// Its weights are not fitted. Rules know the worlds they were written by, and a fit on these would hardly listen to a model that has not read
/// them; how much it counts was chosen on the worlds for developing.
struct SentenceFamily: EvidenceFamily {
    let name = "sentence"
    let version = 1
    /// Where the steps part, in the model's log-odds.
    private static let steps = [-4.0, -3, -2.25, -1.5, -0.75, 0, 0.75, 1.5, 2.25, 3, 4]
    /// What log-odds of the model count beside those of the rules: those of the candidate's own sentence, and of the message.
    private static let shares = [(place: "message", share: 0.4), (place: "own", share: 0.6)]
    /// The log-odds of the model that say nothing either way.
    private static let even = 0.8
    /// The most that the model says against a candidate, each time.
    private static let least = -1.0
    /// From this prior on a rule is nearly always right, and the model says nothing against it: plain statements, and records in a language
    /// that the worlds do not have.
    private static let certain = 2.0
    let features: [Feature]

    init() {
        let middles = [-5] + zip(Self.steps, Self.steps.dropFirst()).map { ($0 + $1) / 2 } + [5]
        let names = ["below"] + Self.steps.map { "from\($0)" }
        features = Self.shares.flatMap { place, share in
            zip(names, middles).map {
                Feature("\(place).\($0)", weight: max(Self.least, share * ($1 - Self.even)), isFixed: true)
            }
        }
    }

    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void) {
        guard !message.scored.sentences.isEmpty else { return }
        let best = message.scored.best
        for (position, candidate) in candidates.enumerated() {
            guard case .category(let category) = candidate.target else { continue }
            let isCertain = candidate.rule >= 0 && candidate.prior >= Self.certain
            if !isCertain || best[category] >= Self.even { found(position, FeatureHit(Self.step(best[category]))) }
            guard
                let own = message.scored.scores(at: candidate.range.lowerBound, segment: candidate.segment)?[category],
                !isCertain || own >= Self.even
            else { continue }
            found(position, FeatureHit(Self.steps.count + 1 + Self.step(own)))
        }
    }

    private static func step(_ score: Double) -> Int { steps.count { $0 <= score } }
}
