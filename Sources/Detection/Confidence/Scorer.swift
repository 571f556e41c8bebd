import Messages

/// Turns a candidate and its features into log-odds, with the weights in force.
struct Scorer: Sendable {
    /// Features of all families in one row of numbers.
    let space: FeatureSpace
    /// Weight of each feature, whatever the category.
    let shared: [Double]
    /// For each category what it adds to each feature.
    let byCategory: [[Double]]
    /// Weight of each rule.
    let rules: [Double]
    /// Weight of each term beside its rule's, by the term's number.
    let terms: [Double]
    /// For sources without rules what is added to what their proposer says.
    let sources: [String: Double]
    let rates: CandidateRates
    /// For each rule its own rates.
    private let ruleRates: [RuleRates?]

    init(space: FeatureSpace, rules declared: [Rule], weights: Weights?) {
        self.space = space
        shared = space.names.enumerated().map { index, name in weights?.features[name] ?? space.starts[index] }
        byCategory = Category.allCases.map { category in
            space.names.map { weights?.features["\($0)@\(category.rawValue)"] ?? 0 }
        }
        rules = declared.map { weights?.rules[$0.id] ?? $0.prior }
        terms = declared.flatMap { rule in
            rule.terms.map { weights?.terms["\(rule.id): \($0.text)"] ?? 0 } + rule.patterns.map { _ in 0 }
        }
        let declaredIDs = Set(declared.map(\.id))
        sources = weights?.rules.filter { !declaredIDs.contains($0.key) } ?? [:]
        let rates = weights?.rates ?? CandidateRates()
        self.rates = rates
        ruleRates = declared.map { rates.rules[$0.id] }
    }

    /// The log-odds of a candidate with these features, at the rate of the fit worlds.
    func logOdds(of candidate: Candidate, features: [FeatureHit]) -> Double {
        var sum = base(of: candidate)
        for hit in features { sum += weight(of: hit.feature, target: candidate.target) }
        return sum
    }

    /// What is added to a candidate's log-odds in a mailbox where the share `prevalence` of messages holds a finding.
    func shift(of candidate: Candidate, prevalence: Double, kind: Message.Kind) -> Double {
        let own = candidate.rule >= 0 ? ruleRates[candidate.rule] : rates.rules[candidate.source]
        return rates.shift(prevalence: prevalence, kind: kind, rule: own)
    }

    /// The part that the rule and the term bring.
    func base(of candidate: Candidate) -> Double {
        guard candidate.rule >= 0 else { return candidate.prior + (sources[candidate.source] ?? 0) }
        return rules[candidate.rule] + (candidate.term >= 0 ? terms[candidate.term] : 0)
    }

    /// What one feature adds for a target. Rules for flags are not fitted, and what was fitted for categories does not move them.
    func weight(of feature: Int, target: Rule.Target) -> Double {
        guard case .category(let category) = target else { return space.starts[feature] }
        return shared[feature] + byCategory[category.order][feature]
    }
}

/// The features of all families, numbered.
struct FeatureSpace: Sendable {
    /// `family.feature`.
    private(set) var names: [String] = []
    /// The weight that training starts from.
    private(set) var starts: [Double] = []
    /// Whether training leaves it there.
    private(set) var isFixed: [Bool] = []
    /// For each family the number of its first feature.
    private(set) var offsets: [Int] = []
    /// For each feature its family's name.
    private var families: [String] = []

    init(_ all: [any EvidenceFamily]) {
        for family in all {
            offsets.append(names.count)
            for feature in family.features {
                names.append("\(family.name).\(feature.name)")
                starts.append(feature.weight)
                isFixed.append(feature.isFixed)
                families.append(family.name)
            }
        }
    }

    /// The name of the family that a feature belongs to.
    func family(of feature: Int) -> String { families[feature] }
}
