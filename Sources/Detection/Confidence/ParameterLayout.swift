/// Which parameter stands for which rule, term or feature, where it starts and how strongly it is held there.
struct ParameterLayout {
    /// Inverse prior variances: a rule moves easily from its prior, a single term or a category's own view less so.
    private enum Hold {
        static let rule = 0.5
        static let term = 2.0
        static let shared = 1.5
        static let category = 4.0
    }

    private let detector: LanguageDetector
    private let termParameter: [Int: Int]
    /// For sources without rules the parameter that is added to what the proposer says.
    private let sourceParameter: [String: Int]
    private let termNames: [String]
    private let featureCount: Int
    private(set) var start: [Double]
    private(set) var penalty: [Double]

    init(detector: LanguageDetector, rows: CandidateRows, termRows: Int, strength: Double) {
        self.detector = detector
        let rules = detector.pack.rules
        featureCount = detector.scorer.space.names.count
        termNames = rules.flatMap { rule in
            rule.terms.map { "\(rule.id): \($0.text)" } + rule.patterns.map { _ in "" }
        }
        var counts: [Int: Int] = [:]
        for row in rows.rows where row.candidate.term >= 0 && row.weight == 1 {
            counts[row.candidate.term, default: 0] += 1
        }
        let often = counts.filter { $0.value >= termRows }.keys.sorted()
        let base = rules.count + featureCount * (1 + Category.allCases.count)
        var parameters: [Int: Int] = [:]
        for term in often where !termNames[term].isEmpty { parameters[term] = base + parameters.count }
        termParameter = parameters
        start = rules.map(\.prior) + detector.scorer.space.starts
        start += [Double](repeating: 0, count: featureCount * Category.allCases.count + parameters.count)
        penalty = [Double](repeating: Hold.rule * strength, count: rules.count)
        penalty += [Double](repeating: Hold.shared * strength, count: featureCount)
        penalty += [Double](repeating: Hold.category * strength, count: featureCount * Category.allCases.count)
        penalty += [Double](repeating: Hold.term * strength, count: parameters.count)
        var sources: [String: Int] = [:]
        let free = Set(rows.rows.filter { $0.candidate.rule < 0 }.map(\.candidate.source))
        for source in free.sorted() { sources[source] = start.count + sources.count }
        sourceParameter = sources
        start += [Double](repeating: 0, count: sources.count)
        penalty += [Double](repeating: Hold.rule * strength, count: sources.count)
    }

    /// A candidate as a row of the regression.
    func row(_ row: CandidateRows.Row) -> LogisticRegression.Row {
        var parameters: [Int32] = []
        let rules = detector.pack.rules.count
        let isFree = row.candidate.rule < 0
        if !isFree { parameters.append(Int32(row.candidate.rule)) }
        for feature in row.features where !detector.scorer.space.isFixed[feature] {
            parameters.append(Int32(rules + feature))
            parameters.append(Int32(rules + featureCount * (1 + row.category.order) + feature))
        }
        if let parameter = termParameter[row.candidate.term] { parameters.append(Int32(parameter)) }
        if isFree, let parameter = sourceParameter[row.candidate.source] { parameters.append(Int32(parameter)) }
        return LogisticRegression.Row(
            parameters: parameters, isTrue: row.isTrue, weight: row.weight, offset: isFree ? row.candidate.prior : 0)
    }

    /// Fitted parameters by name. What did not move from its start is left out.
    func weights(_ theta: [Double]) -> Weights {
        var weights = Weights()
        let rules = detector.pack.rules
        let names = detector.scorer.space.names
        for (index, rule) in rules.enumerated() {
            if case .category = rule.target, moved(theta, index) { weights.rules[rule.id] = theta[index] }
        }
        for (feature, name) in names.enumerated() {
            let shared = rules.count + feature
            if moved(theta, shared) { weights.features[name] = theta[shared] }
            for category in Category.allCases {
                let own = rules.count + featureCount * (1 + category.order) + feature
                if moved(theta, own) { weights.features["\(name)@\(category.rawValue)"] = theta[own] }
            }
        }
        for (term, parameter) in termParameter where moved(theta, parameter) {
            weights.terms[termNames[term]] = theta[parameter]
        }
        for (source, parameter) in sourceParameter where moved(theta, parameter) {
            weights.rules[source] = theta[parameter]
        }
        return weights
    }

    private func moved(_ theta: [Double], _ parameter: Int) -> Bool {
        abs(theta[parameter] - start[parameter]) >= 0.0005
    }
}
