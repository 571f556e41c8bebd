/// All ways in which a regex is found.
struct AnchorPlan {
    /// A match is one of a branch.
    let branches: [AnchorBranch]

    /// Derived anchors that take no more effort are taken though others were given.
    private static let commonEffort = 500_000
    /// The most branches of a regex.
    private static let maximumBranches = 256

    /// The plan for `regex`: what follows from it, or the anchors that were given where nothing does or they are rarer.
    /// - Throws: `PatternError` where there is neither.
    init(_ regex: String, given: [String] = [], costs: AnchorCost) throws {
        let nodes = RegexParser.parse(regex)?.branches ?? []
        let derivation = AnchorDerivation(costs: costs)
        let derived = nodes.map { AnchorBranch(derivation.choices($0, at: AnchorDerivation.start, after: false)) }
        guard !derived.isEmpty, derived.count <= Self.maximumBranches else {
            branches = [try Self.given(given, costs)]
            return
        }
        var chosen: [AnchorBranch] = []
        var usesGiven = false
        for branch in derived {
            if let branch, given.isEmpty || branch.effort <= Self.commonEffort || !branch.companions.isEmpty {
                chosen.append(branch)
                continue
            }
            let asked = try Self.given(given, costs)
            if let branch, branch.effort <= asked.effort { chosen.append(branch) } else { usesGiven = true }
        }
        branches = Self.merged(chosen) + (usesGiven ? [try Self.given(given, costs)] : [])
    }

    private static func given(_ anchors: [String], _ costs: AnchorCost) throws -> AnchorBranch {
        guard !anchors.isEmpty else {
            throw PatternError(
                "no word stands for certain in every match of the regular expression; give `anchors`, or a word between spaces or \\b"
            )
        }
        return try AnchorBranch(given: anchors, costs)
    }

    /// The cheap branches as one, apart from those where a match may begin before the anchor.
    private static func merged(_ branches: [AnchorBranch]) -> [AnchorBranch] {
        let groups = Dictionary(grouping: branches) { $0.isCheap ? ($0.reach.bytes == 0 ? 0 : 1) : 2 }
        return [0, 1].compactMap { groups[$0].flatMap(AnchorBranch.init(joining:)) } + (groups[2] ?? [])
    }
}

extension RegexNode {
    /// The alternatives that a whole regex is made of, each with the conditions that stand around all of them.
    fileprivate var branches: [RegexNode] {
        switch kind {
        case .choice(let branches): return branches.flatMap(\.branches)
        case .sequence(let items):
            let places = items.indices.filter { !items[$0].isCondition }
            guard places.count == 1, case .choice(let branches) = items[places[0]].kind else { return [self] }
            let (before, after) = (items[..<places[0]], items[(places[0] + 1)...])
            return branches.flatMap(\.branches).map { RegexNode(.sequence(before + [$0] + after)) }
        default: return [self]
        }
    }

    private var isCondition: Bool {
        switch kind {
        case .border, .condition: true
        default: false
        }
    }
}

/// Words one of which stands in every match of `regex`, as terms (`*` behind a word that may go on), or nil where none can be derived: because
/// the regex can match without any certain word, or because it holds notation whose meaning this function does not know.
public func derivedAnchors(of regex: String, frequencies: WordFrequencies = .none) -> [String]? {
    guard let plan = try? AnchorPlan(regex, costs: AnchorCost(frequencies: frequencies)) else { return nil }
    return plan.branches.reduce(into: Set<String>()) { $0.formUnion($1.anchors.map(\.text)) }.sorted()
}
