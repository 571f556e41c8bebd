/// One way in which a regex is found: it is tried at each of its anchors, and only where a companion stands near.
struct AnchorBranch {
    /// Words one of which stands in every match of this branch.
    private(set) var anchors: Set<String>
    /// Other words one of which also stands in every match; none where nothing more is certain.
    private(set) var companions: Set<String> = []
    /// Whether the companions stand behind the anchor; otherwise before it.
    private(set) var companionsFollow = false
    /// How far before an anchor a match may begin, in bytes.
    private(set) var reach = RegexWindow.before
    /// What this costs, very roughly in nanoseconds for a million words of ordinary text.
    private(set) var effort: Int

    /// What it costs to take note of an anchor or a companion, in nanoseconds.
    private static let hitEffort = 10
    /// What a trial costs where a match begins close before the anchor, and where it may begin anywhere in the window, in nanoseconds.
    private static let trialEffort = (near: 150, far: 3_000)
    /// What close is, in bytes.
    private static let nearReach = 32
    /// How many words of a window a companion may be.
    private static let windowWords = 100

    /// Anchors that somebody gives.
    init(given anchors: [String]) throws {
        let terms = try anchors.map { try Term($0, isCaseSensitive: false) }
        self.anchors = Set(anchors)
        effort =
            terms.reduce(0) { $0 + AnchorCost.of($1.program, isCut: $1.isPrefix) }
            * (Self.hitEffort + Self.trialEffort.far)
    }

    /// The cheapest of what `choices` offer, which stand in the order of a match, or nil where there is none.
    init?(_ choices: [AnchorChoice]) {
        let pairs = choices.indices.flatMap { first in
            [(first, Int?.none)] + choices.indices.filter { $0 != first }.map { (first, $0) }
        }
        let efforts = pairs.map { Self.effort(choices[$0.0], $0.1.map { choices[$0] }) }
        guard let best = efforts.indices.min(by: { efforts[$0] < efforts[$1] }) else { return nil }
        let (first, second) = pairs[best]
        anchors = choices[first].anchors
        reach = min(choices[first].reach ?? RegexWindow.before, RegexWindow.before)
        effort = efforts[best]
        guard let second else { return }
        companions = choices[second].anchors
        companionsFollow = second > first
    }

    /// One branch of several that need no companions.
    init?(joining branches: [AnchorBranch]) {
        guard var joined = branches.first else { return nil }
        for branch in branches.dropFirst() {
            joined.anchors.formUnion(branch.anchors)
            joined.reach = max(joined.reach, branch.reach)
            joined.effort += branch.effort
        }
        joined.companions = []
        self = joined
    }

    /// Whether trying at every anchor costs so little that it needs no companion and no branch of its own.
    var isCheap: Bool { reach <= Self.nearReach && (companions.isEmpty ? effort <= 60_000 : effort <= 20_000) }

    private static func effort(_ anchor: AnchorChoice, _ companion: AnchorChoice?) -> Int {
        let isNear = anchor.reach.map { $0 <= nearReach } ?? false
        let trial = isNear ? trialEffort.near : trialEffort.far
        guard let companion else { return anchor.cost * (hitEffort + trial) }
        let inHundred = min(100, companion.cost * windowWords / 10_000)
        return anchor.cost * hitEffort + anchor.cost * trial * inHundred / 100 + companion.cost * hitEffort
    }
}
